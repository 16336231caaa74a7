-- The tutorial's rows, once.
INSERT INTO account (id, username, name, bio, joined_at)
SELECT sample.*, CURRENT_TIMESTAMP FROM (VALUES
  (1, 'marceline', 'Marceline Abadeer', '1000 year old vampire queen, musician'),
  (2, 'finn', 'Finn ''the Human'' Mertens', 'Adventurer and hero, last human, defender of good'),
  (3, 'pb', 'Bonnibel Bubblegum', 'Scientist, bearer of candy power, ruler of the candy kingdom'),
  (4, 'jake', 'Jake the Dog', 'Former criminal, now magical dog adventurer, and father')
) AS sample WHERE NOT EXISTS (SELECT 1 FROM account);

INSERT INTO thread (id, title, created_by, created_at)
SELECT sample.*, CURRENT_TIMESTAMP FROM (VALUES
  (1, 'What''s up with the Lich?', 4),
  (2, 'Party at the candy kingdom tomorrow', 3),
  (3, 'In search of a new guitar', 1)
) AS sample WHERE NOT EXISTS (SELECT 1 FROM thread);

INSERT INTO post (id, thread, text, author, created_at)
SELECT sample.*, CURRENT_TIMESTAMP FROM (VALUES
  (1, 1, 'Has anyone checked on the lich recently?', 4),
  (2, 1, 'I''ll stop by and see how he''s doing tomorrow!', 2),
  (3, 2, 'Come party with the candy people tomorrow!', 3),
  (4, 2, 'Mathematical!', 2),
  (5, 2, 'I''ll bring my guitar', 1),
  (6, 3, 'I need a new guitar to play the most savory licks in Ooo', 1)
) AS sample WHERE NOT EXISTS (SELECT 1 FROM post);
