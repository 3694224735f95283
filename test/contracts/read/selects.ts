import type { Fields, Texts } from '../model.ts'
import { isMap, listAt, mapAt, textAt, textsAt } from './at.ts'

/** Whether a LabelSelector takes these labels. An empty one takes all, a missing one none. */
export function selects(selector: unknown, labels: Texts): boolean {
  if (!isMap(selector)) return false
  return hasLabels(mapAt(selector, 'matchLabels'), labels) && listAt(selector, 'matchExpressions').every((expression) => fits(expression, labels))
}

/** Whether all these labels are among the others. */
export function hasLabels(wanted: Fields, labels: Texts): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value)
}

function fits(expression: Fields, labels: Texts): boolean {
  const value = labels[textAt(expression, 'key')]
  const values = textsAt(expression, 'values')
  switch (expression['operator']) {
    case 'In': return value !== undefined && values.includes(value)
    case 'NotIn': return value === undefined || !values.includes(value)
    case 'Exists': return value !== undefined
    default: return value === undefined
  }
}
