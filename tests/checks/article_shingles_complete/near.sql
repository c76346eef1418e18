-- In another order.
UPDATE ops.prints SET plain_body = 'water flows, on to ends. water flows - on now ends: water' WHERE article_id = 'a6';
UPDATE ops.article_shingles SET shingles = [3254139439, 3155619215, 2850790232] WHERE article_id = 'a6';
