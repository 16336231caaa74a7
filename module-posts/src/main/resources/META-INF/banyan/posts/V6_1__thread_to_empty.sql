-- Threads that are gone and whose posts are still to go, some at a time.
CREATE TABLE thread_to_empty (id BIGINT PRIMARY KEY);
