import type { Cluster } from '../cluster.ts'
import { type KubernetesObject, type Texts } from '../kubernetes-object.ts'
import { liveObjects } from './objects-arrived.ts'

/** The entries of Secrets that differ between two renderings of the same values: what the chart makes up by chance. */
export function generatedEntries(first: readonly KubernetesObject[], second: readonly KubernetesObject[]): readonly Entry[] {
  return first.filter(({ kind }) => kind === 'Secret').flatMap((secret) => {
    const other = second.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === secret.metadata.name)
    const [one, two] = [entriesOf(secret), other === undefined ? {} : entriesOf(other)]
    return Object.keys(one).filter((key) => one[key] !== two[key]).map((key) => ({ secret, key }))
  })
}

/** The present values of these entries, so that two moments can be compared. */
export async function readEntries(cluster: Cluster, namespace: string, entries: readonly Entry[]): Promise<Texts> {
  const live = await liveObjects(cluster, namespace, entries.map(({ secret }) => secret))
  return Object.fromEntries(entries.map(({ secret, key }, index) => [`"${key}" of Secret "${secret.metadata.name}"`, entriesOf(live[index] ?? secret)[key] ?? '']))
}

export function passwordsAreUnchanged(before: Texts, now: Texts, since: string): void {
  const changed = Object.keys(before).filter((name) => before[name] !== now[name])
  if (changed.length > 0) throw new Error(`${since} has made a new password: ${changed.join(', ')}; what was set up with the old one no longer lets anybody in`)
}

function entriesOf(secret: KubernetesObject): Texts {
  return { ...(secret['data'] as Texts | undefined), ...(secret['stringData'] as Texts | undefined) }
}

export interface Entry {
  readonly secret: KubernetesObject
  readonly key: string
}
