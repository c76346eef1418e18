FROM report.freshness(DATE '2024-05-10');
