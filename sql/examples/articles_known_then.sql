-- What did the warehouse say of its articles at a moment in the past?
SELECT
    headline,
    first_captured_on,
    appearance_count
FROM report.articles_as_known(TIMESTAMP '2049-12-31')
ORDER BY first_captured_on DESC NULLS LAST, headline ASC
LIMIT 20;
