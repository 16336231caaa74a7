ALTER TABLE post ADD COLUMN edited_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE post ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;

-- Threads that are gone, as far as this module has heard: nothing is posted into them any more.
CREATE TABLE deleted_thread (id BIGINT PRIMARY KEY);
