import { didYouMean } from '../diagnostics/nearest.ts'
import type { Report, Schema, SourceFile } from '../model.ts'
import { locateAt } from '../syntax/locate.ts'
import { isObject, type PartialSchema } from './merge-schema.ts'

/** Makes a chart's schema out of what merging left: no property stands for a removal any more, and the Kubernetes types it needs are there. */
export function finishSchema(schema: PartialSchema, kubernetes: ReadonlyMap<string, PartialSchema>, files: readonly (SourceFile | undefined)[], report: Report): Schema {
  const definitions = new Map<string, PartialSchema>()

  function visit(node: PartialSchema): PartialSchema {
    const { $ref, properties } = node
    if (typeof $ref === 'string') addDefinition($ref.slice('#/definitions/'.length))
    let finished = node
    for (const [keyword, value] of Object.entries(node)) {
      if (opaque.has(keyword) || typeof value !== 'object' || value === null) continue
      const changed = keyword === 'properties' ? visitProperties(properties as PartialSchema, node) : Array.isArray(value) ? visitAll(value) : visit(value as PartialSchema)
      if (changed !== value) finished = { ...finished, [keyword]: changed }
    }
    return finished
  }

  function visitProperties(properties: PartialSchema, owner: PartialSchema): PartialSchema {
    let finished = properties
    for (const [name, property] of Object.entries(properties)) {
      if (property === false) {
        const others = Object.keys(properties).filter((other) => properties[other] !== false)
        report({ rule: 'unknown-override', severity: 'error', message: `there is no property "${name}" to remove`, why: '"false" beside a "$ref" removes a property of what it refers to', ...didYouMean(name, others), span: spanOf(String(owner['x-at']), 'properties', name) })
        const { [name]: removed, ...rest } = finished
        finished = rest
      } else if (isObject(property)) {
        const changed = visit(property)
        if (changed !== property) finished = { ...finished, [name]: changed }
      }
    }
    return finished
  }

  function visitAll(values: readonly unknown[]): readonly PartialSchema[] {
    const changed = values.map((value) => (isObject(value) ? visit(value) : value))
    return (changed.some((value, index) => value !== values[index]) ? changed : values) as readonly PartialSchema[]
  }

  function addDefinition(name: string): void {
    const definition = kubernetes.get(name)
    if (!definition || definitions.has(name)) return
    definitions.set(name, definition)
    definitions.set(name, visit(definition))
  }

  function spanOf(at: string, ...parts: readonly string[]) {
    return locateAt({ files: Object.fromEntries(files.flatMap((file) => (file ? [[file.path, file]] : []))) }, at, ...parts)
  }

  const finished = visit(schema)
  const sorted = [...definitions].sort(([left], [right]) => (left < right ? -1 : 1))
  return (definitions.size === 0 ? finished : { ...finished, definitions: Object.fromEntries(sorted) }) as Schema
}

/** Keywords whose value is data, not a schema. */
const opaque = new Set(['default', 'const', 'enum', 'examples', 'required', 'type'])
