import type { ChartContract, Fields, Rendering, Violation } from '../model.ts'
import { bySize } from '../read/by-size.ts'
import { found, nameOf } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** Each free string is set to a word, and to texts that YAML takes for something else when nobody quotes them: these must stand where the word stands. */
export const stringsStayStrings: ChartContract = {
  kind: 'chart',
  name: 'strings-stay-strings',
  sentence: 'A string of the values is a string in the manifests, even if it looks like a number or a truth.',
  check: async (chart) => {
    const paths = schemaPaths(chart.schema).filter(({ path, schema }) => schema.type === 'string' && schema.enum === undefined && schema.pattern === undefined && !path.includes('*')).map(({ path }) => path)
    // Values of one name are set together: an existing Secret would hide the value beside it.
    const names = [...new Set(paths.map((path) => path.at(-1) ?? ''))]
    const checked = await Promise.all(bySize(chart.scenarios).slice(0, 1).flatMap(({ values }) => names.flatMap((name) => hostile.map(async (text) => {
      const same = paths.filter((path) => path.at(-1) === name)
      const [plain, other] = await Promise.all([word, text].map((one) => chart.render(overlaid(values, same.reduce<Fields>((all, path) => setAt(all, path, one), {})))))
      return plain === undefined || other === undefined || 'refusal' in plain || 'refusal' in other ? [] : changedTypes(plain, other, text, name)
    }))))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'mode: a\n',
    'values.schema.json': '{"type":"object","properties":{"mode":{"type":"string"}}}',
    'templates/configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n  mode: {{ .Values.mode }}\n',
  },
}

const word = 'contract'

const hostile = ['1234567890', 'true', '1e3']

function changedTypes(plain: Rendering, other: Rendering, text: string, name: string): readonly Violation[] {
  const later = new Map(other.objects.map((object) => [nameOf(object), object]))
  return plain.objects.flatMap((object) => {
    const changed = later.get(nameOf(object))
    if (changed === undefined || changed === object) return []
    const all = new Map(leaves(changed).map((leaf) => [leaf.path, leaf.value]))
    return leaves(object).filter((leaf) => leaf.value === word && all.has(leaf.path) && all.get(leaf.path) !== text)
      .map((leaf) => found(object, leaf.path, `a value \`${name}\` is "${text}" and arrives as ${JSON.stringify(all.get(leaf.path))}`))
  })
}
