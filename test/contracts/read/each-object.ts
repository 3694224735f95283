import type { KubernetesObject, Rendering, Violation } from '../model.ts'

/** A check of every object by itself. What most toggles leave as it was is the same object in every rendering, and is looked at once. */
export function eachObject(check: (object: KubernetesObject) => readonly Violation[]): (rendering: Rendering) => readonly Violation[] {
  const known = new WeakMap<KubernetesObject, readonly Violation[]>()
  return ({ objects }) => objects.flatMap((object) => {
    const violations = known.get(object) ?? check(object)
    known.set(object, violations)
    return violations
  })
}
