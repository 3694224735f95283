import type { Expr } from '../model.ts'
import { follow, type Environment } from './environment.ts'

/** The same text for expressions that are surely equal, wherever they stand and however they came there. */
export function expressionText(given: Expr, around: Environment): string {
  const { expression, environment } = follow(given, around)
  const text = (inner: Expr): string => expressionText(inner, environment)
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value)
    case 'path':
      return [expression.root, ...expression.segments].join('.')
    case 'variable': {
      const computed = environment.variables.get(expression.name)
      const head = computed === undefined ? `$${expression.name}` : expressionText(computed.expression, computed.environment)
      return [head, ...expression.segments].join('.')
    }
    case 'call':
      return `(${[expression.function, ...expression.arguments.map(text)].join(' ')})`
    case 'include':
      return `(${[expression.template, ...Object.entries(expression.arguments).map(([name, argument]) => `${name}=${text(argument)}`)].join(' ')})`
  }
}
