-- Which articles stayed longest on a listing, and how high did they stand?
SELECT
    articles.headline,
    listing_dwell.listing_id,
    listing_dwell.days_listed,
    listing_dwell.span_days,
    listing_dwell.captured_day_count,
    listing_dwell.best_rank,
    listing_dwell.worst_rank
FROM report.listing_dwell
INNER JOIN main.articles ON listing_dwell.article_id = articles.article_id
ORDER BY listing_dwell.days_listed DESC NULLS LAST, listing_dwell.span_days DESC, articles.headline ASC
LIMIT 20;
