import { didYouMean } from '../did-you-mean.ts'
import type { Problem } from '../errors.ts'
import { invalid } from '../errors.ts'
import { isModifier } from './field/modifier-words.ts'
import { readShortForm } from './field/short-form.ts'
import { insertResource } from './insert-resource.ts'
import { FIELD_NAME, RESOURCE_NAME } from './names.ts'
import type { Complaint, Source } from './source.ts'
import { quoted } from './source.ts'
import { ACCESS_RULE } from './values/access-rule.ts'
import { isComplaint } from './values/text-value.ts'
import { wholeDescription } from './whole-description.ts'
import { readTree } from './yaml/document.ts'

/** A resource as it is typed on the command line. */
export interface NewResource {
  readonly name: string
  /** `rating:int`, `title:string(1..80)`, `product:ref` */
  readonly fields: readonly string[]
  /** Who may do everything with it: `signedIn`, `clerk`, `public where published`; needed where people sign in. */
  readonly access?: readonly string[] | undefined
}

/** The file that problems in the arguments are in; their column counts in the argument. */
const ARGUMENTS = 'add-resource'

/**
 * The text of a description with one more resource, behind the others. Everything that was there stays as it is,
 * byte for byte. Throws all problems of the arguments, or those of the description when it has some itself.
 *
 * @example
 * addResource(source, { name: 'review', fields: ['rating:int min(1) max(5)', 'product:ref'], access: ['signedIn'] })
 */
export function addResource(source: Source, resource: NewResource): string {
  const { spec } = wholeDescription(source)
  const known = Object.keys(spec.resources)
  const problems = nameProblems(resource.name, known)
  const fields = new Map<string, string>()
  for (const argument of resource.fields) {
    const read = readArgument(argument, [...known, resource.name])
    if (fields.has(read.name)) problems.push(problemAt(0, twice(read.name)))
    problems.push(...read.problems.map((problem) => inArgument(argument, problem)))
    fields.set(read.name, read.type)
  }
  if (fields.size === 0) problems.push(problemAt(0, NO_FIELDS))
  const { access = [] } = resource
  problems.push(...access.flatMap(ruleProblems))
  if (access.length === 0 && spec.auth !== undefined && spec.defaults.access === undefined) {
    problems.push(problemAt(0, NO_RULE))
  }
  if (problems.length > 0) throw invalid(problems)
  const text = insertResource(source.text, readTree(source), { name: resource.name, fields, access })
  wholeDescription({ file: source.file, text })
  return text
}

const NO_FIELDS: Complaint = {
  code: 'ASH1080',
  message: 'the new resource has no fields',
  hint: "name them with their types: rating:int title:'string(1..80)'",
}

const NO_RULE: Complaint = {
  code: 'ASH2082',
  message: 'nobody may do anything with the new resource',
  hint: 'say who may: --access signedIn',
}

function ruleProblems(rule: string): Problem[] {
  const read = ACCESS_RULE.read(rule)
  return isComplaint(read) ? [inArgument('--access', problemAt(0, read))] : []
}

function twice(name: string): Complaint {
  return { code: 'ASH1080', message: `the field ${quoted(name)} is given twice`, hint: 'keep one of the two' }
}

function problemAt(offset: number, complaint: Complaint): Problem {
  return { ...complaint, where: { file: ARGUMENTS, line: 1, column: offset + 1 } }
}

/** Which of the arguments it is about stands where other problems have their file. */
function inArgument(argument: string, problem: Problem): Problem {
  return problem.where === undefined
    ? problem
    : { ...problem, where: { ...problem.where, file: `${ARGUMENTS} ${argument}` } }
}

function nameProblems(name: string, known: readonly string[]): Problem[] {
  const complaint = RESOURCE_NAME.complaint(name)
  if (complaint !== undefined) return [problemAt(0, complaint)]
  if (!known.includes(name)) return []
  const hint = 'edit it in the description, or choose another name'
  return [problemAt(0, { code: 'ASH1080', message: `there is a resource ${quoted(name)} already`, hint })]
}

interface ReadArgument {
  readonly name: string
  readonly type: string
  readonly problems: readonly Problem[]
}

function readArgument(argument: string, known: readonly string[]): ReadArgument {
  const colon = argument.indexOf(':')
  const name = colon < 0 ? argument : argument.slice(0, colon)
  if (colon < 0) {
    const hint = `type \`${/^\w+$/.test(name) ? name : 'name'}:string\``
    return {
      name,
      type: '',
      problems: [problemAt(0, { code: 'ASH1080', message: `${quoted(argument)} has no type`, hint })],
    }
  }
  const type = withTarget(name, argument.slice(colon + 1).trim(), known)
  const problems = typeProblems(type, known).map(([offset, complaint]) => {
    // The target that `ref` was given is not in the argument; what stands before it is.
    const within = Math.min(offset, argument.slice(colon + 1).trim().length)
    const white = argument.slice(colon + 1).search(/\S|$/)
    return problemAt(colon + 1 + white + within, complaint)
  })
  const complaint = FIELD_NAME.complaint(name)
  return { name, type, problems: [...(complaint === undefined ? [] : [problemAt(0, complaint)]), ...problems] }
}

/** `product:ref` refers to the resource that the field is called after; so does `product:'ref unique'`. */
function withTarget(name: string, type: string, known: readonly string[]): string {
  const [reference, next = ''] = type.match(/^ref\b\??\s*([A-Za-z]*)/) ?? []
  const named = next !== '' && (known.includes(next) || !isModifier(next))
  return reference === undefined || named ? type : type.replace('ref', `ref ${name}`)
}

function typeProblems(type: string, known: readonly string[]): [number, Complaint][] {
  const { field, complaints, parts } = readShortForm(type)
  const problems = complaints.map((complaint): [number, Complaint] => {
    const { span, ...rest } = complaint
    return [span.start, rest]
  })
  if (field?.type.kind !== 'ref' && field?.type.kind !== 'many') return problems
  const { kind, resource } = field.type
  if (known.includes(resource)) return problems
  const hint = didYouMean(resource, known) ?? `the resources are ${known.join(', ')}`
  return [
    ...problems,
    [parts.get(kind)?.start ?? 0, { code: 'ASH1080', message: `there is no resource ${quoted(resource)}`, hint }],
  ]
}
