import { sourcesOf, sourcesOfParts, type Source } from '../../ir/sources.ts'
import type { Place } from '../../ir/walk.ts'
import type { Report, Span } from '../../model.ts'
import type { IrRule } from '../rule-ir.ts'

/** What Kubernetes lets nobody change may be made only from what does not change while a release lives. */
export const unstableSelector: IrRule = (_, report) => ({
  scalar: (node, place) => reportUnstable(() => [...sourcesOfParts(node.parts, place.environment), ...conditionsOf(place)], node.span, place, report),
  key: (node, place) => reportUnstable(() => sourcesOfParts(node.parts, place.environment), node.span, place, report),
  opaque: (node, place) => reportUnstable(() => [...sourcesOf(node.expression, place.environment), ...conditionsOf(place)], node.span, place, report),
})

const selector: readonly string[] = ['spec', 'selector']

/** What can't be changed once the object is there. A Service's selector can, but then it selects no pods until all of them are new. */
const fixedParts: { readonly [kind: string]: readonly (readonly string[])[] } = {
  Deployment: [selector],
  DaemonSet: [selector],
  ReplicaSet: [selector],
  Service: [selector],
  StatefulSet: [selector, ['spec', 'serviceName'], ['spec', 'volumeClaimTemplates', '[]', 'metadata']],
}

/** Helm keeps a release's name and namespace; name overrides are there to take over objects that have other names, and whoever sets one knows. */
const stable: ReadonlySet<string> = new Set(['release.name', 'release.namespace', 'release.service', 'chart.name', 'values.nameOverride', 'values.fullnameOverride'])

function reportUnstable(sources: () => readonly Source[], span: Span, place: Place, report: Report): void {
  const part = fixedPart(place)
  if (part === undefined) return
  const unstable = sources().find((source) => !isStable(source))
  if (unstable === undefined) return
  report({
    rule: 'unstable-selector',
    severity: 'error',
    message: `"${part.join('.').replace('.[]', '')}" of this ${place.kind} depends on "${nameOf(unstable)}"`,
    why: place.kind === 'Service' ? 'when it changes, the Service selects no pods until all of them are new' : 'Kubernetes refuses to change it, so an upgrade that changes the value fails',
    fix: 'make it from literals, release.name and names of entries only, and put the rest among the labels',
    span,
  })
}

function fixedPart({ kind = '', path, isEmbedded }: Place): readonly string[] | undefined {
  return isEmbedded ? undefined : (fixedParts[kind] ?? []).find((part) => part.every((name, index) => path[index] === name))
}

/** Conditions within the fixed part; those around it decide whether there is an object at all. */
function conditionsOf(place: Place): readonly Source[] {
  const outside = place.outside[(fixedPart(place)?.length ?? 0) - 1] ?? place.conditions.length
  return place.conditions.slice(outside).flatMap(({ expression, environment }) => sourcesOf(expression, environment))
}

function isStable({ expression }: Source): boolean {
  if (expression.kind === 'variable') return expression.of === 'key' && expression.schema.type === 'string'
  return stable.has([expression.root, ...expression.segments].join('.'))
}

function nameOf({ expression }: Source): string {
  if (expression.kind === 'variable' && expression.origin !== undefined) return ['values', ...expression.origin].join('.')
  return [expression.kind === 'path' ? expression.root : expression.name, ...expression.segments].join('.')
}
