import { stringify } from 'yaml'
import type { ChartFile, ChartSource, Dependency } from '../model.ts'
import { images } from './images.ts'

/** Chart.yaml, its keys in the order in which Helm's documentation lists them. `subcharts` are those that a dependency may name. */
export function chartYaml(chart: ChartSource, subcharts: readonly ChartSource[]): ChartFile {
  const { metadata } = chart
  const fields = {
    apiVersion: 'v2',
    name: metadata.name,
    version: metadata.version,
    kubeVersion: metadata.kubeVersion,
    description: metadata.description,
    type: metadata.type ?? 'application',
    keywords: metadata.keywords,
    home: metadata.home,
    sources: metadata.sources,
    dependencies: (metadata.dependencies ?? []).map((dependency) => dependencyFields(dependency, subcharts)),
    maintainers: metadata.maintainers,
    icon: metadata.icon,
    appVersion: metadata.appVersion,
    annotations: annotations(chart, subcharts),
  }
  const present = Object.entries(fields).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return { path: 'Chart.yaml', text: stringify(Object.fromEntries(present), style) }
}

/** A version such as 1.10 must stay a string for Helm's YAML 1.1 as well. */
const style = { lineWidth: 0, compat: 'yaml-1.1', blockQuote: 'literal' } as const

/**
 * An empty repository, as Helm itself writes it: Helm then takes the chart from `charts/`, where it is, in the folder as well as in the package,
 * and `helm dependency build` needs no lock file.
 */
function dependencyFields({ name, alias, condition, tags }: Dependency, subcharts: readonly ChartSource[]): Record<string, unknown> {
  const subchart = subcharts.find((one) => one.name === name)
  if (subchart === undefined) throw new Error(`checking left a dependency that is not there: ${name}`)
  return {
    name,
    version: subchart.metadata.version,
    repository: '',
    ...(condition === undefined ? {} : { condition }),
    ...(tags === undefined ? {} : { tags }),
    ...(alias === undefined ? {} : { alias }),
  }
}

/** Artifact Hub reads lists from annotations as YAML text (artifacthub.io/docs/topics/annotations/helm). */
function annotations(chart: ChartSource, subcharts: readonly ChartSource[]): { readonly [name: string]: string } {
  const { metadata } = chart
  const all = {
    'artifacthub.io/category': metadata.category,
    'artifacthub.io/images': list(withSubcharts(chart, subcharts).flatMap(images)),
    'artifacthub.io/license': metadata.license,
    'artifacthub.io/links': list(metadata.links ?? []),
    'artifacthub.io/prerelease': /^[^+]*-/.test(metadata.version) ? 'true' : undefined,
    ...metadata.annotations,
  }
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function list(items: readonly object[]): string | undefined {
  const unique = [...new Set(items.map((item) => JSON.stringify(item)))].map((text) => JSON.parse(text) as object)
  return unique.length === 0 ? undefined : stringify(unique, style)
}

/** The chart and every chart that it brings along, each once. */
function withSubcharts(chart: ChartSource, subcharts: readonly ChartSource[]): readonly ChartSource[] {
  const found = new Set([chart])
  for (const one of found) {
    for (const { name } of one.metadata.dependencies ?? []) found.add(subcharts.find((subchart) => subchart.name === name)!)
  }
  return [...found]
}
