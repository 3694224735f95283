import type { Schema } from '../../model.ts'
import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** Templates trust that every value is there, so each has a default or must be given. */
export const missingDefault: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path, parent, isSure } of nodes) {
    const name = path.at(-1)
    const isRequired = name !== undefined && parent?.required?.includes(name)
    const isLeaf = schema.properties === undefined && schema.$ref === undefined
    if (!isSure || !isLeaf || isRequired || parent === undefined || schema.default !== undefined) continue
    report({ rule: 'missing-default', severity: 'error', message: `${shownPath(path)} has no default`, why: 'a template reads it without a test whether it is there', fix: fixFor(schema, name ?? ''), span: placeOf(catalogue, schema) })
  }
}

function fixFor(schema: Schema, name: string): string {
  const isMap = schema.type === 'object'
  if (isMap) return 'add "default": {}'
  if (schema.type === 'array') return 'add "default": []'
  return `add a "default", or put "${name}" into "required" if a user must give it`
}
