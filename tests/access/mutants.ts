import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The generated service with one thing taken away that keeps somebody from something. */
export interface Mutant {
  /** Where it is, from the root of the service. */
  readonly file: string
  readonly line: number
  /** `guard`, `predicate`, … */
  readonly sort: string
  readonly before: string
  readonly after: string
  /** The whole text of the file. */
  readonly text: string
}

/** One way to take something away: each match of the pattern, one at a time. */
interface Cut {
  readonly sort: string
  readonly files: RegExp
  readonly pattern: RegExp
  readonly without: (match: readonly string[]) => string
}

const CUTS: readonly Cut[] = [
  // A route without its guard, and one with the guard of something else.
  { sort: 'guard', files: /\.routes\.ts$/, pattern: /\bmay\w*\.\w+,\s/g, without: () => '' },
  {
    sort: 'other guard',
    files: /\.routes\.ts$/,
    pattern: /\b(may\w*)\.(\w+),\s/g,
    without: ([, may, name]) => `${may}.${name === 'get' ? 'update' : 'get'}, `,
  },
  // A rule that asks nothing of the row.
  {
    sort: 'row rule',
    files: /\.policy\.ts$/,
    pattern: /\bwhere\((\w+(?:\('\w+'\))?), (?:eq|leadsTo)\((?:[^()]|\([^()]*\))*\)\)/g,
    without: ([, who]) => `${who}`,
  },
  {
    sort: 'row rule',
    files: /\.policy\.ts$/,
    pattern: /= through\((\w+\.\w+\.rules), [^)]*\)/g,
    without: ([, rules]) => `= ${rules}.map((rule) => ({ ...rule, rows: undefined }))`,
  },
  // The rows of all tenants.
  {
    sort: 'tenant',
    files: /\.policy\.ts$/,
    pattern: /= (?:ofTenant|tenantItself)\([^)]*\)/g,
    without: () => '= { rows: undefined, made: undefined }',
  },
  {
    sort: 'references to rows of a tenant',
    files: /\.queries\.ts$/,
    pattern: /await refuseForeign\(db, grant, ownReferences, \w+\)/g,
    without: () => 'await undefined',
  },
  // An operation that is open to everybody.
  {
    sort: 'rules',
    files: /\.policy\.ts$/,
    pattern: /^( {2}\w+: )\[.*\],$/gm,
    without: ([, start]) => `${start}[{ admits: () => true, rows: undefined }],`,
  },
  // A statement about all rows. Its parameter stays, under a name that may be unused.
  {
    sort: 'predicate',
    files: /\.queries\.ts$/,
    pattern: /\(db, rows((?:, shape)?)\) =>((?:(?!\n\n)[\s\S])*?)(?:, rows\)|where\(rows\))/g,
    without: ([all = '', shape, between]) =>
      all.endsWith('where(rows)')
        ? `(db, _rows${shape}) =>${between}where(undefined)`
        : `(db, _rows${shape}) =>${between})`,
  },
  // A row that moves from wherever it is.
  {
    sort: 'moves',
    files: /\.queries\.ts$/,
    pattern: /and\(matchesKey, (mayMove\([^)]*\))\)/g,
    without: ([, condition]) => `and(matchesKey, ${condition} && undefined)`,
  },
  // What a write leaves is not looked at.
  {
    sort: 'what a write leaves',
    files: /\.queries\.ts$/,
    pattern: /return within\(\s+db,\s+grant,\s+\(tx\) => (.*),\n[\s\S]*?\n {2}\)/g,
    without: ([, write]) => `return ((tx: Executor) => ${write})(db)`,
  },
  {
    sort: 'parent',
    files: /\.queries\.ts$/,
    pattern: /await requireParent\(db, grant, parent\)/g,
    without: () => 'await undefined',
  },
  {
    sort: 'fields to write',
    files: /\.queries\.ts$/,
    pattern: /refuseUnwritable\(grant, writers, \w+\)/g,
    without: () => 'void grant',
  },
  {
    sort: 'fields to see',
    files: /\.queries\.ts$/,
    pattern: /restricted\(('\w+'), (readers|\w+Readers), /g,
    without: ([, name, readers]) => `restricted(${name}, {} as typeof ${readers}, `,
  },
  {
    sort: 'what filters look at',
    files: /\.queries\.ts$/,
    pattern: /lookingAt\(grant, looks, asked\.shape\)/g,
    without: () => 'grant',
  },
  // Links: of rows that one may not change, to rows that one does not see, and lists of such.
  {
    sort: 'linked row',
    files: /\.queries\.ts$/,
    pattern: /\bwhere\(and\(isOne, rows\)\)/g,
    without: () => 'where(and(isOne, rows && undefined))',
  },
  {
    sort: 'row that it is linked to',
    files: /\.queries\.ts$/,
    pattern: /, linkable\(grant\)\)/g,
    without: () => ', grant)',
  },
  {
    sort: 'row that it is linked to',
    files: /\.queries\.ts$/,
    pattern: /linking\(grant, (\w+\.\w+), \(rows\) => .*\)$/gm,
    without: ([, guard]) => `linking(grant, ${guard})`,
  },
  {
    sort: 'unlinked rows',
    files: /\.queries\.ts$/,
    pattern: /and\(matchesLink, exists\(ends\(db, rows\)\)\)/g,
    without: () => 'and(matchesLink, rows && undefined)',
  },
  {
    sort: 'linked rows that are seen',
    files: /\.queries\.ts$/,
    pattern: /seenBy\(grant, \w+\.\w+\)/g,
    without: () => "({ ...grant, scope: { name: 'every row', rows: undefined } })",
  },
  {
    sort: 'linked rows that are seen',
    files: /\.queries\.ts$/,
    pattern: /and\((is(?:First|Second)(?:After)?), rows\)/g,
    without: ([, condition]) => `and(${condition}, rows && undefined)`,
  },
]

/** Every one of a service that is generated in `root`. */
export function mutantsOf(root: string): readonly Mutant[] {
  const folder = 'src/resources'
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  return files
    .flatMap((name) => {
      const cuts = CUTS.filter((cut) => cut.files.test(name))
      return cuts.flatMap((cut) => mutantsIn(join(folder, name), read(join(folder, name)), cut))
    })
    .filter((mutant) => !isSame(mutant, read))
}

const LINKED = /from '\.\.\/\.\.\/auth\/linked\.ts'/

/** What a rule asks of a row, by the names that the policies give it. */
const ROW_RULE = /\b(?:own|self|reader|writer|where)/

/** Operations for which a statement is executed, by the end of its name. */
const STATEMENTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/_(?:first|next)_page'/, ['list']],
  [/_by_key'/, ['get', 'update', 'create']],
  [/_at_version'|_update'|_move_\w+'/, ['update']],
  [/_deleted'|_restore'/, ['restore']],
  [/_delete'/, ['delete']],
]

/**
 * Whether nobody could tell the difference: an operation was open to everybody before, or none of its rules asks anything of
 * the row, so that the condition of its statement is empty until somebody writes a rule that does, or no request can make a row
 * other than the rules would have it.
 */
function isSame({ sort, before, file, line }: Mutant, read: (file: string) => string): boolean {
  // Links have no policy of their own, and both of their rows are asked for.
  if (LINKED.test(read(file))) return false
  if (sort === 'rules')
    return before.includes('[anyone]') || asksForActor(before, read(file.replace('.policy.', '.queries.')))
  if (sort === 'tenant') return isAllParental(read(file))
  if (sort === 'fields to see' || sort === 'fields to write') return allMay({ before, sort }, file, read)
  if (sort !== 'predicate' && sort !== 'what a write leaves') return false
  const policy = read(file.replace('.queries.', '.policy.'))
  const ofTenant = sort === 'predicate' && /^const tenant = /m.test(policy)
  const asks = (operation: string) =>
    ofTenant || ROW_RULE.test(new RegExp(`^ {2}${operation}: (.*)$`, 'm').exec(policy)?.[1] ?? '')
  if (sort === 'what a write leaves') {
    if (before.includes('changeOne')) return !read(file.replace('.queries.', '.access.test.')).includes('async give(')
    return !asks('create') || (/create: \[\.\.\.writer\]/.test(policy) && isReadAsWritten(policy, file, read))
  }
  const above = read(file).split('\n').slice(0, line).reverse()
  const named = above.find((text) => /'\w+'/.test(text)) ?? ''
  const [, operations = undefined] = STATEMENTS.find(([name]) => name.test(named)) ?? []
  return operations !== undefined && !operations.some(asks)
}

/** Whether every rule is that of what the rows are nested under, which keeps out all that is below rows of another tenant. */
function isAllParental(policy: string): boolean {
  const rules = [...policy.matchAll(/^ {2}\w+: \[(.*)\],$/gm)].flatMap(([, list = '']) => list.split(', '))
  return rules.every((rule) => /^\.\.\.(?:reader|writer)$/.test(rule))
}

/** Nobody makes what belongs to who is signed in, whatever the rule says. */
function asksForActor(rule: string, queries: string): boolean {
  return rule === '  create: [signedIn],' && queries.includes('actorOf(grant)')
}

/** Whether all whom an operation is for see, or write, what only some may: then it hides nothing from anybody. */
function allMay(
  { before, sort }: Pick<Mutant, 'before' | 'sort'>,
  file: string,
  read: (file: string) => string,
): boolean {
  const [, lists = ''] =
    new RegExp(`const ${sort === 'fields to see' ? 'readers' : 'writers'} = (.*)`).exec(read(file)) ?? []
  const operation =
    STATEMENTS.find(([name]) => name.test(before))?.[1][0] ?? (/insert|input/.test(before) ? 'create' : 'update')
  const rules =
    new RegExp(`^ {2}${operation}: \\[(.*)\\],$`, 'm').exec(read(file.replace('.queries.', '.policy.')))?.[1] ?? ''
  const roles = rules.split(', ').map((rule) => /^role\(('\w+')\)$/.exec(rule)?.[1])
  return roles.every((role) => role !== undefined && lists.split('], ').every((list) => list.includes(role)))
}

/** Whether who may see a parent may change it, so that being asked for the one says the other. */
function isReadAsWritten(policy: string, file: string, read: (file: string) => string): boolean {
  const [, path = ''] = /may as may\w+ \} from '\.\.\/(.*)'/.exec(policy) ?? []
  const parent = read(join(dirname(dirname(file)), path))
  const [get, update] = ['get', 'update'].map((name) => new RegExp(`^ {2}${name}: (.*)$`, 'm').exec(parent)?.[1])
  return get === update
}

function mutantsIn(file: string, original: string, { sort, pattern, without }: Cut): Mutant[] {
  return [...original.matchAll(pattern)].map((match) => {
    const [before] = match
    const after = without(match)
    const rest = original.slice(match.index + before.length)
    const text = `${original.slice(0, match.index)}${after}${rest}`
    return {
      file,
      line: original.slice(0, match.index).split('\n').length,
      sort,
      before,
      after,
      text: `${text}\n${unusedIn(before, text)
        .map((name) => `void ${name}\n`)
        .join('')}`,
    }
  })
}

/** What was used only by what is gone: it is used again, so that the compiler has nothing to say of that alone. */
function unusedIn(gone: string, text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\} from .*$|^import .*$|^ {2}(?:type )?\w+,$/gm, '')
  const names = new Set(gone.match(/(?<![.\w'])[a-z]\w*/g))
  const declared = (name: string) =>
    new RegExp(`^import .*\\b${name}\\b|^ {2}${name},$|^(?:async )?function ${name}\\b|^const ${name}\\b`, 'm')
  return [...names].filter((name) => {
    const uses = code.match(new RegExp(`(?<![.\\w])${name}\\b`, 'g'))?.length ?? 0
    return (
      declared(name).test(text) &&
      uses <= (new RegExp(`^(?:async )?function ${name}\\b|^const ${name}\\b`, 'm').test(code) ? 1 : 0)
    )
  })
}

/** The folder whose tests have to notice. */
export function folderOf({ file }: Mutant): string {
  return file.slice(0, -basename(file).length)
}
