import type { ChartContract, Rendering } from '../model.ts'
import { leaves } from '../read/leaves.ts'
import { fileReferences } from '../read/file-references.ts'
import { overlaid } from '../read/overlaid.ts'
import { podsOf } from '../read/pods.ts'
import { secretPlaces } from '../read/secret-places.ts'
import { setAt } from '../read/set-at.ts'

/** The value beside it must be gone then: GitOps keeps secrets out of what is rendered. */
export const existingSecretUsed: ChartContract = {
  kind: 'chart',
  name: 'existing-secret-used',
  sentence: 'An existing Secret that the user names is read by a pod, by the key that the user names, and nothing is made of the value beside it.',
  check: async (chart) => {
    const places = await Promise.all(chart.scenarios.flatMap(({ values }) => secretPlaces(chart, values).map(async (path) => {
      // A secret of a type that this scenario does not use is not read, and its existing Secret need not be.
      const beside = await chart.render(overlaid(values, setAt({}, path, { value: 'Y29udHJhY3Q=', existingSecret: '' })))
      const isNeeded = 'refusal' in beside || holdsSecret(beside)
      const rendering = await chart.render(overlaid(values, setAt({}, path, { value: 'Y29udHJhY3Q=', existingSecret: 'contract-secret', existingSecretKey: 'contract-key' })))
      if ('refusal' in rendering) return { path: path.join('.'), isNeeded: false, isUsed: false, isIgnored: true }
      const isUsed = podsOf(rendering).some((pod) => fileReferences(pod).some(({ name, key }) => name === 'contract-secret' && key === 'contract-key'))
      return { path: path.join('.'), isNeeded, isUsed, isIgnored: !holdsSecret(rendering) }
    })))
    const all = [...new Set(places.map(({ path }) => path))]
    return all.flatMap((path) => {
      const same = places.filter((place) => place.path === path)
      return [
        ...(same.some(({ isUsed }) => isUsed) || !same.some(({ isNeeded }) => isNeeded) ? [] : [{ object: 'values', path: `${path}.existingSecret`, detail: 'no pod reads it' }]),
        ...(same.every(({ isIgnored }) => isIgnored) ? [] : [{ object: 'values', path: `${path}.value`, detail: 'is still rendered' }]),
      ]
    })
  },
  caught: {
    'values.yaml': 'password: { value: "", existingSecret: "" }\n',
    'values.schema.json': '{"type":"object","properties":{"password":{"type":"object","properties":{"value":{"type":"string"},"existingSecret":{"type":"string"}}}}}',
    'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { password: {{ .Values.password.value | quote }} }\n',
  },
}

function holdsSecret({ objects }: Rendering): boolean {
  return objects.some((object) => leaves(object).some(({ value }) => typeof value === 'string' && /Y29udHJhY3Q=|WTI5dWRISmhZM1E9/.test(value)))
}
