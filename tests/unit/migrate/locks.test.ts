import { expect, test } from 'vitest'
import { locksOf } from '../../../src/migrate/locks.ts'
import { lockWords } from '../../../src/report/lock-words.ts'

const wordsOf = (statement: string, isOnline = false) =>
  locksOf({ statements: [statement], isOnline }).map(lockWords)[0]

test.each([
  ['ALTER TABLE "a" ADD COLUMN "b" integer DEFAULT 0 NOT NULL;', 'ACCESS EXCLUSIVE, for a moment'],
  [
    'ALTER TABLE "a" ADD COLUMN "b" bigint GENERATED ALWAYS AS IDENTITY;',
    'ACCESS EXCLUSIVE, while the table is written anew',
  ],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE varchar(80);', 'ACCESS EXCLUSIVE, for a moment'],
  [
    'ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE varchar(80) COLLATE "C";',
    'ACCESS EXCLUSIVE, while the rows are read',
  ],
  [
    'ALTER TABLE "a" ADD COLUMN "c" uuid DEFAULT gen_random_uuid() NOT NULL;',
    'ACCESS EXCLUSIVE, while the table is written anew',
  ],
  [
    'ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE varchar(80) USING "b"::varchar(80);',
    'ACCESS EXCLUSIVE, while the table is written anew',
  ],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE bigint;', 'ACCESS EXCLUSIVE, while the table is written anew'],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', 'ACCESS EXCLUSIVE, while the rows are read'],
  ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0) NOT VALID;', 'ACCESS EXCLUSIVE, for a moment'],
  ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0);', 'ACCESS EXCLUSIVE, while the rows are read'],
  [
    'ALTER TABLE "a" ADD CONSTRAINT "c" FOREIGN KEY ("b") REFERENCES "public"."d"("id") NOT VALID;',
    'SHARE ROW EXCLUSIVE, for a moment: others read',
  ],
  [
    'ALTER TABLE "a" VALIDATE CONSTRAINT "c";',
    'SHARE UPDATE EXCLUSIVE, while the rows are read: others read and write',
  ],
  [
    'UPDATE "a" SET "b" = 0 WHERE "b" IS NULL;',
    'ROW EXCLUSIVE, while the rows are read: others read, and write other rows',
  ],
  ['CREATE INDEX "i" ON "a" USING btree ("b");', 'SHARE, while the rows are read: others read'],
  ['ALTER INDEX "i" RENAME TO "j";', 'SHARE UPDATE EXCLUSIVE, for a moment: others read and write'],
  ['DROP TABLE "a" CASCADE;', 'ACCESS EXCLUSIVE, for a moment'],
  ['CREATE TABLE "a" (\n);', 'nobody waits'],
  ['VACUUM;', 'its lock is not known'],
])('%s', (statement, words) => {
  expect(wordsOf(statement)).toBe(words)
})

test('an index of a migration outside of a transaction keeps no writer out', () => {
  expect(wordsOf('CREATE INDEX "i" ON "a" USING btree ("b");', true)).toBe(
    'SHARE UPDATE EXCLUSIVE, while the rows are read: others read and write',
  )
})

test('what is worked out anew is done in one statement', () => {
  expect(wordsOf('UPDATE "a" SET "b" = (SELECT 1) WHERE "b" IS DISTINCT FROM (SELECT 1);', true)).toBe(
    'ROW EXCLUSIVE, while the rows are read: others read, and write other rows',
  )
})

test('what fills rows outside of a transaction does it a part at a time', () => {
  expect(wordsOf('UPDATE "a" SET "b" = 0 WHERE "b" IS NULL;', true)).toBe(
    'ROW EXCLUSIVE, for some thousand rows at a time: others read, and write other rows',
  )
})

test('nobody waits for a table that is made in the same migration, nor for a proven constraint', () => {
  const statements = [
    'CREATE TABLE "a" (\n);',
    'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0);',
    'ALTER TABLE "x" VALIDATE CONSTRAINT "d";',
    'ALTER TABLE "x" ALTER COLUMN "b" SET NOT NULL;',
  ]
  expect(locksOf({ statements, isOnline: false }).map(lockWords)).toEqual([
    'nobody waits',
    'nobody waits',
    'SHARE UPDATE EXCLUSIVE, while the rows are read: others read and write',
    'ACCESS EXCLUSIVE, for a moment',
  ])
})
