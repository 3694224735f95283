import type { Json } from '../../generator/model.ts'
import { at, pathsOf, without } from './json.ts'

/** A smaller value that still fails: what could be taken away without a change of the outcome is gone. Large parts are tried before what they hold. */
export async function minimise(value: Json, fails: (smaller: Json) => Promise<boolean>): Promise<Json> {
  let smallest = value
  // From the end, so that the places of a list's other items stay what they are.
  const paths = pathsOf(value).toSorted((left, right) => left.length - right.length).reverse()
  const fromLarge = paths.toSorted((left, right) => left.length - right.length).slice(0, mostAttempts)
  for (const path of fromLarge) {
    if (at(smallest, path) === undefined) continue
    const smaller = without(smallest, path)
    if (await fails(smaller)) smallest = smaller
  }
  return smallest
}

/** A rendering takes some hundredths of a second, and few counterexamples need more. */
const mostAttempts = 120
