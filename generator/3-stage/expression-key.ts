import type { Expr } from '../model.ts'

/** The same text for equal expressions, wherever they stand. */
export function expressionKey(expression: Expr): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value)
    case 'path':
      return [expression.root, ...expression.segments].join('/')
    case 'variable':
      return [`$${expression.name}`, ...expression.segments].join('/')
    case 'call':
      return `${expression.function}(${expression.arguments.map(expressionKey).join(',')})`
    case 'include':
      return `include ${expression.template}(${Object.entries(expression.arguments).map(([name, argument]) => `${name}=${expressionKey(argument)}`).join(',')})`
  }
}
