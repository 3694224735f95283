import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { archive } from '../../generator/5-package/archive.ts'
import { indexYaml } from '../../generator/5-package/index-yaml.ts'
import type { ChartFile, EmittedChart } from '../../generator/model.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { helmignoreCases } from '../unit/5-package/helmignore-cases.ts'

const run = promisify(execFile)
const folder = await mkdtemp(join(tmpdir(), 'chartwright-package-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const files: readonly ChartFile[] = [
  { path: 'Chart.yaml', text: 'apiVersion: v2\nname: demo\nversion: 1.2.3\nappVersion: "1.10"\ndescription: Größe\ndependencies:\n  - name: sub\n    repository: ""\n    version: 0.1.0\n    condition: sub.enabled\n' },
  { path: 'values.yaml', text: 'name: x # comment\n' },
  { path: 'values.schema.json', text: '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}\n' },
  { path: 'templates/_helpers.tpl', text: '{{- define "demo.name" }}{{ .Values.name }}{{ end }}\n' },
  { path: 'templates/deep/config-map.yml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include "demo.name" . }}\n' },
  { path: `templates/${'long-'.repeat(30)}name.yml`, text: '# nothing\n' },
  { path: 'README.md', text: '# Demo\n' },
  { path: 'tests/a_test.yaml', text: 'suite: a\n' },
  { path: '.helmignore', text: '/tests/\n*.bak\n' },
  { path: 'charts/sub/Chart.yaml', text: 'apiVersion: v2\nname: sub\nversion: 0.1.0\n' },
  { path: 'charts/sub/templates/config-map.yml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sub\n' },
]
const demo: EmittedChart = { name: 'demo', version: '1.2.3', files, values: 1 }

test.for(['helm3', 'helm4'] as const)('the package holds what %s packs', async (helm) => {
  const tools = await ensureTools([helm])
  const place = await chartFolder(demo)
  await run(tools[helm], ['package', place, '--destination', place])
  const theirs = await entriesOf(join(place, 'demo-1.2.3.tgz'))
  const ours = await entriesOf(await written(demo))
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort())
  for (const [path, content] of theirs) {
    // Helm writes metadata anew from its own types.
    if (path.endsWith('Chart.yaml')) expect(parse(ours.get(path) ?? '')).toEqual(parse(content))
    else expect(ours.get(path)).toBe(content)
  }
})

test.for(['helm3', 'helm4'] as const)('%s lints the package and templates it as the folder', async (helm) => {
  const tools = await ensureTools([helm])
  const place = await chartFolder(demo)
  const packed = await written(demo)
  await run(tools[helm], ['lint', packed])
  const [fromFolder, fromPackage] = await Promise.all([place, packed].map((chart) => run(tools[helm], ['template', 'r', chart])))
  expect(fromPackage?.stdout).toBe(fromFolder?.stdout)
  expect(fromPackage?.stdout).toContain('name: sub')
})

test('helm takes the package from a repository with our index', async () => {
  const tools = await ensureTools(['helm4'])
  const place = await mkdtemp(join(folder, 'repository-'))
  const packed = await archive(demo, 0)
  await writeFile(join(place, packed.name), packed.bytes)
  await writeFile(join(place, 'index.yaml'), indexYaml([{ chart: demo, archive: packed }], 0))
  const theirs = await mkdtemp(join(folder, 'index-'))
  await writeFile(join(theirs, packed.name), packed.bytes)
  await run(tools.helm4, ['repo', 'index', theirs])
  const { stdout: theirIndex } = await run('cat', [join(theirs, 'index.yaml')])
  const { stdout: ourIndex } = await run('cat', [join(place, 'index.yaml')])
  const [their, our] = [parse(theirIndex), parse(ourIndex)]
  expect(Object.keys(our)).toEqual(Object.keys(their))
  expect(our.entries.demo).toEqual([{ ...their.entries.demo[0], created: '1970-01-01T00:00:00.000Z' }])
})

test('the rules of .helmignore mean what Helm takes them for', async () => {
  const tools = await ensureTools(['helm4'])
  const wrong: string[] = []
  for (const [rules, path, isIgnored] of helmignoreCases) {
    const own = [{ path: 'Chart.yaml', text: 'apiVersion: v2\nname: demo\nversion: 1.2.3\n' }, { path, text: 'a: 1\n' }, { path: '.helmignore', text: rules }]
    const place = await chartFolder({ ...demo, files: own })
    // A rule that drops Chart.yaml too leaves no chart, and then what Helm would pack cannot be seen.
    const packed = await run(tools.helm4, ['package', place, '--destination', place]).catch(() => undefined)
    if (packed === undefined) continue
    const has = (await entriesOf(join(place, 'demo-1.2.3.tgz'))).has(`demo/${path}`)
    if (has === isIgnored) wrong.push(`${JSON.stringify(rules)} on ${path}`)
  }
  expect(wrong).toEqual([])
})

async function chartFolder(chart: EmittedChart): Promise<string> {
  const place = join(await mkdtemp(join(folder, 'chart-')), chart.name)
  for (const { path, text: content } of chart.files) {
    await mkdir(dirname(join(place, path)), { recursive: true })
    await writeFile(join(place, path), content)
  }
  return place
}

async function written(chart: EmittedChart): Promise<string> {
  const { name, bytes } = await archive(chart, 0)
  const place = join(await mkdtemp(join(folder, 'package-')), name)
  await writeFile(place, bytes)
  expect(await readdir(dirname(place))).toEqual([name])
  return place
}

async function entriesOf(path: string): Promise<ReadonlyMap<string, string>> {
  const entries = new Map<string, string>()
  const archived = extract()
  createReadStream(path).pipe(createGunzip()).pipe(archived)
  for await (const entry of archived) entries.set(entry.header.name, await text(entry))
  return entries
}
