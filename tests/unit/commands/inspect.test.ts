import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { describe } from '../../../src/pipeline.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'

const SHOP = join(packageRoot, 'tests/golden/shop/ashlar.yaml')

function shopFolder(): string {
  const cwd = temporaryFolder()
  copyFileSync(SHOP, join(cwd, 'ashlar.yaml'))
  return cwd
}

test('shows every name, field, route and rule, also of what is not generated yet', async () => {
  const { exitCode, stdout, stderr } = await ashlar(['inspect'], { cwd: shopFolder() })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toBe(readFileSync(join(packageRoot, 'tests/unit/commands/inspected-shop.txt'), 'utf8'))
})

test('one resource alone keeps its whole paths', async () => {
  const { stdout } = await ashlar(['inspect', 'orderLine'], { cwd: shopFolder() })
  expect(stdout).toContain('GET /api/orders/{orderId}/lines/{productId}')
  expect(stdout).not.toContain('\ncustomer\n')
})

test('--json is the resolved model', async () => {
  const cwd = shopFolder()
  const { stdout } = await ashlar(['inspect', '--json'], { cwd })
  const model = describe({ file: 'ashlar.yaml', text: readFileSync(SHOP, 'utf8') })
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(model)))
  expect(Object.keys(readTree(cwd))).toEqual(['ashlar.yaml'])
})

test('--spec looks at a description that has no project yet', async () => {
  const cwd = temporaryFolder()
  copyFileSync(SHOP, join(cwd, 'shop.yaml'))
  const { exitCode, stdout } = await ashlar(['inspect', 'order', '--spec', 'shop.yaml'], { cwd })
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/table +orders/)
  const { stderr } = await ashlar(['inspect', '--spec', 'shp.yaml'], { cwd })
  expect(stderr).toContain('`shp.yaml` is not there [ASH3001]')
})

test('a folder that is not there', async () => {
  const { exitCode, stderr } = await ashlar(['inspect', '-C', 'nowhere'], { cwd: shopFolder() })
  expect(exitCode).toBe(3)
  expect(stderr).toBe('`nowhere` is no folder [ASH3001]\n  name the folder of a project: `-C my-api`\n')
})

test('a resource that is not there', async () => {
  const { exitCode, stderr } = await ashlar(['inspect', 'ordr'], { cwd: shopFolder() })
  expect(exitCode).toBe(2)
  expect(stderr).toBe('there is no resource `ordr` [ASH4008]\n  did you mean `order`?\n')
})
