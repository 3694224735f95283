import { expect, test } from 'vitest'
import { describePlan } from '../../../generator/5-package/describe-plan.ts'
import { isDone, planWrite } from '../../../generator/5-package/plan-write.ts'

const present = [
  { path: 'Chart.yaml', text: 'name: a\n' },
  { path: 'templates/old.yml', text: 'kind: Old\n' },
  { path: 'values.yaml', text: 'replicas: 1\nname: x\n' },
]

test('what is missing is created, what differs is changed, what nobody wants is deleted, the rest is kept', () => {
  const wanted = [
    { path: 'values.yaml', text: 'replicas: 1\nname: y\n' },
    { path: 'Chart.yaml', text: 'name: a\n' },
    { path: 'templates/new.yml', text: 'kind: New\n' },
  ]
  const plan = planWrite(wanted, present)
  expect(plan.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['keep Chart.yaml', 'create templates/new.yml', 'delete templates/old.yml', 'change values.yaml'])
  expect(isDone(plan)).toBe(false)
  expect(describePlan('dist-charts/a', plan)).toEqual([
    'added   dist-charts/a/templates/new.yml',
    'removed dist-charts/a/templates/old.yml',
    'changed dist-charts/a/values.yaml',
    '  line 2',
    '  - name: x',
    '  + name: y',
  ])
})

test('nothing is left to do when the folder is as wanted', () => {
  expect(isDone(planWrite(present, present))).toBe(true)
  expect(describePlan('dist-charts/a', planWrite(present, present))).toEqual([])
})

test('a file that only lost its end differs where it ends', () => {
  const plan = planWrite([{ path: 'values.yaml', text: 'replicas: 1' }], [{ path: 'values.yaml', text: 'replicas: 1\n' }])
  expect(describePlan('d', plan)).toEqual(['changed d/values.yaml', '  line 2', '  - ', '  + (end of file)'])
})
