create table a (id int);

create index i on a (id);

alter table a add b int;
