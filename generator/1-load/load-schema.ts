import { dirname, join } from 'node:path/posix'
import { didYouMean } from '../diagnostics/nearest.ts'
import type { Json, Report, Schema, SourceFile, Span } from '../model.ts'
import { locateValue, parsePointer, pointerPart } from '../syntax/locate.ts'
import { syntaxTree } from '../syntax/syntax-tree.ts'
import { checkDialect } from './check-dialect.ts'
import { finishSchema } from './finish-schema.ts'
import { isCondition, isObject, joinSchemas, lists, maps, mergeSchema, pushDefault, schemas, type PartialSchema } from './merge-schema.ts'
import type { SourceReader } from './source-reader.ts'

export interface SchemaLoader {
  /** Reads the files, and those that they refer to. */
  readonly read: (paths: readonly string[]) => void
  /** The schema of a file that was read, with every reference written out but those to Kubernetes types. */
  readonly resolve: (path: string) => Schema | undefined
}

/** Loads the schemas of charts. A fragment is resolved once, whoever refers to it. */
export function schemaLoader(reader: SourceReader, report: Report): SchemaLoader {
  const files = new Map<string, SourceFile | undefined>()
  const neighbours = new Map<string, readonly string[]>()
  const fragments = new Map<string, PartialSchema>()
  const kubernetes = new Map<string, PartialSchema>()

  function read(paths: readonly string[]): void {
    const unknown = [...new Set(paths)].filter((path) => !files.has(path))
    if (unknown.length === 0) return
    for (const path of unknown) {
      const file = reader.read(path)
      files.set(path, file)
      if (file) checkFile(file, path)
      else neighbours.set(path, reader.list(dirname(path)))
    }
    read(unknown.flatMap((path) => referencesOf(files.get(path), path)))
  }

  /** Kubernetes types are made by a program that knows the dialect. */
  function checkFile(file: SourceFile, path: string): void {
    const { value, errors } = syntaxTree(file)
    errors.forEach((error) => report({ severity: 'error', ...error }))
    const isWritten = !path.startsWith(kubernetesFolder)
    if (isWritten && errors.length === 0) checkDialect(file, value, report)
  }

  function resolve(raw: Json, place: Place, stack: readonly string[]): PartialSchema {
    if (!isObject(raw)) return { 'x-at': at(place) }
    const { $ref, allOf, ...beside } = raw
    const all = isList(allOf) ? allOf.map((part, index) => resolve(part, below(place, 'allOf', index), stack)) : []
    const conditions = all.filter(isCondition)
    const parts = all.filter((part) => !isCondition(part))
    if (typeof $ref === 'string') parts.unshift(resolveReference($ref, below(place, '$ref'), stack))
    const own = { ...resolveKeywords(beside, place, stack), ...(conditions.length === 0 ? {} : { allOf: conditions }) }
    return parts.length === 0 ? pushDefault(own) : mergeSchema(joinSchemas(parts, definition), own, definition)
  }

  function resolveKeywords(raw: PartialSchema, place: Place, stack: readonly string[]): PartialSchema {
    const own: Record<string, PartialSchema[string]> = { 'x-at': at(place) }
    for (const [keyword, value] of Object.entries(raw as { [keyword: string]: Json })) {
      if (dropped.has(keyword)) continue
      if (maps.has(keyword) && isObject(value)) own[keyword] = resolveMap(value, below(place, keyword), stack)
      else if (schemas.has(keyword) && isObject(value)) own[keyword] = resolve(value as Json, below(place, keyword), stack)
      else if (lists.has(keyword) && isList(value)) own[keyword] = value.map((item, index) => resolve(item, below(place, keyword, index), stack))
      else own[keyword] = value
    }
    return 'default' in raw ? { ...own, 'x-default-at': at(below(place, 'default')) } : own
  }

  function resolveMap(raw: PartialSchema, place: Place, stack: readonly string[]): PartialSchema {
    const entries = Object.entries(raw as { [name: string]: Json })
    return Object.fromEntries(entries.map(([name, value]) => [name, value === false ? false : resolve(value, below(place, name), stack)]))
  }

  function resolveReference(reference: string, from: Place, stack: readonly string[]): PartialSchema {
    const target = follow(reference, from)
    const name = definitionName(target)
    const key = `${target.path}#${target.pointer}`
    const isKubernetes = target.path.startsWith(kubernetesFolder)
    const known = isKubernetes ? kubernetes.get(name) && { $ref: `#/definitions/${name}` } : fragments.get(key)
    if (known) return known
    if (stack.includes(key)) {
      report({ rule: 'schema-cycle', severity: 'error', message: `"${reference}" refers back to a schema that it is part of`, why: 'a fragment is written out where it is used, which would never end', fix: 'break the circle: leave one reference out', span: spanOf(from) })
      return {}
    }
    const raw = find(target, from)
    if (raw === undefined) return {}
    if (isKubernetes) {
      kubernetes.set(name, {})
      kubernetes.set(name, resolve(raw, target, []))
      return { $ref: `#/definitions/${name}` }
    }
    const fragment = { ...resolve(raw, target, [...stack, key]), 'x-definition': name }
    fragments.set(key, fragment)
    return fragment
  }

  function definition(reference: string): PartialSchema {
    return kubernetes.get(reference.slice('#/definitions/'.length)) ?? {}
  }

  function find(target: Place, from: Place): Json | undefined {
    const file = files.get(target.path)
    if (!file) {
      const suggestion = didYouMean(baseName(target.path), (neighbours.get(target.path) ?? []).map(baseName))
      report({ rule: 'schema-reference', severity: 'error', message: `"${target.path}" does not exist`, why: 'a "$ref" is a path relative to the file that it stands in', ...suggestion, span: spanOf(from) })
      return undefined
    }
    let value: Json | undefined = syntaxTree(file).value
    for (const part of parsePointer(target.pointer)) {
      const parent: PartialSchema = isObject(value) ? value : {}
      value = Object.hasOwn(parent, part) ? (parent[part] as Json) : undefined
      if (value !== undefined) continue
      report({ rule: 'schema-reference', severity: 'error', message: `"${target.path}" has no "#${target.pointer}"`, why: `"${part}" is not there`, ...didYouMean(part, Object.keys(parent)), span: spanOf(from) })
      return undefined
    }
    return value
  }

  function at({ path, pointer }: Place): string {
    return `${files.get(path)?.path ?? path}#${pointer}`
  }

  function spanOf({ path, pointer }: Place): Span {
    const file = files.get(path)
    return file ? locateValue(file, parsePointer(pointer)) : { file: path, start: 0, end: 0 }
  }

  return {
    read,
    resolve(path) {
      const file = files.get(path)
      if (!file) return undefined
      const schema = resolve(syntaxTree(file).value, { path, pointer: '' }, [`${path}#`])
      return finishSchema(schema, kubernetes, [...files.values()], report)
    },
  }
}

/** A node of a schema file; `path` is the path below the root, wherever the file was found. */
interface Place {
  readonly path: string
  readonly pointer: string
}

const kubernetesFolder = 'schemas/kubernetes/'

/** What belongs to a file, and not to the schema that it holds. */
const dropped = new Set(['$schema', '$id', '$comment', 'definitions'])

function below({ path, pointer }: Place, ...parts: readonly (string | number)[]): Place {
  return { path, pointer: pointer + parts.map(pointerPart).join('') }
}

function follow(reference: string, from: Place): Place {
  const [path = '', pointer = ''] = reference.split('#')
  return { path: path === '' ? from.path : join(dirname(from.path), path), pointer }
}

function referencesOf(file: SourceFile | undefined, path: string): readonly string[] {
  const found: string[] = []
  const visit = (value: Json): void => {
    if (isList(value)) value.forEach(visit)
    else if (isObject(value)) {
      const reference = value['$ref']
      if (typeof reference === 'string') found.push(follow(reference, { path, pointer: '' }).path)
      Object.values(value as { [key: string]: Json }).forEach(visit)
    }
  }
  if (file) visit(syntaxTree(file).value)
  return found
}

/** `image` for `shared/image.schema.json`, `port` for `shared/service.schema.json#/definitions/port`. */
function definitionName({ path, pointer }: Place): string {
  return pointer === '' ? baseName(path).replace(/\.schema\.json$/, '') : (parsePointer(pointer).at(-1) ?? '')
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}
