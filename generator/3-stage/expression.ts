import type { AST } from '../handlebars-ast.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { functions } from '../functions/table.ts'
import type { Json, Schema, Span } from '../model.ts'
import { applyFunction, evaluateCall } from './call.ts'
import { includeNamed } from './named-template.ts'
import { factOf, step, type Reference } from './navigate.ts'
import { knownOfChart, rootReference, rootNames } from './roots.ts'
import { reportAt, spanOf, type Scope, type StageContext } from './stage-context.ts'
import { call, json, type Value } from './value.ts'

/** An expression of a source; what can't be understood is reported and stands for an empty string. */
export function evaluateExpression(context: StageContext, scope: Scope, expression: AST.Expression): Value {
  switch (expression.type) {
    case 'SubExpression':
      return evaluateCall(context, scope, expression)
    case 'PathExpression':
      return evaluatePath(context, scope, expression)
    default:
      return json((expression.value ?? '') as Json)
  }
}

function evaluatePath(context: StageContext, scope: Scope, path: AST.Path): Value {
  const span = spanOf(context, scope, path.loc)
  if (path.depth > 0) {
    reportAt(context)('unknown-value', span, `"${path.original}" climbs out of its block`, { why: 'names mean the same at every depth here', fix: 'name what you loop over: {{#each values.hosts as |host|}}' })
    return json('')
  }
  const isThis = path.original === '.' || path.original === 'this' || path.original.startsWith('this.') || path.original.startsWith('./')
  const names = isThis ? ['this', ...path.parts] : path.parts
  const head = isThis || path.data ? scope.data.get(names[0] ?? '') : findName(context, scope, names[0] ?? '', span)
  if (head === undefined) {
    reportUnknownName(context, scope, path, span)
    return json('')
  }
  return guarded(scope, names.slice(1).reduce<Value>((value, name) => member(context, scope, value, name, span), head))
}

/** A path that a guard around this place has tested is there. */
function guarded(scope: Scope, value: Value): Value {
  if (value.kind !== 'expression') return value
  const { expression } = value
  if (expression.kind !== 'path' && expression.kind !== 'variable') return value
  return scope.facts.has(factOf(expression)) ? { kind: 'expression', expression: { ...expression, sure: expression.segments.length } } : value
}

/** Block parameters and parameters first, then the roots, then named templates that need no arguments. */
function findName(context: StageContext, scope: Scope, name: string, span: Span): Value | undefined {
  const bound = scope.variables.get(name)
  if (bound !== undefined) return bound
  const root = rootReference(context, name, span)
  if (root !== undefined) return { kind: 'expression', expression: root }
  const helper = context.helpers.get(name)
  const constant = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (helper === undefined && constant?.parameters.length === 0 && constant.rest === undefined) return applyFunction(context, name, constant, [], span)
  return helper === undefined ? undefined : { kind: 'expression', expression: includeNamed(context, scope, helper, {}, span).expression }
}

/** One member of a value; unknown ones are reported with the nearest name. */
export function member(context: StageContext, scope: Scope, value: Value, name: string, span: Span): Value {
  if (value.kind === 'expression') return memberOfExpression(context, scope, value.expression as Reference, name, span)
  const members = value.kind === 'record' ? value.members : membersOf(value.kind === 'json' ? value.value : null)
  const found = Object.hasOwn(members, name) ? members[name] : undefined
  if (found !== undefined) return found
  reportUnknownMember(context, name, Object.keys(members), span)
  return json('')
}

function memberOfExpression(context: StageContext, scope: Scope, from: Reference, name: string, span: Span): Value {
  if (from.kind !== 'path' && from.kind !== 'variable') {
    return { kind: 'expression', expression: call('dig', [{ kind: 'literal', value: name }, { kind: 'literal', value: '' }, from], {}, span) }
  }
  const known = from.kind === 'path' && from.root === 'chart' && from.segments.length === 0 ? knownOfChart(context.chart.metadata)[name] : undefined
  if (known !== undefined) return json(known)
  const next = step({ ...from, span }, name, context.schema, scope.facts)
  if (next.kind === 'found') return { kind: 'expression', expression: next.reference }
  reportUnknownMember(context, name, next.candidates, span, [from.kind === 'path' ? from.root : from.name, ...from.segments].join('.'), schemaPath(context, from))
  return json('')
}

/** The file that declares what a path leads to: below the name of a dependency that of its chart. */
function schemaPath({ chart, schema }: StageContext, { kind, segments }: Reference): string {
  let path = chart.schemaFile.path
  let below: Schema | undefined = kind === 'path' ? schema : undefined
  for (const segment of segments) {
    below = below?.properties?.[segment]
    const subchart = below?.['x-subchart']
    if (subchart !== undefined) path = `schemas/${subchart}.schema.json`
  }
  return path
}

function membersOf(value: Json): { readonly [name: string]: Value } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, json(inner)]))
}

function reportUnknownMember(context: StageContext, name: string, candidates: readonly string[], span: Span, parent?: string, schema = context.chart.schemaFile.path): void {
  const near = nearest(name, candidates)
  const place = parent === undefined ? '' : ` in "${parent}"`
  reportAt(context)('unknown-value', span, `"${name}" is not declared${place}`, {
    why: parent?.startsWith('values') === false ? 'only what is declared can be used' : `${schema} declares no such value, so it would silently be empty`,
    fix: near !== undefined ? `did you mean "${near}"?` : candidates.length > 0 && candidates.length <= 12 ? `it has ${candidates.join(', ')}` : `declare "${name}" in the schema`,
  })
}

function reportUnknownName(context: StageContext, scope: Scope, path: AST.Path, span: Span): void {
  const name = path.data ? `@${path.parts[0] ?? ''}` : (path.parts[0] ?? path.original)
  if (path.data) {
    reportAt(context)('unknown-value', span, `"${name}" has no meaning here`, { why: '@key, @index, @first and @last belong to the loop around them', fix: 'use it inside {{#each …}}' })
    return
  }
  const near = nearest(name, [...scope.variables.keys(), ...rootNames, ...context.helpers.keys(), ...Object.keys(functions)])
  const isFunction = Object.hasOwn(functions, name)
  const parameters = scope.source.parameters.length > 0 || scope.source.file.path.includes('/partials/') || scope.source.file.path.includes('/helpers/')
  reportAt(context)(parameters ? 'unknown-parameter' : 'unknown-value', span, `"${name}" is not known here`, {
    why: isFunction ? `"${name}" is a function and needs arguments` : 'it is no block parameter, no parameter of this source, no root (values, release, chart, capabilities) and no named template',
    fix: near !== undefined && near !== name ? `did you mean "${near}"?` : parameters ? `declare it in the head comment: {{!-- @param ${name} - what it is --}}` : `values start with "values.": values.${name}`,
  })
}
