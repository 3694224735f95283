import { environmentOf } from '../../ir/environment.ts'
import { alternativesOf, inBranch, membersOf, type Surroundings } from '../../ir/members.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import { typeOf } from '../../schema/type-of.ts'
import type { DocumentNode, Node } from '../../model.ts'
import type { IrRule } from '../rule-ir.ts'

/** Helm installs objects: each document of a manifest is a map that says which kind of object it is. */
export const incompleteObject: IrRule = ({ ir }, report) => {
  const around: Surroundings = { environment: environmentOf(ir), conditions: [], loops: [] }
  for (const branch of ir.manifests.flatMap(({ documents }) => documents)) {
    inBranch(branch, around, ({ node, span }: DocumentNode, surroundings) => {
      const fault = faultOf(node, surroundings)
      if (fault !== undefined) report({ rule: 'incomplete-object', severity: 'error', ...fault, span })
      return []
    })
  }
  return undefined
}

function faultOf(node: Node, around: Surroundings): { readonly message: string; readonly why: string; readonly fix: string } | undefined {
  const alternatives = alternativesOf(node, around)
  if (alternatives.some(({ member }) => !isMap(member))) {
    return { message: 'this document is no object', why: 'Helm can install only maps with "apiVersion" and "kind"', fix: 'see whether a block begins or ends in the wrong place; text for people belongs in NOTES.txt.hbs or a comment' }
  }
  const keys = alternatives.flatMap(({ member, around: inside }) => (member.kind === 'map' ? [membersOf(member.entries, inside).map(({ member: pair }) => (pair.kind === 'pair' ? pair.key.literal : undefined))] : []))
  const missing = ['apiVersion', 'kind'].filter((key) => keys.some((there) => !there.includes(key) && !there.includes(undefined)))
  const [first] = missing
  return first === undefined ? undefined : { message: `this document has no "${first}"`, why: 'Helm refuses to install what it does not know the kind of', fix: `write "${first}: …" at the beginning of the document` }
}

/** An object of the user's is whole. */
function isMap(node: Node): boolean {
  if (node.kind === 'map') return true
  const [part] = node.kind === 'scalar' && node.parts.length === 1 ? node.parts : []
  const expression = node.kind === 'whole' ? node.expression : part?.kind === 'part' && typeof part.value !== 'string' ? part.value : undefined
  if (expression === undefined) return false
  const schema = schemaOf(expression)
  return expression.kind !== 'include' && (typeOf(schema) === 'object' || schema['x-template'] === true)
}
