CREATE TABLE visit (note BIGINT NOT NULL);
INSERT INTO visit (note) SELECT id FROM note;
