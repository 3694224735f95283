import { didYouMean } from '../../diagnostics/nearest.ts'
import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A validator ignores a keyword that it does not know, and with it what the author meant. */
export const unknownKeyword: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path } of nodes) {
    for (const keyword of Object.keys(schema)) {
      if (keywords.has(keyword) || made.has(keyword)) continue
      report({ rule: 'unknown-keyword', severity: 'error', message: `"${keyword}" in the schema of ${shownPath(path)} is no keyword`, why: 'a validator passes over what it does not know', ...didYouMean(keyword, keywords), span: placeOf(catalogue, schema, keyword) })
    }
  }
}

/** JSON Schema draft-07 (json-schema.org/draft-07/json-schema-validation.html) as far as a values schema may use it, and our own. */
const keywords: ReadonlySet<string> = new Set([
  '$ref', 'type', 'enum', 'const', 'description', 'default', 'examples', 'title', 'format', 'pattern', 'minLength', 'maxLength',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'items', 'minItems', 'maxItems', 'uniqueItems', 'contains',
  'properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'dependencies',
  'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'definitions', 'x-template', 'x-secret', 'x-section',
])

/** Loading writes these. */
const made: ReadonlySet<string> = new Set(['x-at', 'x-default-at', 'x-definition'])
