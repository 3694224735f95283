import type { Cluster } from '../cluster.ts'
import { nameOf, type KubernetesObject } from '../kubernetes-object.ts'

/** Throws unless each rendered object is in the cluster with every field that was rendered: what the server drops or changes is not what the user asked for. */
export async function objectsArrived(cluster: Cluster, namespace: string, rendered: readonly KubernetesObject[]): Promise<void> {
  const found = await liveObjects(cluster, namespace, rendered)
  const differences = rendered.flatMap((object, index) => {
    const live = found[index]
    const paths = live === undefined ? ['it is not there'] : differencesOf(withEncodedData(object), live)
    return paths.map((difference) => `${nameOf(object)}: ${difference}`)
  })
  if (differences.length > 0) throw new Error(`what is in the cluster is not what was rendered:\n${differences.join('\n')}`)
}

/** The objects as the server has them, in the same order. */
export async function liveObjects(cluster: Cluster, namespace: string, objects: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
  if (objects.length === 0) return []
  const keys = objects.map(({ apiVersion, kind, metadata: { name, namespace: own } }) => ({ apiVersion, kind, metadata: { name, ...(own === undefined ? {} : { namespace: own }) } }))
  const text = await cluster.kubectl(['get', '--filename', '-', '--namespace', namespace, '--output', 'json'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: keys }))
  const answer = JSON.parse(text) as KubernetesObject & { readonly items?: readonly KubernetesObject[] }
  // A single object comes without a list around it.
  return answer.items ?? [answer]
}

export function differencesOf(wanted: unknown, found: unknown, path = ''): readonly string[] {
  if (isEmpty(wanted) && (found === undefined || isEmpty(found))) return []
  if (Array.isArray(wanted) && Array.isArray(found)) {
    if (wanted.length !== found.length) return [`${path} has ${found.length} items instead of ${wanted.length}`]
    return wanted.flatMap((item, index) => differencesOf(item, found[index], `${path}[${index}]`))
  }
  if (isMap(wanted) && isMap(found)) return Object.entries(wanted).flatMap(([key, value]) => differencesOf(value, found[key], path === '' ? key : `${path}.${key}`))
  if (wanted === found || isSameQuantity(wanted, found)) return []
  return [`${path} is ${JSON.stringify(found) ?? 'absent'} instead of ${JSON.stringify(wanted)}`]
}

/** The server drops what is the default of Go's type. */
function isEmpty(value: unknown): boolean {
  if (isMap(value)) return Object.values(value).every(isEmpty)
  return value === null || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The server writes quantities its own way: 0.5 of a processor is `500m`. */
function isSameQuantity(wanted: unknown, found: unknown): boolean {
  const [left, right] = [quantity(wanted), quantity(found)]
  return left !== undefined && right !== undefined && Math.abs(left - right) <= Math.abs(left) * 1e-9
}

function quantity(value: unknown): number | undefined {
  const [, digits, unit = ''] = /^([0-9.]+)([a-zA-Z]*)$/.exec(String(value)) ?? []
  const factor = units[unit]
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor
}

const units: { readonly [unit: string]: number } = {
  '': 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
}

/** A Secret may be written as plain text and is always read in Base64. */
function withEncodedData(object: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = object
  if (object.kind !== 'Secret' || !isMap(stringData)) return object
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')])
  return { ...(rest as KubernetesObject), data: { ...(isMap(rest['data']) ? rest['data'] : {}), ...Object.fromEntries(encoded) } }
}
