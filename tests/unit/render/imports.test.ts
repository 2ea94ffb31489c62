import { describe, expect, it } from 'vitest'
import { type ImportSymbol, printImports } from '../../../src/render/imports.ts'

const at = 'src/resources/products/products.routes.ts'
const symbol = (name: string, from: string, more: Partial<ImportSymbol> = {}): ImportSymbol => ({ name, from, ...more })

describe('printImports', () => {
  it('is empty without symbols', () => {
    expect(printImports(at, [])).toBe('')
  })

  it('merges by source, whatever the order, and drops what comes twice', () => {
    const symbols = [symbol('eq', 'drizzle-orm'), symbol('and', 'drizzle-orm'), symbol('eq', 'drizzle-orm')]
    expect(printImports(at, symbols)).toBe("import { and, eq } from 'drizzle-orm'\n")
    expect(printImports(at, [...symbols].reverse())).toBe(printImports(at, symbols))
  })

  it('keeps types apart: a statement of types alone, or one by one among values', () => {
    const type = { typeOnly: true }
    expect(printImports(at, [symbol('Env', 'src/http/context.ts', type)])).toBe(
      "import type { Env } from '../../http/context.ts'\n",
    )
    expect(
      printImports(at, [symbol('Executor', 'src/db/executor.ts', type), symbol('prepared', 'src/db/executor.ts')]),
    ).toBe("import { type Executor, prepared } from '../../db/executor.ts'\n")
  })

  it('is a value when any use needs the value', () => {
    const both = [symbol('Hono', 'hono', { typeOnly: true }), symbol('Hono', 'hono')]
    expect(printImports(at, both)).toBe("import { Hono } from 'hono'\n")
  })

  it('sorts: modules of Node, packages, files from far to near; names letter by letter, capitals first', () => {
    const symbols = [
      symbol('may', 'src/resources/products/products.policy.ts'),
      symbol('problem', 'src/http/problem.ts'),
      symbol('Hono', 'hono'),
      symbol('PGlite', '@electric-sql/pglite'),
      symbol('join', 'node:path'),
      symbol('productPaging', 'src/http/x.ts'),
      symbol('ProductQuery', 'src/http/x.ts'),
    ]
    expect(printImports(at, symbols).split('\n')).toEqual([
      "import { join } from 'node:path'",
      "import { PGlite } from '@electric-sql/pglite'",
      "import { Hono } from 'hono'",
      "import { problem } from '../../http/problem.ts'",
      "import { ProductQuery, productPaging } from '../../http/x.ts'",
      "import { may } from './products.policy.ts'",
      '',
    ])
  })

  it('breaks a statement that is too long, but never one with a single name', () => {
    const names = Array.from({ length: 8 }, (_, index) => symbol(`aRatherLongName${index}`, 'some-package'))
    const printed = printImports(at, names)
    expect(printed.split('\n')).toHaveLength(11)
    expect(printed).toContain('\n  aRatherLongName0,\n')
    expect(printImports(at, [symbol('x'.repeat(130), 'some-package')]).split('\n')).toHaveLength(2)
  })

  it('prints namespaces, defaults and JSON', () => {
    const symbols = [
      symbol('products', 'src/resources/products/products.queries.ts', { namespace: true }),
      symbol('postgres', 'postgres', { defaultExport: true }),
      symbol('openapi', 'docs/openapi.json', { json: true }),
    ]
    expect(printImports(at, symbols).split('\n')).toEqual([
      "import postgres from 'postgres'",
      "import openapi from '../../../docs/openapi.json' with { type: 'json' }",
      "import * as products from './products.queries.ts'",
      '',
    ])
  })
})
