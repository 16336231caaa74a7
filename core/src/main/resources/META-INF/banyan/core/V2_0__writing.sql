-- How far this module has come in a feed that it follows: moved in the transaction of what it does about an entry.
CREATE TABLE feed_cursor (feed VARCHAR(32) PRIMARY KEY, position BIGINT NOT NULL);

-- What a request with an Idempotency-Key was answered, written in the transaction of what it did. Actor 0 is nobody yet.
CREATE TABLE receipt (
  actor BIGINT NOT NULL,
  name VARCHAR(255) NOT NULL,
  request VARCHAR NOT NULL,
  item BIGINT NOT NULL,
  body VARCHAR NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (actor, name)
);
CREATE INDEX receipt_at ON receipt (at);

-- Users who have left, as far as this module has heard: their tokens are worth nothing any more.
CREATE TABLE deleted_user (id BIGINT PRIMARY KEY);
