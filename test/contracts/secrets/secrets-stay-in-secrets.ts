import type { ChartContract, Fields, KubernetesObject, Rendering, Violation } from '../model.ts'
import { contents } from '../read/contents.ts'
import { found } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'
import { overlaid } from '../read/overlaid.ts'
import { secretPlaces } from '../read/secret-places.ts'
import { setAt } from '../read/set-at.ts'
import { together } from '../run/together.ts'

/** Each secret value is set to a text that stands nowhere else, and looked for: plain, in base64, and as part of something longer. */
export const secretsStayInSecrets: ChartContract = {
  kind: 'chart',
  name: 'secrets-stay-in-secrets',
  sentence: 'A secret value goes into a Secret and nowhere else: not into a ConfigMap, an argument, a variable, an annotation or the notes.',
  check: async (chart) => {
    const checked = await Promise.all(chart.scenarios.map(async ({ values }) => {
      const tried = await together(secretPlaces(chart, values).map((path, index) => ({ path, sentinel: sentinelOf(index) })), (some) =>
        chart.render(overlaid(values, some.reduce<Fields>((all, { path, sentinel }) => setAt(all, path, { value: sentinel, existingSecret: '' }), {}))))
      return tried.flatMap(({ items, rendering }) => ('refusal' in rendering ? [] : items.flatMap(({ path, sentinel }) => shown(rendering, path.join('.'), sentinel))))
    }))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'password: { value: "", existingSecret: "" }\n',
    'values.schema.json': '{"type":"object","properties":{"password":{"type":"object","properties":{"value":{"type":"string"},"existingSecret":{"type":"string"}}}}}',
    'templates/configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { url: "db://me:{{ .Values.password.value }}@db" }\n',
  },
}

/** Base64 of base64 stays readable too, so a keytab that is given in base64 is found as it is. */
function sentinelOf(index: number): string {
  return Buffer.from(`contract${String(index).padStart(4, '0')}contract`.padEnd(24, 'c')).toString('base64')
}

function shown(rendering: Rendering, where: string, sentinel: string): readonly Violation[] {
  return [
    ...rendering.objects.filter(({ kind }) => kind !== 'Secret').flatMap((object) => places(object, where, sentinel)),
    ...rendering.objects.filter(({ kind }) => kind === 'Secret').flatMap((object) => places({ ...object, data: {}, stringData: {} }, where, sentinel)),
    ...(rendering.notes.includes(sentinel) ? [{ object: 'NOTES.txt', path: where }] : []),
  ]
}

function places(object: KubernetesObject, where: string, sentinel: string): readonly Violation[] {
  const encoded = Buffer.from(sentinel).toString('base64').replace(/=+$/, '')
  const files = object.kind === 'ConfigMap' ? contents(object).map(({ path, text }) => ({ path, value: text })) : []
  return [...leaves(object), ...files].filter(({ value }) => typeof value === 'string' && (value.includes(sentinel) || value.includes(encoded))).map(({ path }) => found(object, path, `the value of ${where}`))
}
