ALTER TABLE account ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;

-- Argon2id in its usual text form. Without one, nobody can sign in: so it is with the sample's users.
ALTER TABLE account ADD COLUMN password VARCHAR(200);
ALTER TABLE account ADD COLUMN moderates BOOLEAN DEFAULT FALSE NOT NULL;

-- Whoever leaves keeps the id and the username: neither is ever given again.
ALTER TABLE account ADD COLUMN deleted_at TIMESTAMP WITH TIME ZONE;

-- Keys that sign tokens. A new one is published before it signs, and an old one as long as a token of it may be valid.
CREATE TABLE signing_key (
  id VARCHAR(64) PRIMARY KEY,
  jwk VARCHAR(500) NOT NULL,
  signs_from TIMESTAMP WITH TIME ZONE NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);
