-- The oldest program, counted in schema versions, that may still run on this schema: each migration says it anew.
CREATE TABLE program (oldest INTEGER NOT NULL);
INSERT INTO program (oldest) VALUES (1);

-- One row, made with the first contents: which data this is, and what it was filled with.
CREATE TABLE store (id UUID NOT NULL, seed VARCHAR NOT NULL, created_at TIMESTAMP WITH TIME ZONE NOT NULL);

-- The feed: what changed in this module, in the order of the commits. Writers take turns on the one row of the head.
CREATE TABLE feed_head (position BIGINT NOT NULL);
INSERT INTO feed_head (position) VALUES (0);
CREATE TABLE feed (
  position BIGINT PRIMARY KEY,
  kind VARCHAR NOT NULL,
  id BIGINT NOT NULL,
  thread BIGINT,
  at TIMESTAMP WITH TIME ZONE NOT NULL
);
