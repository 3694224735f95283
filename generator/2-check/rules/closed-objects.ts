import type { Schema } from '../../model.ts'
import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** An object with properties takes no others, so that a misspelt value is refused at the install and in the editor. */
export const closedObjects: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path, role } of nodes) {
    const isGlobal = path.length === 1 && path[0] === 'global'
    if (role === 'root' && schema.type !== 'object') {
      report({ rule: 'closed-objects', severity: 'error', message: 'the values are not said to be an object', why: 'values are always a map', fix: 'add "type": "object"', span: placeOf(catalogue, schema, 'type') })
    }
    if (isGlobal || role === 'branch' || !isObject(schema)) continue
    if (schema.properties && schema.additionalProperties !== false) {
      report({ rule: 'closed-objects', severity: 'error', message: `${shownPath(path)} takes properties that it does not declare`, why: 'a misspelt value would be ignored in silence', fix: 'add "additionalProperties": false', span: placeOf(catalogue, schema, 'additionalProperties') })
    } else if (!schema.properties && schema.additionalProperties === undefined && !schema.patternProperties) {
      report({ rule: 'closed-objects', severity: 'error', message: `${shownPath(path)} does not say what it holds`, why: 'an object has properties, or is a map', fix: 'add "properties", or "additionalProperties" with the schema of an entry', span: placeOf(catalogue, schema, 'type') })
    }
  }
}

function isObject(schema: Schema): boolean {
  return schema.$ref === undefined && (schema.type === 'object' || schema.properties !== undefined)
}
