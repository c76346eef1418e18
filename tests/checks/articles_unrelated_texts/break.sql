-- A third of the words are shared.
UPDATE ops.prints
SET plain_body = (SELECT string_agg('old' || words.word, ' ') FROM range(30) AS words (word))
WHERE print_id = 'p2';
UPDATE ops.prints
SET
    plain_body = (
        SELECT string_agg(CASE WHEN words.word < 10 THEN 'old' ELSE 'new' END || words.word, ' ')
        FROM range(30) AS words (word)
    )
WHERE print_id = 'p5';
