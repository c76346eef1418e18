FROM report.capture_rhythm(DATE '2024-05-10');
