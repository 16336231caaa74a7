-- The longest names of PostgreSQL, alike until their end, and an index with the name that a plain suffix would give.
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_permits_it_to_be_1a (id BIGINT PRIMARY KEY);
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_permits_it_to_be_1b (id BIGINT PRIMARY KEY);
CREATE TABLE draft (id BIGINT PRIMARY KEY, author BIGINT NOT NULL);
CREATE INDEX draft_revision ON draft (author);
CREATE TABLE setting (name VARCHAR(20) NOT NULL);
INSERT INTO setting (name) VALUES ('one row');
