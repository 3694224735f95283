import { collections } from './collections.ts'
import { escapes } from './escapes.ts'
import type { FunctionTable } from './function-entry.ts'
import { install } from './install.ts'
import { logic } from './logic.ts'
import { numbers } from './numbers.ts'
import { strings } from './strings.ts'

/** Every function of the language; `include` and `lookup` are forms of the evaluator, because their first argument is a name. */
export const functions: FunctionTable = { ...logic, ...strings, ...numbers, ...collections, ...escapes, ...install }
