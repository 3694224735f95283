import type { ChartUnderTest } from '../../charts/chart-under-test.ts'
import type { Cluster } from '../cluster.ts'
import type { KubernetesObject } from '../kubernetes-object.ts'
import { releaseName } from '../release.ts'

/**
 * Throws unless each service account may do exactly what the chart's README lists. The list is a table below the heading "Permissions"
 * with the columns service account, API group, resources, verbs; without that heading it is empty. `deployments web` is one object by its
 * name. Names are without the release's.
 */
export async function permissionsAreListed(cluster: Cluster, namespace: string, chart: ChartUnderTest, rendered: readonly KubernetesObject[]): Promise<void> {
  const readme = chart.files.find(({ path }) => path === 'README.md')?.text ?? ''
  const everybody = await permissionsOf(cluster, namespace, 'somebody-else')
  for (const { metadata: { name } } of rendered.filter(({ kind }) => kind === 'ServiceAccount')) {
    const granted = (await permissionsOf(cluster, namespace, name)).filter((permission) => !everybody.includes(permission))
    const listed = listedPermissions(readme).filter(({ account }) => name === account || name.endsWith(`-${account}`)).flatMap(({ permissions }) => permissions)
    const [unlisted, missing] = [granted.filter((permission) => !listed.includes(permission)), listed.filter((permission) => !granted.includes(permission))]
    if (unlisted.length > 0) throw new Error(`ServiceAccount "${name}" may ${unlisted.join(', ')}, which the README does not list under "Permissions"`)
    if (missing.length > 0) throw new Error(`the README lists under "Permissions" that ServiceAccount "${name}" may ${missing.join(', ')}, but it may not`)
  }
}

/** Each as `verb group/resource` or `verb group/resource name`, where the core group is empty: `get pods`, `list apps/deployments`. */
async function permissionsOf(cluster: Cluster, namespace: string, account: string): Promise<readonly string[]> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } }
  const user = `system:serviceaccount:${namespace}:${account}`
  const text = await cluster.kubectl(['create', '--filename', '-', '--validate=false', '--output', 'json', '--as', user, '--as-group', 'system:serviceaccounts', '--as-group', `system:serviceaccounts:${namespace}`, '--as-group', 'system:authenticated'], JSON.stringify(review))
  const { status } = JSON.parse(text) as { readonly status: { readonly resourceRules: readonly Rule[] } }
  return [...new Set(status.resourceRules.flatMap(permissionsIn))].sort()
}

function permissionsIn({ verbs, apiGroups = [''], resources = [], resourceNames = [''] }: Rule): readonly string[] {
  return apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.flatMap((verb) => resourceNames.map((name) => permission(verb, group, resource, name)))))
}

function permission(verb: string, group: string, resource: string, name = ''): string {
  const own = name.startsWith(`${releaseName}-`) ? name.slice(releaseName.length + 1) : name
  return `${verb} ${group === '' ? '' : `${group}/`}${resource}${own === '' ? '' : ` ${own}`}`
}

function listedPermissions(readme: string): readonly Listed[] {
  const [, section = ''] = /^#+ Permissions$([^]*?)(?=^#|(?![^]))/m.exec(readme) ?? []
  const rows = section.split('\n').filter((line) => line.startsWith('|')).slice(2)
  return rows.map((row) => {
    const [account = '', group = '', resources = '', verbs = ''] = row.split('|').slice(1).map((cell) => cell.replaceAll('`', '').trim())
    const permissions = words(resources).flatMap((resource) => words(verbs).map((verb) => permission(verb, group === 'core' ? '' : group, resource)))
    return { account, permissions }
  })
}

function words(cell: string): readonly string[] {
  return cell.split(',').map((word) => word.trim()).filter((word) => word !== '')
}

interface Rule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
}

interface Listed {
  readonly account: string
  readonly permissions: readonly string[]
}
