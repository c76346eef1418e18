FROM report.articles_as_known(TIMESTAMP '2025-06-01 08:59:59');
