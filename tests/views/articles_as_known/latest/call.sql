FROM report.articles_as_known(TIMESTAMP '2025-06-05 09:00:00');
