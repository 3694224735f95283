import type { Schema } from '../../model.ts'
import { eachChild } from './map-children.ts'

type Definitions = { readonly [name: string]: Schema }

/** The definitions that a schema uses, directly or through others, by name. */
export function reachableDefinitions(schema: Schema, definitions: Definitions): Definitions {
  const found = new Set<string>()
  const visit = (node: Schema): void => {
    eachChild(node, (child) => {
      visitReference(child)
      visit(child)
    })
  }
  const visitReference = ({ $ref }: Schema): void => {
    if ($ref === undefined || found.has(definitionName($ref))) return
    found.add(definitionName($ref))
    const definition = definitions[definitionName($ref)]
    if (definition === undefined) throw new Error(`loading left a reference to a definition that is not there: ${$ref}`)
    visitReference(definition)
    visit(definition)
  }
  visit(schema)
  return Object.fromEntries([...found].sort().map((name) => [name, definitions[name]!]))
}

export function definitionName(reference: string): string {
  return reference.replace('#/definitions/', '')
}
