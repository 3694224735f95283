import type { ChartContract } from '../model.ts'
import { differences } from '../read/differences.ts'

/** Argo CD renders anew each time it looks, and nothing is found in the cluster then. */
export const nothingRandomUnderGitops: ChartContract = {
  kind: 'chart',
  name: 'nothing-random-under-gitops',
  sentence: 'A chart that makes up passwords has a preset `values.gitops.yaml` with which it makes up none.',
  check: async (chart) => {
    if (!chart.files.some(({ path, text }) => /(^|\/)templates\//.test(path) && /\brand(AlphaNum|Alpha|Ascii|Numeric|Bytes|Int)\b/.test(text))) return []
    const preset = chart.scenarios.find(({ name }) => name === 'values.gitops.yaml')
    if (preset === undefined) return [{ object: 'chart', path: 'values.gitops.yaml', detail: 'is missing' }]
    const [one, two] = [await chart.renderAgain(preset.values, 'helm4', true), await chart.renderAgain(preset.values, 'helm4', true)]
    const [refused] = [one, two].flatMap((rendering) => ('refusal' in rendering ? [rendering.refusal] : []))
    if ('refusal' in one || 'refusal' in two) return [{ object: 'chart', path: 'values.gitops.yaml', detail: refused ?? '' }]
    return differences(one.objects, two.objects)
  },
  caught: { 'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { password: "{{ randAlphaNum 20 }}" }\n' },
}
