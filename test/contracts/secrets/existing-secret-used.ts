import type { ChartContract } from '../model.ts'
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
      const rendering = await chart.render(overlaid(values, setAt({}, path, { value: 'Y29udHJhY3Q=', existingSecret: 'contract-secret', existingSecretKey: 'contract-key' })))
      if ('refusal' in rendering) return { path: path.join('.'), isUsed: false, isIgnored: true }
      const isUsed = podsOf(rendering).some((pod) => fileReferences(pod).some(({ name, key }) => name === 'contract-secret' && key === 'contract-key'))
      const isIgnored = !rendering.objects.some((object) => leaves(object).some(({ value }) => typeof value === 'string' && /Y29udHJhY3Q=|WTI5dWRISmhZM1E9/.test(value)))
      return { path: path.join('.'), isUsed, isIgnored }
    })))
    const all = [...new Set(places.map(({ path }) => path))]
    return all.flatMap((path) => {
      const same = places.filter((place) => place.path === path)
      return [
        ...(same.some(({ isUsed }) => isUsed) || isOfOtherType(path) ? [] : [{ object: 'values', path: `${path}.existingSecret`, detail: 'no pod reads it' }]),
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

/** Defaults of map entries are read only through entries that need them. */
function isOfOtherType(path: string): boolean {
  return /Defaults\./.test(path)
}
