import type { KubernetesObject, Violation } from '../model.ts'
import { found, nameOf } from './found.ts'
import { leaves } from './leaves.ts'

/** Each field in which two lists of objects differ. */
export function differences(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly Violation[] {
  const later = new Map(after.map((object) => [nameOf(object), object]))
  const earlier = new Set(before.map(nameOf))
  return [
    ...before.flatMap((object) => {
      const other = later.get(nameOf(object))
      return other === undefined ? [found(object, 'metadata.name', 'is missing in the other')] : fields(object, other)
    }),
    ...after.filter((object) => !earlier.has(nameOf(object))).map((object) => found(object, 'metadata.name', 'is missing in the first')),
  ]
}

function fields(one: KubernetesObject, two: KubernetesObject): readonly Violation[] {
  if (one === two) return []
  const [ours, theirs] = [one, two].map((object) => new Map(leaves(object).map(({ path, value }) => [path, JSON.stringify(value)])))
  const paths = new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])
  return [...paths].filter((path) => ours?.get(path) !== theirs?.get(path)).map((path) => found(one, path, `${ours?.get(path)} and ${theirs?.get(path)}`))
}
