import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import type { Chart } from './chart.ts'
import { at, isMap, merged, pathsOf, type Path } from './json.ts'
import { sitesOf } from './sites.ts'

/** Each declared value, each value that is set, and entries of maps and fields of Kubernetes types that nobody has set. */
export function nullsOver(chart: Chart, values: Json): readonly Path[] {
  const sites = sitesOf(chart.own, merged(chart.defaults, values)).filter(({ path }) => path.length > 0 && path.every((key) => typeof key === 'string'))
  const inLists = pathsOf(values).filter((path) => path.some((key) => typeof key === 'number') && typeof path.at(-1) === 'string' && at(values, path) !== null)
  const present = sites.filter(({ path, isDeclared }) => isDeclared || path.length === 1 || isMap(at(merged(chart.defaults, values), path.slice(0, -1))))
  return [...present.map(({ path }) => path), ...inLists]
}

export function printsNull(manifest: string): boolean {
  return hasNull(parse(manifest) as Json) || /<no value>|<nil>/.test(manifest)
}

function hasNull(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull))
}

/** A chart that depends on this one, as a user's own would. */
export async function umbrellaOf(chart: Chart): Promise<string> {
  const folder = join(chart.scratch, 'umbrella')
  await mkdir(join(folder, 'charts'), { recursive: true })
  await writeFile(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies:\n  - name: ${chart.name}\n    version: ${chart.version}\n`)
  await copyFile(chart.package, join(folder, 'charts', `${chart.name}-${chart.version}.tgz`))
  return folder
}
