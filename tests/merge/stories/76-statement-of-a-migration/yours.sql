CREATE TABLE a (id integer);
UPDATE a SET id = 1;

CREATE INDEX a_idx ON a (id);
