import { hasPages } from '../../model/linked.ts'
import type { Service } from '../../model/model.ts'
import { value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** Whether answers are what they are about, with nothing around it. */
export function isBare({ api }: Pick<Service, 'api'>): boolean {
  return api.envelope === 'none'
}

/** How any template writes what an answer holds: `c.json({{wrap.open}}row{{wrap.close}})`, `body{{data}}`. */
export function envelopeView(service: Service) {
  return isBare(service)
    ? { bare: true, wrap: { open: '', close: '' }, data: '' }
    : { bare: false, wrap: { open: '{ data: ', close: ' }' }, data: '.data' }
}

/** The same for code that is not in a template. */
export function wrapped(service: Service, code: string): string {
  const { open, close } = envelopeView(service).wrap
  return `${open}${code}${close}`
}

/** Whether a page of a list tells in headers of the next one. */
export function hasPageHeaders(service: Service): boolean {
  return isBare(service) && hasPages(service)
}

/** What a test imports to go from page to page. */
export function followingImports(service: Service) {
  return isBare(service) ? [value('nextOf', PATHS.testPages)] : []
}
