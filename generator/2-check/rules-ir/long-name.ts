import { limitsOf, longestText, type Lengths } from '../../ir/longest-text.ts'
import { sourcesOfParts } from '../../ir/sources.ts'
import type { Place } from '../../ir/walk.ts'
import type { Catalogue, ChartSource, ScalarNode } from '../../model.ts'
import type { IrRule } from '../rule-ir.ts'

/** Kubernetes refuses names that are too long, and how long they get shows only with a user's release name. */
export const longName: IrRule = ({ ir: { chart }, catalogue }, report) => {
  const lengths: Lengths = { metadata: chart.metadata, chartName: longestChartName(chart, catalogue), limits: new Map() }
  return {
    scalar: (node, place) => {
      const limit = node.kind === 'scalar' && !place.isEmbedded ? limitAt(place) : undefined
      if (limit === undefined || node.kind !== 'scalar') return
      const longest = longestText(node, place.environment, { ...lengths, limits: limitsOf(place.conditions) })
      if (longest <= limit.characters) return
      report({
        rule: 'long-name',
        severity: 'error',
        message: `${limit.what} can have ${longest === Infinity ? 'any number of' : longest} characters`,
        why: `it has at most ${limit.characters}${limit.because === undefined ? '' : `, because ${limit.because}`}`,
        fix: fixFor(node, place, limit.characters),
        span: node.span,
      })
    },
  }
}

interface Limit {
  readonly what: string
  readonly characters: number
  readonly because?: string
}

/** Objects whose names have less room than names have as a rule, which is that of a DNS subdomain. */
const shorter: { readonly [kind: string]: { readonly characters: number; readonly because: string } } = {
  CronJob: { characters: 52, because: 'its Jobs have eleven more' },
  StatefulSet: { characters: 52, because: 'the label with the hash of its revision has eleven more' },
  Deployment: { characters: 63, because: 'its pods are named after it, and their names are names of hosts' },
  DaemonSet: { characters: 63, because: 'its pods are named after it, and their names are names of hosts' },
  Job: { characters: 63, because: 'it stands in a label of its pods' },
  Pod: { characters: 63, because: 'it is the name of a host' },
  Service: { characters: 63, because: 'it is the name of a host' },
  Namespace: { characters: 63, because: 'it is a part of the names of hosts' },
}

/** Kubernetes' limits: 253 for DNS subdomains, 63 for DNS labels and values of labels, 15 for the name of a container's port (kubernetes.io/docs/concepts/overview/working-with-objects/names). */
function limitAt({ kind = 'object', path }: Place): Limit | undefined {
  const [last, parent, grandparent] = [path.at(-1), path.at(-2), path.at(-3)]
  if (path.length === 2 && parent === 'metadata' && last === 'name') return { what: `the name of a ${kind}`, characters: 253, ...shorter[kind] }
  const isLabel = (parent === 'labels' && grandparent === 'metadata') || parent === 'matchLabels' || (kind === 'Service' && path.length === 3 && path[1] === 'selector')
  if (isLabel) return { what: `the label "${last}"`, characters: 63 }
  if (last !== 'name' || parent !== '[]') return undefined
  switch (grandparent) {
    case 'containers':
    case 'initContainers':
      return { what: 'the name of a container', characters: 63 }
    case 'volumes':
      return { what: 'the name of a volume', characters: 63 }
    case 'ports':
      return kind === 'Service' ? { what: 'the name of a port', characters: 63 } : { what: "the name of a container's port", characters: 15 }
    default:
      return undefined
  }
}

function fixFor(node: ScalarNode, place: Place, characters: number): string {
  const endless = sourcesOfParts(node.parts, place.environment).find(({ expression, role }) => role === 'printed' && expression.kind === 'path' && expression.root === 'values' && expression.schema.maxLength === undefined)
  const value = endless?.expression.kind === 'path' ? ` or give "${['values', ...endless.expression.segments].join('.')}" a "maxLength" in the schema` : ''
  return `cut it with "trunc ${characters}"${value}`
}

/** An umbrella may give a chart a longer name. */
function longestChartName(chart: ChartSource, catalogue: Catalogue): number {
  const aliases = catalogue.charts.flatMap(({ metadata }) => (metadata.dependencies ?? []).filter(({ name }) => name === chart.name).map(({ name, alias }) => alias ?? name))
  return Math.max(...[chart.metadata.name, ...aliases].map((name) => name.length))
}
