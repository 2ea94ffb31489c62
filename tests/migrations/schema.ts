/** Runs a statement. */
export type Run = (sql: string) => Promise<readonly unknown[]>

const COLUMNS = `select table_name, column_name, data_type, udt_name, character_maximum_length, numeric_precision,
  numeric_scale, datetime_precision, is_nullable, column_default, is_identity,
  identity_start, identity_minimum, identity_maximum, collation_name
  from information_schema.columns where table_schema = 'public' order by 1, 2`

/** PostgreSQL 18 has a constraint for each column that must not be null, and keeps its name in a rename. */
const CONSTRAINTS = `select conrelid::regclass::text as table, conname, contype::text, pg_get_constraintdef(oid) as is, convalidated
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`

const INDEXES = `select tablename, i.indexname, indexdef, indisvalid from pg_indexes i
  join pg_class c on c.relname = i.indexname join pg_index x on x.indexrelid = c.oid
  where schemaname = 'public' order by 1, 2`

/** All that a schema is, but for the order of columns. */
export async function schemaIn(run: Run): Promise<object> {
  return { columns: await run(COLUMNS), constraints: await run(CONSTRAINTS), indexes: await run(INDEXES) }
}

/** An empty database. */
export async function emptied(run: Run): Promise<void> {
  await run('drop schema public cascade')
  await run('drop schema if exists drizzle cascade')
  await run('create schema public')
}
