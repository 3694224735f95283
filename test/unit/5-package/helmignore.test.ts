import { expect, test } from 'vitest'
import { helmignore } from '../../../generator/5-package/helmignore.ts'
import { helmignoreCases } from './helmignore-cases.ts'

test.for(helmignoreCases)('%j on %s: %s', ([rules, path, isIgnored]) => {
  expect(helmignore(rules)(path)).toBe(isIgnored)
})
