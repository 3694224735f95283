import type { Branch, IncludeExpr, NamedTemplate, TextPart } from '../../model.ts'
import { evaluate, type Bindings, type World } from './evaluate.ts'
import { expand } from './expand.ts'

/** The text of a named template for what it is given; those that give a map or a list are left to Helm. */
export function namedTemplateText(helpers: readonly NamedTemplate[], world: World, bindings: Bindings, include: IncludeExpr): string | undefined {
  const parts = textParts(helpers, include)
  return parts === undefined ? undefined : partsText(world, insideTemplate(bindings, include), parts)?.trim()
}

/** The parts of a named template of text. */
export function textParts(helpers: readonly NamedTemplate[], { template }: IncludeExpr): readonly Branch<TextPart>[] | undefined {
  const body = helpers.find(({ name }) => name === template)?.body
  return body?.kind === 'text' ? body.parts : undefined
}

export function insideTemplate(bindings: Bindings, include: IncludeExpr): Bindings {
  const parameters = Object.entries(include.arguments).map(([name, expression]) => [name, { expression, bindings }] as const)
  return { paths: new Map(), keys: new Map(), parameters: new Map(parameters) }
}

/** Text with its conditions decided and its loops run. */
export function partsText(world: World, bindings: Bindings, parts: readonly Branch<TextPart>[]): string | undefined {
  const pieces = expand(world, bindings, parts)?.map(({ leaf, bindings: inner }) => {
    const value = typeof leaf.value === 'string' ? leaf.value : evaluate(world, inner, leaf.value)
    return value === undefined ? undefined : String(value)
  })
  return pieces === undefined || pieces.includes(undefined) ? undefined : pieces.join('')
}
