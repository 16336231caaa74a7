-- The position in the feed at which the account's earlier sessions were ended; 0 if they never were.
ALTER TABLE account ADD COLUMN sessions_from BIGINT DEFAULT 0 NOT NULL;
