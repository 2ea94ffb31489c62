CREATE TABLE a (id integer);

CREATE UNIQUE INDEX a_idx ON a (id);
