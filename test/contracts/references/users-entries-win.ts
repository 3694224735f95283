import type { ChartContract, Fields, Subject } from '../model.ts'
import { isMap, mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { setAt } from '../read/set-at.ts'
import { together } from '../run/together.ts'
import { toggles } from '../run/toggles.ts'

/** A template that prints an item unless the user has an entry of that name says so with `hasKey`; each such entry is given as the chart makes it itself. */
export const usersEntriesWin: ChartContract = {
  kind: 'chart',
  name: 'users-entries-win',
  sentence: "A user's volume, mount, port or container takes the place of the chart's own of that name: no list of an object has a name twice.",
  check: async (chart) => {
    const asked = entriesAsked(chart.files)
    const checked = await Promise.all((await scenesWith(chart, asked)).map(async (values) => {
      const before = await chart.render(values)
      if ('refusal' in before) return []
      const made = namedItems(before.objects)
      const entries = asked.flatMap(({ path, name }) => {
        const item = itemOf({ path, name }, made)
        const isThere = name in mapAt(before.values, path.join('.'))
        return item === undefined || isThere ? [] : [{ path: [...path, name], value: item.rest }]
      })
      const tried = await together(entries, (some) => chart.render(overlaid(values, some.reduce<Fields>((all, { path, value }) => setAt(all, path, value), {}))))
      return tried.flatMap(({ rendering: after }) => ('refusal' in after ? [] : after.objects.flatMap((object) => {
        const items = namedItems([object])
        return items.filter((item, index) => items.findIndex((other) => other.list === item.list && other.name === item.name) < index).map(({ list, name }) => found(object, list, name))
      })))
    }))
    return [...new Map(checked.flat().map((violation) => [JSON.stringify(violation), violation])).values()]
  },
  caught: {
    'values.yaml': 'volumes: {}\n',
    'values.schema.json': '{"type":"object","properties":{"volumes":{"type":"object"}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n  containers: []\n  volumes:\n    {{- if or true (not (hasKey $.Values.volumes "tmp")) }}\n    - { name: tmp, emptyDir: {} }\n    {{- end }}\n    {{- range $name, $volume := .Values.volumes }}\n    - name: {{ $name }}\n      {{- toYaml $volume | nindent 6 }}\n    {{- end }}\n',
  },
}

/** The values of each scenario, and each switch over the first one that brings an item which none of them has. */
async function scenesWith(chart: Subject, asked: readonly Asked[]): Promise<readonly Fields[]> {
  const scenes = chart.scenarios.map(({ values }) => values)
  const lacking = async (values: Fields, some: readonly Asked[]): Promise<readonly Asked[]> => {
    const rendering = await chart.render(values)
    return 'refusal' in rendering ? some : some.filter((one) => itemOf(one, namedItems(rendering.objects)) === undefined)
  }
  let missing = asked
  for (const values of scenes) missing = await lacking(values, missing)
  const first = scenes[0] ?? {}
  for (const { path, value } of missing.length === 0 ? [] : toggles(chart, first)) {
    const values = setAt(first, path, value)
    const left = await lacking(values, missing)
    if (left.length < missing.length) scenes.push(values)
    missing = left
  }
  return scenes
}

/** Environment variables have a contract of their own. */
function entriesAsked(files: readonly { readonly path: string; readonly text: string }[]): readonly Asked[] {
  const texts = files.filter(({ path }) => path.startsWith('templates/')).flatMap(({ text }) => [...text.matchAll(/hasKey \$\.Values\.([\w.]+) "([^"]+)"/g)])
  const distinct = new Map(texts.map(([, path = '', name = '']) => [`${path} ${name}`, { path: path.split('.'), name }]))
  return [...distinct.values()].filter(({ path }) => path.at(-1) !== 'env')
}

function itemOf({ path, name }: Asked, made: readonly NamedItem[]): NamedItem | undefined {
  return made.find((one) => one.name === name && fits(one, path))
}

/** Whether a list could be made of the entries at a path: `volumes` of `volumes`, `ports` of `service.extraPorts`, `containers` of `sidecars`. */
function fits({ list }: NamedItem, path: readonly string[]): boolean {
  const kind = (path.at(-1) ?? '').toLowerCase()
  const field = (/(\w+)$/.exec(list)?.[1] ?? '').toLowerCase()
  return kind.endsWith(field) || (kind.endsWith('sidecars') && /(^|\.)(init)?containers$/i.test(list))
}

function namedItems(value: unknown, list = ''): readonly NamedItem[] {
  if (Array.isArray(value)) {
    const items = value as readonly unknown[]
    return items.flatMap((item, index) => {
      const key = isMap(item) ? ['mountPath', 'name'].find((one) => typeof item[one] === 'string') : undefined
      const own = !isMap(item) || key === undefined ? [] : [{ list, name: String(item[key]), rest: Object.fromEntries(Object.entries(item).filter(([field]) => field !== key)) }]
      return [...own, ...namedItems(item, `${list}[${index}]`)]
    })
  }
  return isMap(value) ? Object.entries(value).flatMap(([field, inner]) => namedItems(inner, list === '' ? field : `${list}.${field}`)) : []
}

/** An entry of a map of the user's, in whose place the chart has an item of its own. */
interface Asked {
  readonly path: readonly string[]
  readonly name: string
}

interface NamedItem {
  readonly list: string
  readonly name: string
  readonly rest: Fields
}
