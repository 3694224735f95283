import type { Branch, DocumentNode, Expr, IncludeExpr, Node, PathExpr, TextPart, VariableExpr } from '../model.ts'
import { follow, insideOf, withVariable, type Environment } from './environment.ts'
import { expressionText } from './expression-text.ts'
import { outcome } from './condition.ts'
import { alternativesOf, inBranch, membersOf, type Surroundings } from './members.ts'

/** A value, a field of the release or the chart, or a loop variable that something is made from. */
export interface Source {
  readonly expression: PathExpr | VariableExpr
  /** `printed`: its text or a part of it can be read from the result; `tested`: only what a condition or a hash says about it. */
  readonly role: 'printed' | 'tested'
  /** Members that are left out before it is printed, or the only ones that are not. */
  readonly without?: readonly string[]
  readonly only?: readonly string[]
}

/** All that an expression is made from, through variables and named templates. */
export function sourcesOf(given: Expr, around: Environment, role: Source['role'] = 'printed'): readonly Source[] {
  const { expression, environment } = follow(given, around)
  switch (expression.kind) {
    case 'literal':
      return []
    case 'path':
      return [{ expression, role }]
    case 'variable': {
      const computed = environment.variables.get(expression.name)
      const whole = computed === undefined ? [] : sourcesOf(computed.expression, computed.environment, 'tested')
      return [{ expression, role }, ...whole]
    }
    case 'call': {
      const selected = selection(expression.function, expression.arguments)
      const [first, ...others] = expression.arguments
      if (selected !== undefined && first !== undefined) return [...sourcesOf(first, environment, role).map((source) => ({ ...source, ...selected })), ...others.flatMap((argument) => sourcesOf(argument, environment, 'tested'))]
      return expression.arguments.flatMap((argument, index) => sourcesOf(argument, environment, isHidden(expression.function, index) ? 'tested' : role))
    }
    case 'include':
      return sourcesOfInclude(expression, environment, role)
  }
}

/** The same named templates are included everywhere with the same arguments. */
function sourcesOfInclude(include: IncludeExpr, environment: Environment, role: Source['role']): readonly Source[] {
  const template = environment.templates.get(include.template)
  if (template === undefined) return []
  const known = includes.get(environment.templates) ?? new Map<string, readonly Source[]>()
  includes.set(environment.templates, known)
  const key = `${role} ${expressionText(include, environment)}`
  const found = known.get(key)
  if (found !== undefined) return found
  const inside = insideOf(template, include, environment)
  const sources = template.body.kind === 'text' ? sourcesOfParts(template.body.parts, inside, role) : sourcesOfNode(template.body.node, { environment: inside, conditions: [], loops: [] }, role)
  known.set(key, sources)
  return sources
}

const includes = new WeakMap<Environment['templates'], Map<string, readonly Source[]>>()

export function sourcesOfParts(parts: readonly Branch<TextPart>[], environment: Environment, role: Source['role'] = 'printed'): readonly Source[] {
  return parts.flatMap((part): readonly Source[] => {
    if (part.kind === 'part') return typeof part.value === 'string' ? [] : sourcesOf(part.value, environment, role)
    if (part.kind === 'each') return [...sourcesOf(part.over, environment, 'tested'), ...sourcesOfParts(part.body, environment, role), ...sourcesOfParts(part.else, environment, role)]
    const known = outcome(part.condition, environment)
    const inside = part.binds === undefined ? environment : withVariable(environment, part.binds, part.condition)
    return [
      ...(known === undefined ? sourcesOf(part.condition, environment, 'tested') : []),
      ...(known === false ? [] : sourcesOfParts(part.then, inside, role)),
      ...(known === true ? [] : sourcesOfParts(part.else, environment, role)),
    ]
  })
}

function sourcesOfNode(node: Node, around: Surroundings, role: Source['role']): readonly Source[] {
  return alternativesOf(node, around).flatMap(({ member, around: inside }): readonly Source[] => {
    const tests = inside.conditions.slice(around.conditions.length).flatMap((condition) => sourcesOf(condition.expression, condition.environment, 'tested'))
    const members = member.kind === 'map' ? membersOf(member.entries, inside) : member.kind === 'seq' ? membersOf(member.items, inside) : []
    const ofMembers = members.flatMap(({ member: inner, around: deeper }): readonly Source[] => {
      const conditions = deeper.conditions.slice(inside.conditions.length).flatMap((condition) => sourcesOf(condition.expression, condition.environment, 'tested'))
      if (inner.kind === 'opaque') return [...conditions, ...sourcesOf(inner.expression, deeper.environment, role)]
      const ofKey = inner.kind === 'pair' ? sourcesOfParts(inner.key.parts, deeper.environment, role) : []
      return [...conditions, ...ofKey, ...sourcesOfNode(inner.value, deeper, role)]
    })
    if (member.kind === 'scalar' || member.kind === 'text') return [...tests, ...sourcesOfParts(member.parts, inside.environment, role)]
    if (member.kind === 'whole') return [...tests, ...sourcesOf(member.expression, inside.environment, role)]
    if (member.kind !== 'embedded') return [...tests, ...ofMembers]
    return [...tests, ...member.documents.flatMap((branch) => inBranch(branch, inside, (document: DocumentNode, deeper) => sourcesOfNode(document.node, deeper, role)))]
  })
}

/** Does a function's result tell no more about an argument than a yes or no, a length, a key or a hash? */
function isHidden(name: string, index: number): boolean {
  return hiding.has(name) || (name === 'ternary' && index === 2)
}

const hiding: ReadonlySet<string> = new Set(['not', 'empty', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'hasKey', 'has', 'contains', 'hasPrefix', 'hasSuffix', 'regexMatch', 'semverCompare', 'hasApi', 'len', 'lengthOf', 'keys', 'sha256', 'htpasswd'])

function selection(name: string, [, ...names]: readonly Expr[]): Pick<Source, 'without' | 'only'> | undefined {
  const literals = names.flatMap((argument) => (argument.kind === 'literal' ? [String(argument.value)] : []))
  if (name === 'omit') return { without: literals }
  return name === 'pick' && literals.length === names.length ? { only: literals } : undefined
}
