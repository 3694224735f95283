import type { ChartMetadata, Json, PathExpr, Root, Schema, Span } from '../model.ts'
import type { StageContext } from './stage-context.ts'

export const rootNames: readonly Root[] = ['values', 'release', 'chart', 'capabilities']

const closed = (properties: { readonly [name: string]: Schema }): Schema => ({ type: 'object', properties, additionalProperties: false })
/** Names of releases, namespaces and charts are DNS labels, so they need no escaping anywhere. */
const dnsName: Schema = { type: 'string', pattern: '^[a-z0-9.-]+$' }
const version: Schema = { type: 'string', pattern: '^[0-9A-Za-z.+-]+$' }

/** Helm's built-in objects, spelled in lower case as in the sources (helm.sh/docs/chart_template_guide/builtin_objects). */
const builtIn: { readonly [root in Exclude<Root, 'values'>]: Schema } = {
  release: closed({ name: dnsName, namespace: dnsName, service: dnsName, isInstall: { type: 'boolean' }, isUpgrade: { type: 'boolean' }, revision: { type: 'integer' } }),
  chart: closed({ name: dnsName, version, appVersion: version }),
  capabilities: closed({ kubeVersion: version, apiVersions: { type: 'array' } }),
}

export function rootReference(context: StageContext, name: string, span: Span): PathExpr | undefined {
  const root = rootNames.find((known) => known === name)
  if (root === undefined) return undefined
  const schema = root === 'values' ? context.schema : builtIn[root]
  return { kind: 'path', root, segments: [], schema, sure: 0, open: false, span }
}

/** What `chart` tells besides Helm's fields: it stands in chart.yaml and is known when the chart is built. */
export function knownOfChart({ mainApp = '' }: ChartMetadata): { readonly [name: string]: Json } {
  return { mainApp }
}
