FROM report.freshness('2024-05-10');
