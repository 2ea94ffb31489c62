CREATE TABLE a (id integer);

CREATE INDEX a_idx ON a (id);
