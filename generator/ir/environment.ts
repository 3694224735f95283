import type { ChartIR, Expr, IncludeExpr, NamedTemplate, Schema, VariableExpr } from '../model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { below } from './below.ts'

/** What names mean at one place of the manifest IR. Loop variables are not in it: they stand for themselves. */
export interface Environment {
  readonly root: Schema
  readonly templates: ReadonlyMap<string, NamedTemplate>
  readonly variables: ReadonlyMap<string, Bound>
}

/** An expression with the names that it is to be read with. */
export interface Bound {
  readonly expression: Expr
  readonly environment: Environment
}

export function environmentOf(ir: ChartIR): Environment {
  return { root: ir.chart.schema, templates: new Map(ir.helpers.map((template) => [template.name, template])), variables: new Map() }
}

/** Inside of a named template only its parameters are known; what was left out is empty. */
export function insideOf(template: NamedTemplate, include: IncludeExpr, environment: Environment): Environment {
  const bound = template.parameters.map((name): [string, Bound] => [name, { expression: include.arguments[name] ?? nothing, environment }])
  return { ...environment, variables: new Map(bound) }
}

/** `{{#with (…) as |name|}}` */
export function withVariable(environment: Environment, name: string, expression: Expr): Environment {
  return { ...environment, variables: new Map([...environment.variables, [name, { expression, environment }]]) }
}

/** What a variable stands for, through parameters and named results. A loop variable, and a member of a computed object, is left as it is. */
export function follow(expression: Expr, environment: Environment): Bound {
  if (expression.kind !== 'variable') return { expression, environment }
  const bound = environment.variables.get(expression.name)
  if (bound === undefined) return { expression, environment }
  if (expression.segments.length === 0) return follow(bound.expression, bound.environment)
  const target = follow(bound.expression, bound.environment)
  if (target.expression.kind === 'path' || target.expression.kind === 'variable') return follow(memberOf(target.expression, expression, environment.root), target.environment)
  return { expression: { ...expression, schema: below(schemaOf(target.expression), expression.segments, environment.root) ?? expression.schema }, environment }
}

function memberOf<T extends Extract<Expr, { kind: 'path' | 'variable' }>>(target: T, { segments, schema }: VariableExpr, root: Schema): T {
  return { ...target, segments: [...target.segments, ...segments], schema: below(target.schema, segments, root) ?? schema }
}

const nothing: Expr = { kind: 'literal', value: '' }
