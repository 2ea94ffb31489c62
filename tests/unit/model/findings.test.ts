import { describe, expect, test } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { problemsOf } from '../spec/problems-of.ts'

const AUTH = 'auth: { user: user, identifier: email, roles: { field: role } }\n'
const USER =
  '  user: { access: admin, fields: { email: email unique, password: secret, role: "enum(staff, admin) write(admin) = staff" } }\n'
const UPSTREAM = 'upstreams: { mail: { url: MAIL_URL, calls: { send: { post: /send } } } }\n'
const NOTE = 'resources: { note: { fields: { n: int } } }\n'
const PEOPLE = `defaults: { access: public },
resources: {
user: { fields: { email: email unique, name: string, n: int unique, password: secret, level: "enum(a, b) = a" } },
plain: { fields: { email: email unique } },
two: { fields: { email: email unique, a: secret, b: secret } } }`
const FIRMS = `tenant: firm
auth: { user: user, identifier: email }
defaults: { access: signedIn }
resources:
  firm: { fields: { n: int } }
  user: { fields: { email: email unique, password: secret, firm: ref firm } }
`

/** What is wrong with the meaning of a description, a line each. */
const found = (text: string): string[] => problemsOf(() => buildModel(parseDescription({ file: 'a.yaml', text })))

describe('who may, and on which rows', () => {
  const of = (body: string): string[] => found(`ashlar: 1\nname: svc\n${AUTH}resources:\n${USER}  note: { ${body} }\n`)
  test.each<[string, string[]]>([
    [
      'access: { list: public where draft, get: public, create: admin, update: admin, delete: admin }, fields: { draft: int }',
      ['6:40 ASH2064 `draft` is not true or false -> say which value: `draft = ...`'],
    ],
    [
      'access: { list: public where draft, get: public, create: admin, update: admin, delete: admin }, fields: { text: text }',
      ['6:40 ASH2064 `note` has no field `draft` to compare -> the fields are id, text, createdAt, updatedAt'],
    ],
    [
      'access: { list: public where state = gone, get: public, create: admin, update: admin, delete: admin }, fields: { state: "enum(open, shut)" }',
      ['6:40 ASH2064 `state` is never "gone": it is not a value of the enum -> the values are open, shut'],
    ],
    [
      'access: admin where data = 1, fields: { data: json }',
      ['6:31 ASH2064 `data` cannot be compared with a value -> name a field with one plain value'],
    ],
    [
      'access: { list: admin, get: admin, create: self, update: admin, delete: admin }, fields: { text: text }',
      [
        '6:54 ASH2083 `self` cannot create: nobody is signed in as a row that is not there yet -> give `create` a rule of its own: `public` or a role',
      ],
    ],
    [
      'access: { list: admin, get: self, create: admin, update: admin, delete: admin }, fields: { text: text }',
      [
        '6:39 ASH2083 `self` is for `user`, who signs in, and not for `note` -> type `owner`, and name the reference with `owner:`',
      ],
    ],
    [
      'access: { list: admin, get: owner, create: admin, update: admin, delete: admin }, fields: { text: text }',
      ['6:39 ASH2083 `note` does not say who its owner is -> name the reference to who signs in: `owner: customer`'],
    ],
    [
      'access: { list: admin, get: parent, create: admin, update: admin, delete: admin }, fields: { text: text }',
      [
        '6:39 ASH2083 `note` has no parent whose rules it could follow -> name the reference that it is nested under: `parent: order`',
      ],
    ],
    [
      'operations: [list], access: { list: admin, delete: admin }, fields: { text: text }',
      [
        '6:54 ASH2083 `note` has no `delete` for this rule to allow -> take it out, or add the operation to `operations`',
      ],
    ],
    [
      'operations: [list, get], access: { list: admin }, fields: { text: text }',
      [
        '6:36 ASH2082 nobody may `get` any `note`: `access` has no rule for it -> say who may, for example `get: signedIn`, or leave it out of `operations`',
      ],
    ],
    [
      'access: admin, fields: { text: text read(boss) }',
      ['6:52 ASH2081 there is no role `boss` -> the roles are staff, admin'],
    ],
    [
      'access: admin, fields: { text: "text? write(boss, admin)" }',
      ['6:55 ASH2081 there is no role `boss` -> the roles are staff, admin'],
    ],
    [
      'access: admin, owner: text, fields: { text: text }',
      [
        '6:33 ASH2045 `text` is no reference, so it cannot say who owns a row -> name a reference to `user`, who signs in',
      ],
    ],
    [
      'access: admin, owner: other.user, fields: { other: int }',
      [
        '6:33 ASH2045 `other` is no reference, so `other.user` leads nowhere -> name references on the way, and a field at its end',
      ],
    ],
    [
      'access: admin, owner: other, fields: { other: ref note2 } }\n  note2: { access: admin, fields: { text: text }',
      [
        '6:33 ASH2045 `other` leads to `note2`, and not to `user`, who signs in -> name a reference to `user`, or go on from there: `other.user`',
      ],
    ],
    [
      'access: admin, owner: writer, fields: { user: ref user }',
      ['6:33 ASH2045 `note` has no field `writer` to own it -> the fields are id, user, createdAt, updatedAt'],
    ],
    [
      'access: admin, parent: text, fields: { text: text }',
      [
        '6:34 ASH2044 `text` is no reference, so nothing can be nested under it -> name a reference, for example `order: ref order`',
      ],
    ],
    [
      'access: admin, parent: user, fields: { user: "ref user?" }',
      ['6:34 ASH2044 `user` may be empty, and a nested row always has its parent -> take the `?` of `user` away'],
    ],
    [
      'access: admin, parent: note, fields: { note: ref note }',
      ['6:34 ASH2044 `note` would be nested under itself -> take one of the `parent:` out'],
    ],
    [
      'access: admin, parent: usr, fields: { user: ref user }',
      ['6:34 ASH2044 `note` has no field `usr` to be nested under -> did you mean `user`?'],
    ],
    [
      'access: admin, cache: 5m, owner: user, fields: { user: ref user, text: text? read(admin) }',
      [
        '6:33 ASH2085 what `note` shows depends on who asks (`text` is shown to some roles only), so it cannot be cached -> take `cache` out',
      ],
    ],
    [
      'cache: 5m, access: { list: [public where open, admin], get: public, create: admin, update: admin, delete: admin }, fields: { open: boolean }',
      [
        '6:18 ASH2085 what `note` shows depends on who asks (some see all rows, others only some), so it cannot be cached -> take `cache` out',
      ],
    ],
    [
      'access: admin, fields: { user: ref user set(actor), by: "string set(actor)" }',
      ['6:79 ASH2034 `by` cannot hold who is signed in: that is a `user` -> type `ref user set(actor)`'],
    ],
    [
      'access: admin, fields: { a: int set(actor) copy(user.email), user: ref user }',
      ['6:59 ASH2034 `set` and `copy` both say where the value comes from -> take one of the two out'],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('an action', () => {
  const of = (body: string): string[] =>
    found(`ashlar: 1\nname: svc\n${AUTH}${UPSTREAM}resources:\n${USER}  note: { ${body} }\n`)
  test.each<[string, string[]]>([
    [
      'access: admin, fields: { text: text }, actions: { run: { post: "/run" } }',
      ['7:61 ASH2082 nobody may `run`: this action has no `access` -> say who may, for example `access: signedIn`'],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: "/run", access: owner } }',
      [
        '7:90 ASH2083 `owner` asks for a row, and the path of this action names none -> put the key into the path: `/{id}/place`',
      ],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: "/run", access: admin where text = a } }',
      [
        '7:90 ASH2083 `where` asks for a row, and the path of this action names none -> put the key into the path: `/{id}/place`',
      ],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: "/{id}/run", access: admin }, go: { post: "/{id}/run", access: admin } }',
      ['7:116 ASH2090 `go` and `run` would both answer POST `/{id}/run` -> give one of them another path'],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { get: "/{id}", access: admin } }',
      ['7:73 ASH2090 `run` and the operation `get` would both answer GET `/{id}` -> give one of them another path'],
    ],
    [
      'access: admin, key: [a, b], fields: { a: int, b: int, c: int }, actions: { run: { post: "/{a}/run", access: admin } }',
      ['7:99 ASH2090 the path holds `a`, which is not the key of `note` -> type `/{a}/{b}` for the key, or none of it'],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: /run, access: admin, uses: [mail.send, mail.send] } }',
      ['7:113 ASH2071 `mail.send` stands here twice -> name it once'],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: /run, access: admin, response: nte } }',
      ['7:105 ASH2040 there is no resource `nte` -> did you mean `note`?'],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: /run, access: admin, request: { a: ref note, b: int unique, c: "string min(3)" } } }',
      [
        '7:113 ASH2023 there are no references in a request -> type what the key is, for example `uuid`',
        '7:126 ASH2023 `unique` has no meaning in a request -> take it out',
        '7:149 ASH2020 `min` is for numbers -> the length of a string is written `string(3..)`',
      ],
    ],
    [
      'access: admin, fields: { text: text }, actions: { run: { post: /run, access: admin, response: { a: "secret[]", b: int = 1, c: json unique } } }',
      [
        '7:117 ASH2031 a `secret` is never shown or compared, so `[]` has no meaning for it -> take it out',
        '7:142 ASH2023 `unique` has no meaning in an answer -> take it out',
      ],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

test('a filter follows no reference that only some see, and none to rows that nobody is shown', () => {
  const text = `ashlar: 1
name: svc
auth: { user: member, identifier: email, roles: { field: role } }
resources:
  member:
    fields: { email: email unique, password: secret, role: "enum(member, boss) write(boss) = member", box: "ref box?", coach: "ref member? read(boss)" }
    access: { list: signedIn, get: signedIn, create: public, update: self, delete: boss }
    query: { filter: [box.name, coach.email] }
  box:
    operations: [create]
    fields: { name: string }
    access: { create: signedIn }
`
  expect(found(text)).toEqual([
    '8:23 ASH2062 `box` cannot be followed by a filter: it leads to `box`, of which nobody may get or list a row -> take it out',
    '8:33 ASH2062 `coach` cannot be followed by a filter: it is shown to some roles only, and this would tell it to all -> take it out',
  ])
})

describe('a resource without anybody who signs in', () => {
  const of = (body: string): string[] => found(`ashlar: 1\nname: svc\nresources:\n  note: { ${body} }\n`)
  test.each<[string, string[]]>([
    [
      'query: { filter: [data, text.a], sort: [tags, data], search: [n] }, fields: { data: json, text: text, tags: "string[]", n: int }',
      [
        '4:29 ASH2062 `data` cannot be filtered by: it is `json` -> take it out',
        '4:35 ASH2061 `text` is no reference, so `text.a` leads nowhere -> name references on the way, and a field at its end',
        '4:51 ASH2062 `tags` cannot be sorted by: it has no order -> take it out',
        '4:57 ASH2062 `data` cannot be sorted by: it has no order -> take it out',
        '4:73 ASH2062 `n` cannot be searched: it holds no text -> take it out',
      ],
    ],
    [
      'query: { filter: [n, n], sort: [n, n], search: [text, text], include: [note, note] }, fields: { n: int, text: text, note: "ref note?" }',
      [
        '4:32 ASH2071 `n` stands here twice -> name it once',
        '4:46 ASH2071 `n` stands here twice -> name it once',
        '4:65 ASH2071 `text` stands here twice -> name it once',
        '4:88 ASH2071 `note` stands here twice -> name it once',
      ],
    ],
    [
      'query: { include: [othr] }, fields: { other: "ref note?" }',
      ['4:30 ASH2061 `note` has no relation `othr` to include -> did you mean `other`?'],
    ],
    [
      'query: { include: [other] }, fields: { n: int }',
      ['4:30 ASH2061 `note` has no relation `other` to include -> take it out'],
    ],
    [
      'query: { search: [hidden], sort: [hidden] }, fields: { hidden: "string? internal" }',
      [
        '4:29 ASH2062 `hidden` cannot be searched: it is never shown, and this would tell it -> take it out',
        '4:45 ASH2062 `hidden` cannot be sorted by: it is never shown, and this would tell it -> take it out',
      ],
    ],
    [
      'query: { filter: [limit, near.n, hidden.n, near.hidden.n], sort: [text, link, name] }, fields: { limit: int, n: int, near: "ref note?", hidden: "ref note? internal", text: text, link: url, name: string }',
      [
        '4:29 ASH2062 `limit` cannot be filtered by: it is what every list is asked by -> take it out',
        '4:44 ASH2062 `hidden` cannot be followed by a filter: it is never shown, and this would tell it -> take it out',
        '4:59 ASH2062 `hidden` cannot be followed by a filter: it is never shown, and this would tell it -> take it out',
        '4:77 ASH2062 `text` cannot be sorted by: it may have 65535 characters, and a list is sorted by 600 at most -> take it out',
        '4:83 ASH2062 `link` cannot be sorted by: it may have 2048 characters, and a list is sorted by 600 at most -> take it out',
      ],
    ],
    [
      'query: { filter: [many] }, fields: { many: many note }',
      ['4:29 ASH2061 `many` holds many rows, and is no field to filter by -> name a field with one value'],
    ],
    [
      'createWith: [lines, lines], fields: { n: int }',
      [
        '4:24 ASH2047 nothing refers to `note` under the name `lines` -> let another resource refer to it: `note: ref note`',
        '4:31 ASH2071 `lines` stands here twice -> name it once',
      ],
    ],
    [
      'hooks: [beforeCreate, beforeCreate], fields: { n: int }',
      ['4:33 ASH2071 `beforeCreate` stands here twice -> name it once'],
    ],
    [
      'fields: { a: "int sum(notes.n) count(notes)", note: "ref note?", n: int }',
      ['4:48 ASH2034 `sum` and `count` both say where the value comes from -> take one of the two out'],
    ],
    [
      'fields: { a: "int sum(notes.n) = 1", note: "ref note?", n: int }',
      ['4:44 ASH2034 `a` comes from `sum`, and so needs no default -> take the default away'],
    ],
    [
      'fields: { a: "int sum(notes.text)", note: "ref note?", text: text }',
      ['4:33 ASH2034 `note.text` is no number to sum up -> name number fields'],
    ],
    [
      'fields: { a: "int count(nots)", note: "ref note?" }',
      ['4:35 ASH2035 nothing refers to `note` under the name `nots` -> did you mean `notes`?'],
    ],
    [
      'fields: { a: "int[] count(notes)", note: "ref note?" }',
      ['4:37 ASH2034 `a` cannot hold a count: it is no whole number -> for example `int count(...)`'],
    ],
    [
      'fields: { a: "int? copy(note.text)", note: "ref note?", text: "text?" }',
      ['4:35 ASH2034 `a` cannot hold a copy of `note.text`, which is of another type -> give both the same type'],
    ],
    [
      'fields: { a: int copy(note.b), note: "ref note?", b: "int?" }',
      ['4:33 ASH2034 `note.b` may be empty, and `a` may not -> type `?` behind the type'],
    ],
    [
      'fields: { a: int copy(nte.b), note: "ref note?", b: "int?" }',
      ['4:33 ASH2035 `note` has no field `nte` to copy from -> did you mean `note`?'],
    ],
    [
      'fields: { a: int copy(b.c), b: int }',
      [
        '4:33 ASH2034 `b` is no reference to copy from -> type a reference of this resource and a field of its target: `copy(product.price)`',
      ],
    ],
    [
      'fields: { a: int copy(note.c), note: "ref note?" }',
      ['4:38 ASH2035 `note` has no field `c` to copy -> the fields are id, a, note, createdAt, updatedAt'],
    ],
    [
      'fields: { a: { type: int, moves: { x: [y] } } }',
      [
        '4:37 ASH2036 `a` has no states to move between: it is not one value of an enum -> write its states: `enum: [draft, paid]`',
      ],
    ],
    [
      'fields: { a: { enum: [x, y], moves: { x: [y] } } }',
      ['4:21 ASH2036 `a` does not say in which state a new row is -> add `default: x`'],
    ],
    [
      'fields: { a: { enum: [x, y], default: x, moves: { x: [z, z], w: [x] } } }',
      [
        '4:65 ASH2036 `z` is not a value of the enum -> the values are x, y',
        '4:68 ASH2071 `z` stands here twice -> name it once',
        '4:72 ASH2036 `w` is not a value of the enum -> the values are x, y',
      ],
    ],
    [
      'fields: { a: { enum: [x, y], default: x, moves: { x: [] } }, b: int }',
      ['4:52 ASH2036 `a` has no move: nothing could ever change it -> name a state that follows, or type `readonly`'],
    ],
    [
      'fields: { a: { enum: [x, y], default: x, moves: { x: [y] }, immutable: true }, b: int }',
      ['4:82 ASH2036 `a` has moves, and so cannot be `immutable` -> take one of the two out'],
    ],
    [
      'fields: { a: { enum: [x, y], default: x, moves: { x: [y] } } }',
      [
        '4:52 ASH2036 `a` could not move: that is for who may update, and `note` has no `update` -> add `update` to `operations`, and a field that it may change; or take `moves` out',
      ],
    ],
    [
      'fields: { a: { enum: [x, y], default: x, moves: { x: [y] } }, b: int }, operations: [list]',
      [
        '4:52 ASH2036 `a` could not move: that is for who may update, and `note` has no `update` -> add `update` to `operations`, and a field that it may change; or take `moves` out',
      ],
    ],
    ['fields: { m: many nte }', ['4:29 ASH2040 there is no resource `nte` -> did you mean `note`?']],
    [
      'fields: { m: many note unique }',
      ['4:34 ASH2031 `unique` has no meaning for a `many`, which is no column -> take it out'],
    ],
    [
      'fields: { m: "many note[]?" }',
      [
        '4:34 ASH2031 `[]` has no meaning for a `many`, which is no column -> take it out',
        '4:36 ASH2031 `?` has no meaning for a `many`, which is no column -> take it out',
      ],
    ],
    [
      'fields: { m: many other symmetric } }\n  other: { fields: { n: int }',
      [
        '4:35 ASH2031 `symmetric` is for relations of a resource with itself, and this one leads to `other` -> take it out',
      ],
    ],
    [
      'fields: { m: many pair } }\n  pair: { key: [a, b], fields: { a: int, b: int }',
      [
        '4:29 ASH2041 `pair` has a key of several fields, which one reference cannot hold -> give `pair` a key of one field, and make the pair an index',
      ],
    ],
    [
      'fields: { m: many note, mNotes: int }',
      [
        '4:24 ASH2042 the other side of this reference would be `note.mNotes`, which is a field -> give it another name, for example `inverse(...)`',
      ],
    ],
    ['fields: { n: int symmetric }', ['4:28 ASH2031 `symmetric` is for `many` relations -> take it out']],
    [
      'fields: { n: { type: int, shape: { a: int } } }',
      ['4:44 ASH2031 `shape` says what a `json` field holds -> take it out'],
    ],
    [
      'fields: { n: { type: json, shape: { a: ref note, b: many note, c: int unique, d: { type: int, shape: { e: int } } } } }',
      [
        '4:54 ASH2023 there are no references in a shape -> type what the key is, for example `uuid`',
        '4:68 ASH2023 there are no references in a shape -> type what the key is, for example `uuid`',
        '4:81 ASH2023 `unique` has no meaning in a shape -> take it out',
        '4:112 ASH2031 `shape` says what a `json` field holds -> take it out',
      ],
    ],
    [
      'fields: { n: ref note2 schema(./a.ts#A) } }\n  note2: { fields: { n: int }',
      ['4:41 ASH2031 a `ref` cannot have a schema of its own -> take it out'],
    ],
    [
      'fields: { p: secret unique }',
      ['4:31 ASH2031 a `secret` is never shown or compared, so `unique` has no meaning for it -> take it out'],
    ],
    [
      'fields: { p: "secret[]" }',
      ['4:31 ASH2031 a `secret` is never shown or compared, so `[]` has no meaning for it -> take it out'],
    ],
    [
      'fields: { p: secret = "x" }',
      ['4:33 ASH2031 a `secret` is never shown or compared, so `default` has no meaning for it -> take it out'],
    ],
    [
      'fields: { a: int readonly write(admin) = 1 }',
      [
        '4:43 ASH2031 no request may write a field that is `readonly` -> take one of the two out',
        '4:43 ASH2081 the role `admin` needs somebody who signs in, and the description has no `auth` -> add `auth: { user: customer, identifier: email }`',
      ],
    ],
    [
      'fields: { a: int internal read(admin) = 1 }',
      [
        '4:42 ASH2031 no answer shows a field that is `internal` -> take one of the two out',
        '4:42 ASH2081 the role `admin` needs somebody who signs in, and the description has no `auth` -> add `auth: { user: customer, identifier: email }`',
      ],
    ],
    [
      'fields: { a: int renamedFrom(a) }',
      ['4:40 ASH2038 `a` is called what it was called before -> take the `renamedFrom` out'],
    ],
    [
      'fields: { a: int renamedFrom(b), b: int }',
      ['4:40 ASH2038 `b` is still there, so `a` cannot have been called so -> take the `renamedFrom` out'],
    ],
    [
      'fields: { a: int renamedFrom(c), b: int renamedFrom(c) }',
      ['4:63 ASH2038 `a` and `b` cannot both have been called `c` -> take the `renamedFrom` out'],
    ],
    ['fields: { a: int renamedFrom(b), b: int renamedFrom(a) }', []],
    [
      'renamedFrom: note, fields: { a: int }',
      ['4:24 ASH2038 `note` is called what it was called before -> take the `renamedFrom` out'],
    ],
    [
      'fields: { a: { type: int, renamedValues: { x: y } } }',
      ['4:37 ASH2031 `renamedValues` is for enums -> take it out'],
    ],
    [
      'fields: { a: { enum: [x, y], array: true, renamedValues: { z: y } } }',
      [
        '4:53 ASH2031 `renamedValues` is not for lists: the database does not know which values they may have -> take it out; a migration of your own can replace them',
      ],
    ],
    [
      'fields: { a: { enum: [x, y], renamedValues: { x: y, w: z } } }',
      [
        '4:57 ASH2038 `x` is still a value of the enum -> the values are x, y',
        '4:66 ASH2038 `z` is not a value of the enum -> the values are x, y',
      ],
    ],
    [
      'fields: { a: int backfill(b), b: string }',
      [
        '4:37 ASH2039 `a` cannot be filled from `b`, which is of another type -> name a field of the same type, or a value',
      ],
    ],
    [
      'fields: { a: int backfill(c), b: string }',
      ['4:37 ASH2039 `note` has no field `c` to fill it from -> the fields are id, a, b, createdAt, updatedAt'],
    ],
    [
      'fields: { a: int backfill("x") }',
      ['4:37 ASH2030 the backfill `"x"` is not a number -> change the backfill, or what the field allows'],
    ],
    ['fields: { a: "int[] backfill(0)" }', ['4:40 ASH2030 the backfill of a list is a list -> type `backfill([])`']],
    ['fields: { a: datetime backfill(createdAt) }', []],
    [
      'fields: { a: int backfill(b), b: int? }',
      ['4:37 ASH2039 `a` is required, and `b`, which fills it, may be missing -> name another field, or a value'],
    ],
    ['fields: { a: int? backfill(b), b: int? }', []],
    [
      'fields: { a: "string(..9) backfill(b)", b: string(..10) }',
      ['4:46 ASH2039 `a` is too short for what is in `b` -> name another field, or a value'],
    ],
    [
      'indexes: [{ fields: [lower(n)] }, [p], [n, x]], fields: { n: int, p: text }',
      [
        '4:32 ASH2060 `n` is no text to be written in lower case -> take it out',
        '4:54 ASH2060 `note` has no field `x` to index -> the fields are id, n, p, createdAt, updatedAt',
      ],
    ],
    [
      'indexes: [{ fields: [n], where: b }, { fields: [n], where: t = 5 }], fields: { n: int, b: int, t: text }',
      [
        '4:43 ASH2064 `b` is not true or false -> say which value: `b = ...`',
        '4:70 ASH2064 `t` is never 5: it is not a text -> put it in double quotes',
      ],
    ],
    [
      'tenant: note, fields: { n: int }',
      ['4:19 ASH2048 there are no tenants -> name the resource that they are at the top: `tenant: organisation`'],
    ],
    [
      'tenant: false, fields: { n: int }',
      ['4:19 ASH2048 there are no tenants -> name the resource that they are at the top: `tenant: organisation`'],
    ],
    ['key: m, fields: { m: many note }', ['4:32 ASH2012 a `many` cannot be in the key -> name another field']],
    ['key: p, fields: { p: secret }', ['4:32 ASH2012 a `secret` cannot be in the key -> name another field']],
    [
      'key: p, fields: { p: "int sum(notes.n)", note: "ref note?", n: int }',
      ['4:41 ASH2012 `p` is in the key, which stands in every URL and never changes -> take `sum` away'],
    ],
    [
      'owner: note, fields: { note: "ref note?" }',
      [
        '4:18 ASH2045 `owner` needs somebody who signs in, and the description has no `auth` -> add `auth: { user: customer, identifier: email }`',
      ],
    ],
    [
      'fields: { a: "string(..20) copy(note.b)", note: "ref note?", b: "string(..20)[]" }',
      ['4:43 ASH2034 `a` cannot hold a copy of `note.b`, which is of another type -> give both the same type'],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('an upstream', () => {
  const of = (body: string): string[] => found(`ashlar: 1\nname: svc\nupstreams: { mail: { ${body} } }\n${NOTE}`)
  test.each<[string, string[]]>([
    [
      'url: MAIL_URL, calls: {}',
      ['3:44 ASH2092 `mail` has no calls -> add one, for example `charge: { post: /charges }`'],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: "/send/{id}" } }',
      [
        '3:68 ASH2092 `id` stands in the path, and no required plain value of the request gives it -> add `id` to `request`',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: "/send/{id}", request: { id: "string?" } } }',
      [
        '3:68 ASH2092 `id` stands in the path, and no required plain value of the request gives it -> add `id` to `request`',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, response: { ok: boolean }, fallback: [] } }',
      [
        '3:104 ASH2093 the fallback is no answer of this call: it is not a map -> give every required member of `response` a value, and no others',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, response: { ok: boolean }, fallback: {} } }',
      [
        '3:104 ASH2093 the fallback is no answer of this call: `ok` is missing -> give every required member of `response` a value, and no others',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, response: { ok: boolean }, fallback: { ok: 1 } } }',
      [
        '3:104 ASH2093 the fallback is no answer of this call: `ok` is neither true nor false -> give every required member of `response` a value, and no others',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, response: { ok: "boolean[]" }, fallback: { ok: true } } }',
      [
        '3:108 ASH2093 the fallback is no answer of this call: `ok` is not a list -> give every required member of `response` a value, and no others',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, response: { in: { type: json, shape: { a: int } } }, fallback: { in: { b: 1 } } } }',
      [
        '3:130 ASH2093 the fallback is no answer of this call: `response` has no `in.b` -> give every required member of `response` a value, and no others',
      ],
    ],
    [
      'url: MAIL_URL, calls: { send: { post: /send, request: { a: int unique }, response: { b: ref note } } }',
      [
        '3:85 ASH2023 `unique` has no meaning in a request -> take it out',
        '3:114 ASH2023 there are no references in an answer -> type what the key is, for example `uuid`',
      ],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('the configuration', () => {
  const of = (body: string): string[] => found(`ashlar: 1\nname: svc\nconfig: { ${body} }\n${UPSTREAM}${NOTE}`)
  test.each<[string, string[]]>([
    [
      'KEY: decimal(4)',
      [
        '3:24 ASH1042 `decimal` takes how many digits there are, and how many of them behind the point -> for example `decimal(10, 2)` for 12345678.90',
      ],
    ],
    [
      'KEY: json',
      [
        '3:16 ASH2094 an environment variable cannot hold a `json` -> type `string`, `int`, `boolean`, `url`, `secret` or an `enum`',
      ],
    ],
    [
      'KEY: "string[]"',
      [
        '3:16 ASH2094 an environment variable cannot hold a list -> type `string`, `int`, `boolean`, `url`, `secret` or an `enum`',
      ],
    ],
    [
      'KEY: ref note',
      ['3:20 ASH2023 there are no references in the configuration -> type what the key is, for example `uuid`'],
    ],
    ['KEY: string unique', ['3:23 ASH2023 `unique` has no meaning in the configuration -> take it out']],
    [
      'KEY: secret, KEY_FILE: string',
      ['3:24 ASH2094 `KEY_FILE` is where the service looks for the file with `KEY` -> type another name'],
    ],
    [
      'MAIL_URL: url',
      ['3:11 ASH2094 `MAIL_URL` belongs to the upstream `mail`, which declares it already -> take it out here'],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('who signs in with a provider', () => {
  const of = (auth: string, fields = 'email: email unique, password: secret', more = ''): string[] =>
    found(
      `{ ashlar: 1, name: svc, ${more}auth: { user: user, ${auth} },\nresources: { user: { fields: { ${fields} },\naccess: { list: self, get: self, create: public, update: self, delete: self } } } }\n`,
    )
  const google = 'identifier: email, oidc: { google: { issuer: GOOGLE_ISSUER'

  test('is known by an address, and by what the provider is asked for', () => {
    expect(of(`${google} } }`)).toEqual([])
    expect(of(`${google}, scopes: [profile] } }`)).toEqual([
      '1:113 ASH2080 without the scopes `openid` and `email` a provider does not say who somebody is -> type `scopes: [openid, email, profile]`',
    ])
    expect(
      of('identifier: nick, oidc: { google: { issuer: A } }', 'nick: string(1..9) unique, password: secret'),
    ).toEqual([
      '1:57 ASH2080 by `nick` nobody is known who comes from a provider: it is no e-mail address -> type `nick: email unique`, or take out `oidc`',
    ])
  })

  test('gets an account of what the provider says, and of nothing else', () => {
    const fields = 'email: email unique, password: secret'
    const filled = 'name: string(1..80), city: "string(1..80)?", role: "enum(a, b) = a"'
    expect(of(`${google} } }`, `${fields}, ${filled}`)).toEqual([])
    expect(of(`${google} } }`, `${fields}, city: string(1..80)`)).toEqual([
      '2:71 ASH2080 nothing fills `city` for who comes from a provider for the first time -> let it be absent with `?`, or give it a default',
    ])
    expect(of(`${google}, scopes: [openid, email] } }`, `${fields}, ${filled}`)).toEqual([
      '1:113 ASH2080 without the scope `profile` a provider does not say the `name` that `name` needs -> type `scopes: [openid, email, profile]`',
    ])
  })

  test('is one thing by each variable', () => {
    expect(of('identifier: email, oidc: { a: { issuer: SAME }, b: { issuer: SAME } }')).toEqual([
      '1:106 ASH2094 `SAME` belongs to the provider `a` already -> type another name',
    ])
    expect(of(`${google} } }`, undefined, 'config: { GOOGLE_CLIENT_ID: string(1..9) }, ')).toEqual([
      '1:35 ASH2094 `GOOGLE_CLIENT_ID` belongs to the provider `google`, which declares it already -> take it out here',
    ])
    expect(of(`${google} } }`, undefined, 'config: { PUBLIC_URL: url }, ')).toEqual([
      '1:35 ASH2094 `PUBLIC_URL` belongs to signing in with providers, which declares it already -> take it out here',
    ])
  })
})

describe('who signs in', () => {
  const of = (body: string): string[] => found(`{ ashlar: 1, name: svc, ${body}, ${PEOPLE} }\n`)
  test.each<[string, string[]]>([
    ['auth: { user: usr, identifier: email }', ['1:39 ASH2040 there is no resource `usr` -> did you mean `user`?']],
    [
      'auth: { user: user, identifier: mail }',
      ['1:57 ASH2080 `user` has no field `mail` to sign in with -> did you mean `email`?'],
    ],
    [
      'auth: { user: user, identifier: n }',
      ['1:57 ASH2080 `n` is no text to sign in with -> name an `email`, `string` or `slug` field'],
    ],
    [
      'auth: { user: user, identifier: name }',
      [
        '1:57 ASH2080 `name` does not tell people apart: it must be unique and never empty -> type `name: email unique`',
      ],
    ],
    [
      'auth: { user: user, identifier: email, roles: { field: name } }',
      [
        '1:80 ASH2080 `name` cannot hold a role: that is one value of an enum, and never empty -> type `name: enum(customer, admin) = customer`',
      ],
    ],
    [
      'auth: { user: user, identifier: email, roles: { field: level } }',
      ['3:87 ASH2086 whoever may write a `user` could give themselves any role -> say who may: `write(b)`'],
    ],
    [
      'auth: { user: user, identifier: email, accessTokenTtl: 30d, refreshTokenTtl: 15m }',
      [
        '1:102 ASH2080 a refresh token that lives no longer than an access token refreshes nothing -> for example `accessTokenTtl: 15m, refreshTokenTtl: 30d`',
      ],
    ],
    [
      'auth: { user: user, identifier: email, accessTokenTtl: 60d }',
      [
        '1:80 ASH2080 a refresh token that lives no longer than an access token refreshes nothing -> for example `accessTokenTtl: 15m, refreshTokenTtl: 30d`',
      ],
    ],
    [
      'auth: { user: plain, identifier: email }',
      ['1:39 ASH2080 `plain` has no password to sign in with -> add `password: secret` to its fields, or `oidc:`'],
    ],
    ['auth: { user: two, identifier: email }', ['5:50 ASH2080 `two` has a second password -> keep one `secret` field']],
    [
      'tenant: nothing, auth: { user: user, identifier: email }',
      ['1:33 ASH2040 there is no resource `nothing` -> describe `nothing` under `resources:`, or refer to another'],
    ],
    [
      'tenant: plain, auth: { user: user, identifier: email }',
      [
        '1:101 ASH2048 who is not signed in belongs to no `plain`, and so sees no `plain` -> type `signedIn`',
        '3:1 ASH2048 `user` does not say which `plain` it belongs to -> add the field `plain: ref plain`',
        '5:1 ASH2048 `two` does not say which `plain` it belongs to -> add the field `plain: ref plain`, or `tenant: false` when all share it',
      ],
    ],
    [
      'tenant: plain',
      [
        '1:33 ASH2048 `tenant` needs somebody who signs in, and the description has no `auth` -> add `auth: { user: customer, identifier: email }`',
        '3:1 ASH2048 `user` does not say which `plain` it belongs to -> add the field `plain: ref plain`, or `tenant: false` when all share it',
        '5:1 ASH2048 `two` does not say which `plain` it belongs to -> add the field `plain: ref plain`, or `tenant: false` when all share it',
      ],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('tenants', () => {
  const of = (body: string): string[] => found(`ashlar: 1\nname: svc\n${FIRMS}  note: { ${body} }\n`)
  test.each<[string, string[]]>([
    [
      'fields: { n: int }',
      [
        '9:3 ASH2048 `note` does not say which `firm` it belongs to -> add the field `firm: ref firm`, or `tenant: false` when all share it',
      ],
    ],
    ['fields: { firm: "ref firm?" }', ['9:36 ASH2048 `firm` is the tenant, and may be empty -> take the `?` away']],
    [
      'fields: { firm: ref firm, other: ref firm }',
      ['9:3 ASH2048 `note` has several references to `firm` -> say which is its tenant: `tenant: firm`'],
    ],
    [
      'tenant: other, fields: { firm: ref firm, other: ref user }',
      ['9:19 ASH2048 `other` is no required reference to `firm` -> type `other: ref firm`'],
    ],
    [
      'tenant: none, fields: { firm: ref firm }',
      ['9:19 ASH2048 `note` has no field `none` to be its tenant -> the fields are id, firm, createdAt, updatedAt'],
    ],
    ['tenant: false, fields: { n: int }', []],
    ['fields: { firm: ref firm }', []],
    [
      'access: { list: public, get: signedIn, create: signedIn, update: signedIn, delete: signedIn }, fields: { firm: ref firm, n: int }',
      [
        '9:27 ASH2048 who is not signed in belongs to no `firm`, and so sees no `note` -> type `signedIn`, or `tenant: false` when all share it',
      ],
    ],
    [
      'fields: { firm: ref firm, n: int }, key: [firm, n]',
      ['9:52 ASH2048 `firm` is the tenant, and stands in no path -> take it out of the key'],
    ],
    [
      'fields: { firm: ref firm, code: slug }, key: code',
      [
        '9:56 ASH2048 that a key of `note` is taken would tell of the rows of another `firm` -> take `key` out, and make `code` `unique`: among the rows of one `firm`',
      ],
    ],
    ['fields: { firm: ref firm, of: ref user, n: int }, key: [of, n]', []],
    ['fields: { firm: ref firm, n: int generated }, key: n', []],
    [
      'fields: { firm: ref firm }, parent: firm',
      [
        '9:47 ASH2048 `firm` is the tenant, and stands in no path -> take `parent` out: the list is that of the tenant anyhow',
      ],
    ],
    [
      'tenant: false, parent: by, fields: { by: ref user }',
      [
        '9:19 ASH2048 `note` is nested under `user`, which belongs to one `firm` -> take `tenant: false` away, and add `firm: ref firm`',
      ],
    ],
    [
      'fields: { firm: ref firm unique }',
      ['9:36 ASH2048 `firm` is the tenant, and would have one `note` only -> take `unique` out'],
    ],
    [
      'fields: { firm: ref firm }, indexes: [{ fields: [firm], unique: true }]',
      ['9:49 ASH2048 `firm` is the tenant, and would have one `note` only -> take the index out'],
    ],
    [
      'fields: { firm: ref firm immutable }',
      ['9:36 ASH2048 `firm` is the tenant: that of who is signed in, and of nothing else -> take `immutable` out'],
    ],
  ])('%s', (body, expected) => {
    expect(of(body)).toEqual(expected)
  })
})

describe('tenants and who is not signed in', () => {
  const of = (tenants: string, user: string, note: string): string[] =>
    found(`ashlar: 1
name: svc
tenant: ${tenants}
auth: { user: user, identifier: email, roles: { field: role } }
defaults: { access: signedIn }
resources:
  firm: { fields: { n: int }, access: { list: signedIn, get: signedIn, create: public, update: signedIn, delete: signedIn } }
  user:
    access: { list: signedIn, get: signedIn, create: ${user}, update: self, delete: self }
    fields: { email: email unique, password: secret, firm: ref firm, role: "enum(a, b) write(b) = a" }
  shelf: { tenant: false, fields: { n: int }, access: public }
  note: { parent: shelf, fields: { shelf: ref shelf, firm: ref firm, n: int }, access: ${note} }
`)
  const MAKES =
    '9:54 ASH2048 who is not signed in belongs to no `firm`, and so sees no `user` -> name a role that makes people of its own `firm`: `create: admin`; `npm run user` makes the first one'
  const PARENT =
    '12:88 ASH2048 `parent` lets in who is not signed in, as `shelf` does, and so belongs to no `firm` -> type `signedIn`'
  test.each<[string, string, string, string[]]>([
    ['firm', 'b', 'signedIn', []],
    ['firm', 'public', 'signedIn', [MAKES]],
    ['firm', 'b', 'parent', [PARENT]],
    [
      'user',
      'public',
      'public',
      [
        '3:9 ASH2048 `user` signs in, and cannot be what they belong to as well -> name another resource; rows of somebody are theirs by `owner:`',
      ],
    ],
  ])('tenant: %s, create: %s, access: %s', (tenants, user, note, expected) => {
    expect(of(tenants, user, note)).toEqual(expected)
  })
})
