import { expect, it } from 'vitest'
import { nearest } from '../../../generator/diagnostics/nearest.ts'

it.each([
  ['replicaz', ['replicas', 'resources'], 'replicas'],
  ['Replicas', ['replicas', 'resources'], 'replicas'],
  ['inof', ['debug', 'info'], 'info'],
  ['tga', ['digest', 'tag'], 'tag'],
  ['pictrue', ['picture', 'pictures'], 'picture'],
  ['ab', ['ac'], 'ac'],
  ['a', ['b'], undefined],
  ['A', ['a'], 'a'],
  ['replicas', ['image', 'level'], undefined],
  ['tag', ['env', 'url'], undefined],
  ['x', [], undefined],
])('the nearest to %s in %j is %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected)
})
