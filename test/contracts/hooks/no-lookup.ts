import type { ChartContract } from '../model.ts'

/** `lookup` finds nothing in `helm template`, and so nothing under Argo CD. Passwords of embedded services are the one waiver. */
export const noLookup: ChartContract = {
  kind: 'chart',
  name: 'no-lookup',
  sentence: 'No template asks the cluster for objects: under `helm template` and Argo CD there is no answer.',
  check: async (chart) => chart.files.filter(({ path }) => /^templates\/.*\.(ya?ml|tpl)$/.test(path)).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (/\{\{[^}]*\blookup\s+"/.test(line) ? [{ object: path, path: `line ${index + 1}`, detail: line.trim() }] : []))),
  caught: { 'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\ndata: {{ (lookup "v1" "Secret" "a" "b").data | default dict | toJson }}\n' },
}
