import type { Json } from '../model.ts'
import { integer, type FunctionTable } from './function-entry.ts'

const n = (value: Json | undefined): number => Number(value)

export const numbers: FunctionTable = {
  add: { parameters: ['integer', 'integer'], rest: 'integer', result: integer, evaluate: (...args) => args.map(n).reduce((sum, value) => sum + value, 0) },
  sub: { parameters: ['integer', 'integer'], result: integer, evaluate: (a, b) => n(a) - n(b) },
  mul: { parameters: ['integer', 'integer'], rest: 'integer', result: integer, evaluate: (...args) => args.map(n).reduce((product, value) => product * value, 1) },
  div: { parameters: ['integer', 'integer'], result: integer, evaluate: (a, b) => Math.trunc(n(a) / n(b)) },
  mod: { parameters: ['integer', 'integer'], result: integer, evaluate: (a, b) => n(a) % n(b) },
  max: { parameters: ['integer', 'integer'], rest: 'integer', result: integer, evaluate: (...args) => Math.max(...args.map(n)) },
  min: { parameters: ['integer', 'integer'], rest: 'integer', result: integer, evaluate: (...args) => Math.min(...args.map(n)) },
  int64: { parameters: ['any'], result: integer, evaluate: (value) => Math.trunc(n(value)) },
}
