import type { Branch, Node, TextPart } from '../../model.ts'

/** Where a piece of the IR is being printed. */
export interface Environment {
  readonly chart: string
  /** `$`, or `$.root` in a named template with parameters. */
  readonly root: string
  /** How a loop variable, key or parameter is spelled here, where that is not just `$name`. */
  readonly variables: ReadonlyMap<string, string>
  /** Prefix for the names of pieces that need a named template of their own: `mastro.catalogue-config`. */
  readonly place: string
  /** Names of the chart's own named templates, which no piece may have. */
  readonly taken: ReadonlySet<string>
  /** Pieces that need one, collected while printing. */
  readonly captured: Captured[]
  /** The call that gives this document's `spec`, where a hash of it is asked for. */
  readonly spec: string | undefined
}

export interface Captured {
  readonly name: string
  readonly lines: readonly string[]
}

export type Body = { readonly kind: 'text'; readonly parts: readonly Branch<TextPart>[] } | { readonly kind: 'node'; readonly node: Node }

export function variable(environment: Environment, name: string): string {
  return environment.variables.get(name) ?? `$${name}`
}
