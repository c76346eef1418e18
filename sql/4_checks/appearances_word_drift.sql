-- Must be empty: items of a layout have about as many words as on the days before, to a factor of two.
-- Severity: warning. Table: main.appearances. Key: outlet, layout, captured_on.
-- When it fires: `steppe explain` a page of that day: bodies are cut, run together, or paired with another
--   title. Mend flows/parsing/; a day of unusual news needs nothing.
WITH days AS (
    SELECT
        captures.outlet,
        captures.layout,
        captures.captured_on,
        count(*) AS item_count,
        median(prints.word_count) AS words_an_item
    FROM main.appearances
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    INNER JOIN ops.prints ON appearances.print_id = prints.print_id
    WHERE captures.captured_on IS NOT NULL
    GROUP BY
        captures.outlet,
        captures.layout,
        captures.captured_on
),

compared_days AS (
    SELECT
        days.*,
        median(days.words_an_item) OVER trailing_days AS usual_words_an_item,
        count(*) OVER trailing_days AS day_count
    FROM days
    WINDOW trailing_days AS (
        PARTITION BY days.outlet, days.layout
        ORDER BY days.captured_on ASC
        ROWS BETWEEN 14 PRECEDING AND 1 PRECEDING
    )
)

SELECT
    outlet,
    layout,
    captured_on,
    item_count,
    words_an_item,
    usual_words_an_item
FROM compared_days
WHERE
    item_count >= 20
    AND day_count >= 7
    AND (2 * words_an_item < usual_words_an_item OR words_an_item > 2 * usual_words_an_item);
