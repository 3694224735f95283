import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { irRules } from '../../../generator/2-check/rules-ir.ts'

it('has a page in docs/errors for each rule over staged charts', () => {
  const folder = fileURLToPath(new URL('../../../docs/errors', import.meta.url))
  expect(Object.keys(irRules).filter((rule) => !existsSync(`${folder}/${rule}.md`))).toEqual([])
})
