-- Sessions that ended before their tokens expired, as far as this module has heard: of this user, tokens that were
-- issued before this position of the feed of users count no more.
CREATE TABLE ended_session (id BIGINT PRIMARY KEY, position BIGINT NOT NULL);
