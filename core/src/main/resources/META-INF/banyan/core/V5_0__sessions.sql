-- Sessions that ended before their tokens expired, as far as this module has heard: of this user, tokens that were
-- issued before this position of the feed of users count no more. While that feed is replayed, the position stays the
-- largest that was heard of, and the replay's own is confirmed.
CREATE TABLE ended_session (
  id BIGINT PRIMARY KEY,
  position BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  replay BIGINT NOT NULL
);
