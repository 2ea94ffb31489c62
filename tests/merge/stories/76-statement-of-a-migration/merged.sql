CREATE TABLE a (id integer);
UPDATE a SET id = 1;

CREATE UNIQUE INDEX a_idx ON a (id);
