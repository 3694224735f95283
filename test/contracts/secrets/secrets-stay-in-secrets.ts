import type { ChartContract, KubernetesObject, Violation } from '../model.ts'
import { contents } from '../read/contents.ts'
import { found } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'
import { overlaid } from '../read/overlaid.ts'
import { secretPlaces } from '../read/secret-places.ts'
import { setAt } from '../read/set-at.ts'

/** Each secret value is set to a text that stands nowhere else, and looked for: plain, in base64, and as part of something longer. */
export const secretsStayInSecrets: ChartContract = {
  kind: 'chart',
  name: 'secrets-stay-in-secrets',
  sentence: 'A secret value goes into a Secret and nowhere else: not into a ConfigMap, an argument, a variable, an annotation or the notes.',
  check: async (chart) => {
    const checked = await Promise.all(chart.scenarios.flatMap(({ values }) => secretPlaces(chart, values).map(async (path) => {
      const rendering = await chart.render(overlaid(values, setAt({}, path, { value: sentinel, existingSecret: '' })))
      if ('refusal' in rendering) return []
      const where = path.join('.')
      return [
        ...rendering.objects.filter(({ kind }) => kind !== 'Secret').flatMap((object) => places(object, where)),
        ...rendering.objects.filter(({ kind }) => kind === 'Secret').flatMap((object) => places({ ...object, data: {}, stringData: {} }, where)),
        ...(rendering.notes.includes(sentinel) ? [{ object: 'NOTES.txt', path: where }] : []),
      ]
    })))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'password: { value: "", existingSecret: "" }\n',
    'values.schema.json': '{"type":"object","properties":{"password":{"type":"object","properties":{"value":{"type":"string"},"existingSecret":{"type":"string"}}}}}',
    'templates/configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { url: "db://me:{{ .Values.password.value }}@db" }\n',
  },
}

// Base64 of base64 stays readable too, so a keytab that is given in base64 is found as it is.
const sentinel = 'Y29udHJhY3Rjb250cmFjdGNvbnRyYWN0'

function places(object: KubernetesObject, where: string): readonly Violation[] {
  const encoded = Buffer.from(sentinel).toString('base64').replace(/=+$/, '')
  const files = object.kind === 'ConfigMap' ? contents(object).map(({ path, text }) => ({ path, value: text })) : []
  return [...leaves(object), ...files].filter(({ value }) => typeof value === 'string' && (value.includes(sentinel) || value.includes(encoded))).map(({ path }) => found(object, path, `the value of ${where}`))
}
