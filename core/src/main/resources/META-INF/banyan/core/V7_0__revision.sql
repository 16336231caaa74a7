-- The number of the last write transaction. It differs from the position: not every change has an entry in the feed.
ALTER TABLE feed_head ADD COLUMN revision BIGINT DEFAULT 1 NOT NULL;

-- Rows that were deleted, each with the revision that deleted it. The key is a JSON array.
CREATE TABLE deleted_row (
  table_name VARCHAR(63) NOT NULL,
  row_key VARCHAR(1000) NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (table_name, row_key)
);
CREATE INDEX deleted_row_revision ON deleted_row (revision);

-- The origins of the revisions: one row for each opening of the data that wrote, and for each import. The revisions from its own
-- on belong to a row.
CREATE TABLE revision_history (ordinal BIGINT PRIMARY KEY, id UUID NOT NULL);

-- One row, which is never copied: the revision from which on this database knows all changes. Older deletions are forgotten,
-- and those up to the target are to be.
CREATE TABLE deletion_horizon (revision BIGINT NOT NULL, target BIGINT NOT NULL);
INSERT INTO deletion_horizon (revision, target) VALUES (0, 0);

-- One row, which is never copied: whether this database accepts the writes of its data (home), follows the home (standby),
-- has stopped accepting them for a successor (closed; withdrawn once it takes that back), or must not take over (void). The epoch grows with each change of the home. Of the home
-- there are the address for operators (home) and that of the board (address). The copy that may take over is the successor.
CREATE TABLE data_role (
  role VARCHAR(10) NOT NULL,
  epoch BIGINT NOT NULL,
  home VARCHAR(2000),
  address VARCHAR(2000),
  successor UUID,
  copy UUID
);
INSERT INTO data_role (role, epoch) VALUES ('home', 1);
