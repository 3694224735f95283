import type { Schema } from '../model.ts'

/**
 * The schema of schemas: draft-07 (json-schema.org/draft-07/json-schema-validation.html) as far as a values schema may use it,
 * and our own keywords. It is closed, since a validator passes over a keyword that it does not know.
 */
const schema: Schema = { $ref: '#/definitions/schema' }
const orBoolean: Schema = { anyOf: [{ type: 'boolean' }, schema] }
const count: Schema = { type: 'integer', minimum: 0 }
const number: Schema = { type: 'number' }
const text: Schema = { type: 'string' }
const flag: Schema = { type: 'boolean' }
const names: Schema = { type: 'array', items: text }
const schemas: Schema = { type: 'array', minItems: 1, items: schema }
const schemasByName: Schema = { type: 'object', additionalProperties: schema }
const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

export const dialect: Schema = {
  ...schema,
  definitions: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        $schema: text, $id: text, $comment: text, $ref: text, title: text, description: text, default: {}, examples: { type: 'array' },
        type: { anyOf: [{ enum: types }, { type: 'array', minItems: 1, uniqueItems: true, items: { enum: types } }] },
        enum: { type: 'array', minItems: 1 }, const: {}, format: text,
        multipleOf: { type: 'number', exclusiveMinimum: 0 }, minimum: number, maximum: number, exclusiveMinimum: number, exclusiveMaximum: number,
        minLength: count, maxLength: count, pattern: text,
        items: schema, minItems: count, maxItems: count, uniqueItems: flag, contains: schema,
        // A property that is "false" is removed from what a "$ref" beside it names.
        properties: { type: 'object', additionalProperties: { anyOf: [{ enum: [false] }, schema] } },
        required: { ...names, uniqueItems: true }, patternProperties: schemasByName, additionalProperties: orBoolean, propertyNames: schema,
        minProperties: count, maxProperties: count, dependencies: { type: 'object', additionalProperties: { anyOf: [names, schema] } },
        allOf: schemas, anyOf: schemas, oneOf: schemas, not: schema, if: schema, then: schema, else: schema, definitions: schemasByName,
        'x-template': flag, 'x-secret': flag, 'x-section': text,
      },
    },
  },
}
