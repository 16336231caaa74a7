-- The networks from which somebody has signed in to an account, as hashes. Guesses from elsewhere keep nobody out there.
CREATE TABLE known_network (
  account BIGINT NOT NULL,
  network VARCHAR(64) NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (account, network)
);
