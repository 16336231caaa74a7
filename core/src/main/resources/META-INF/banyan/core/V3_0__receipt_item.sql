-- An item that is deleted takes with it what requests were answered about it.
CREATE INDEX receipt_item ON receipt (item);
