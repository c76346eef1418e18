FROM report.capture_rhythm('2023-06-05');
