ALTER TABLE thread ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;

-- What is counted from the feed of posts. A thread without posts was active when it was made.
ALTER TABLE thread ADD COLUMN derived BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE thread ADD COLUMN post_count BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE thread ADD COLUMN last_post_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE thread ADD COLUMN active_at TIMESTAMP WITH TIME ZONE;
UPDATE thread SET active_at = created_at;
CREATE INDEX thread_by_activity ON thread (active_at, id);

-- Which post stands where, so that a post that goes can be taken back, the last one included.
CREATE TABLE thread_post (
  post BIGINT PRIMARY KEY,
  thread BIGINT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX thread_post_at ON thread_post (thread, at);
