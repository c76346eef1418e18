FROM report.rates_as_known(TIMESTAMP '2025-06-04 09:00:00');
