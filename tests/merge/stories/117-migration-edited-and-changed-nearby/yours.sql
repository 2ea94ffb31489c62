create table a (id int);

create index concurrently i on a (id);

alter table a add b int;
