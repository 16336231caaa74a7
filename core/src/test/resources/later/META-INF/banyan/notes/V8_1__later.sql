-- A later release: a table that is copied on H2 to be altered, a change of all rows, and a new table with rows.
ALTER TABLE note ADD COLUMN pinned BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE note SET text = text || '!';
DELETE FROM note WHERE id = 2;
CREATE TABLE tag (note BIGINT NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (note, name));
INSERT INTO tag (note, name) SELECT id, 'old' FROM note;
