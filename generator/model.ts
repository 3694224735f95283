/** Every type that crosses a phase. All of it is plain, readonly and JSON-able. */
export type * from './model/source.ts'
export type * from './model/schema.ts'
export type * from './model/chart-source.ts'
export type * from './model/expression.ts'
export type * from './model/node.ts'
export type * from './model/chart.ts'
