import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { Json, Schema } from '../model.ts'

/** What a chart's schema has to say against some values. */
export function validateValues(schema: Schema, values: Json): readonly ErrorObject[] {
  const validate = validators.get(schema) ?? compile(schema)
  return validate(values) ? [] : (validate.errors ?? [])
}

function compile(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, validateFormats: false, validateSchema: false, addUsedSchema: false, logger: false })
  const validate = ajv.compile(schema)
  validators.set(schema, validate)
  return validate
}

/** A schema is compiled once for its defaults and all its presets. */
const validators = new WeakMap<Schema, ValidateFunction>()
