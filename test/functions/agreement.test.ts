import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sample } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operand } from '../../generator/4-emit/template/expression.ts'
import type { Environment } from '../../generator/4-emit/template/environment.ts'
import type { FunctionEntry } from '../../generator/functions/function-entry.ts'
import { functions } from '../../generator/functions/table.ts'
import type { Expr, Json, Schema } from '../../generator/model.ts'
import { typeOf } from '../../generator/schema/type-of.ts'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import { argumentsOf } from './arguments.ts'
import { seed, seedLine } from './seed.ts'
import { valuesText } from './values-text.ts'

/** Each function has a meaning at build time and a spelling for Helm; with random arguments the two give the same. */
const cases = 200
const names = Object.keys(functions).filter((name) => functions[name]?.evaluate !== undefined)
const engines = ['helm4', 'helm3'] as const

let helm: HelmBatch
let folder = ''

beforeAll(async () => {
  console.log(seedLine)
  helm = await openHelmBatch()
  folder = mkdtempSync(join(tmpdir(), 'chartwright-agreement-'))
})

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(engines)('%s agrees with the build on', (engine) => {
  it.each(names)('%s', async (name) => {
    const entry = functions[name]!
    const drawn = sample(argumentsOf(name, entry), { numRuns: cases, seed })
    const wanted = drawn.map((args) => plain(entry.evaluate!(...args)))
    const given = await rendered(engine, name, drawn.flatMap((args, index) => spellings(name, entry, args, index)), drawn)
    const differences = drawn.flatMap((args, index) => {
      const [fromValues, fromLiterals, mixed] = given.slice(index * 3, index * 3 + 3)
      const built = wanted[index]
      return [fromValues, fromLiterals, mixed].every((way) => isDeepStrictEqual(way, built)) ? [] : [{ args, built, fromValues, fromLiterals, mixed }]
    })
    expect(differences.length, [seedLine, ...differences.slice(0, 3).map((difference) => JSON.stringify(difference))].join('\n')).toBe(0)
  })
})

/** The call with its arguments from the values, as literals, and the first from the values. */
function spellings(name: string, entry: FunctionEntry, args: readonly Json[], index: number): readonly string[] {
  const asValues = args.map((arg, position) => reference(arg, index, position, entry.parameters[position] ?? entry.rest ?? 'any'))
  const asLiterals = args.map((value): Expr => ({ kind: 'literal', value }))
  // A format stands in the source: what its verbs want depends on it.
  const head = name === 'printf' ? asLiterals.slice(0, 1) : asValues.slice(0, 1)
  return [[...head, ...asValues.slice(1)], asLiterals, [...head, ...asLiterals.slice(1)]].map((operands) => operand(environment(index), call(name, entry, operands)))
}

function call(name: string, entry: FunctionEntry, args: readonly Expr[]): Expr {
  const schemas = args.map((arg): Schema => (arg.kind === 'literal' ? { type: typeOf({ const: arg.value }) } : arg.schema))
  return { kind: 'call', function: name, arguments: args, schema: typeof entry.result === 'function' ? entry.result(schemas) : entry.result, span }
}

const span = { file: '', start: 0, end: 0 }

/** A value whose schema names its type; where a parameter takes any type, half of the schemas say nothing. */
function reference(value: Json, index: number, position: number, wanted: string): Expr {
  const isSilent = wanted === 'any' && index % 2 === 0
  return { kind: 'variable', name: `argument${position}`, of: 'loop', segments: [], schema: isSilent ? {} : schemaOfValue(value), sure: 0, open: false, origin: undefined, span }
}

function schemaOfValue(value: Json): Schema {
  const type = typeof value === 'number' && !Number.isSafeInteger(value) ? 'number' : typeOf({ const: value })
  const items = Array.isArray(value) ? [...new Set(value.map((item: Json) => typeOf({ const: item })))] : []
  return { type, ...(items.length === 1 && items[0] !== undefined && items[0] !== 'any' ? { items: { type: items[0] } } : {}) }
}

function environment(index: number): Environment {
  const variables = new Map(Array.from({ length: 8 }, (_, position) => [`argument${position}`, `(index $.Values.cases ${index} ${position})`]))
  return { chart: 'demo', root: '$', variables, place: 'demo', taken: new Set(), captured: [], spec: undefined }
}

/** What a chart prints for the expressions; in base64, so that only the functions are tested and not the printing. */
async function rendered(engine: (typeof engines)[number], name: string, expressions: readonly string[], values: readonly (readonly Json[])[]): Promise<readonly unknown[]> {
  const chart = join(folder, `${engine}-${name}`)
  mkdirSync(join(chart, 'templates'), { recursive: true })
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 1.0.0\n')
  writeFileSync(join(chart, `templates/${name}.yaml`), `results:\n${expressions.map((expression) => `- {{ toJson ${expression} | b64enc }}\n`).join('')}`)
  const { manifests, error } = await helm.render({ chart, engine, valuesYaml: valuesText({ cases: values }) })
  expect(error, `${seedLine}\n${error}`).toBeUndefined()
  return [...(manifests[0]?.content ?? '').matchAll(/^- (\S*)$/gm)].map(([, text = '']) => JSON.parse(Buffer.from(text, 'base64').toString('utf8')))
}

/** As it is after a way through JSON, where there is no -0. */
function plain(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
