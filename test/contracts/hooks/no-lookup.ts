import { randomEntries } from '../../tools/random-entries.ts'
import type { ChartContract } from '../model.ts'

/** `lookup` finds nothing in `helm template`, and so nothing under Argo CD. Where a chart makes up passwords, `nothing-random-under-gitops` sees to that. */
export const noLookup: ChartContract = {
  kind: 'chart',
  name: 'no-lookup',
  sentence: 'No template asks the cluster for objects, other than for a password that the chart has made up before: under `helm template` and Argo CD there is no answer.',
  check: async (chart) => chart.files.filter(({ path }) => /^templates\/.*\.(ya?ml|tpl)$/.test(path)).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (/\{\{[^}]*\blookup\s+"/.test(line) && !isForPassword(chart.name, line) ? [{ object: path, path: `line ${index + 1}`, detail: line.trim() }] : []))),
  caught: { 'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\ndata: {{ (lookup "v1" "Secret" "a" "b").data | default dict | toJson }}\n' },
}

function isForPassword(chart: string, line: string): boolean {
  return randomEntries.some((entry) => entry.chart === chart) && /\blookup "v1" "Secret"/.test(line) && /\brandAlphaNum\b/.test(line)
}
