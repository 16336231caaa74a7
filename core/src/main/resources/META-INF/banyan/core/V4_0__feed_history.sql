-- Which feed this is: a row for each opening of the module and for each import, with the last position at that time. The
-- entries that follow belong to the newest row, so a copy and its original, or a file that was put back, have rows of their own.
CREATE TABLE feed_history (
  ordinal BIGINT PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  start_position BIGINT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO feed_history (ordinal, id, start_position, at) SELECT 0, id, 0, created_at FROM store;

-- A position means nothing without the feed that it belongs to. One that is kept already belongs to whatever feed is there.
ALTER TABLE feed_cursor ADD COLUMN feed_id UUID;

-- What was derived from a feed can be derived again: replays are numbered, and each row has the number of the one that
-- confirmed it last.
ALTER TABLE feed_cursor ADD COLUMN replay BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE feed_cursor ADD COLUMN is_replaying BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE deleted_user ADD COLUMN replay BIGINT DEFAULT 0 NOT NULL;
