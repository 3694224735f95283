import { execFile } from 'node:child_process'
import { copyFile, cp, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ensureTools } from './ensure-tools.ts'
import { openHelmBatch, type RenderRequest, templateText } from './helm-batch.ts'

/** Charts by their folder under fixtures, each with values that take another path through Helm. */
const valueSets: Readonly<Record<string, readonly Omit<RenderRequest, 'chart' | 'engine'>[]>> = {
  plain: [
    {},
    { values: { printCapabilities: true } },
    { values: { printCapabilities: true }, kubeVersion: '1.31.4', apiVersions: ['monitoring.coreos.com/v1', 'gateway.networking.k8s.io/v1/HTTPRoute'] },
    { values: { printCapabilities: true }, kubeVersion: 'v1.34.2-gke.1' },
    { kubeVersion: '1.29.0' },
    { kubeVersion: 'not a version' },
    { release: { name: 'other', namespace: 'elsewhere', isUpgrade: true } },
    { release: { name: 'Not-Valid' } },
    { values: { nested: { dropped: null } } },
    { values: { nested: null } },
    { values: { nested: { dropped: null, added: null, deeper: { a: null, b: 1 } } } },
    { values: { large: 1e21, number: 9007199254740993, ratio: 1e-7 } },
    { values: { greeting: 'quotes " and \\ and {{ braces }} and ünïcödé' } },
    { values: { list: [], extra: { deep: [1, { a: null }] } } },
    { valuesYaml: 'greeting: on\nnumber: 0o17\nnested: &n {a: 1}\nother: *n\n' },
    { valuesYaml: 'greeting: first\n---\ngreeting: second\n' },
    { valuesYaml: '- a list\n' },
    { valuesYaml: 'a: b: c\n' },
    { values: { nested: 'no table' } },
    { values: { broken: 'fail' } },
    { values: { broken: 'required' } },
    { values: { broken: 'nil' } },
    { values: { broken: 'yaml' } },
    { values: { broken: 'type' } },
  ],
  family: [
    {},
    { values: { child: { enabled: false } } },
    { values: { twin: { enabled: true } } },
    { values: { twin: { enabled: true, settings: { removable: null } }, child: { settings: { kept: 9 } } } },
    { values: { twin: { enabled: null }, global: { twins: true } } },
    { values: { tags: { helpers: false } } },
    { values: { child: { grandchild: { enabled: false } } } },
    { values: { global: { region: null } } },
    { values: { global: { region: 'south' }, child: { exported: { fromChild: 2 } }, imported: { overridden: 'by the user' } } },
    { values: { child: { exported: null, exports: null } } },
    { values: { child: 'no table' } },
    { values: { child: { settings: 'no table' } } },
    { values: { child: null } },
  ],
  strict: [
    {},
    { values: { replicas: 0, unknown: true } },
    { values: { replicas: 0, unknown: true }, skipSchemaValidation: true },
    { values: { name: null } },
    { values: { replicas: null } },
    { values: { map: { a: 'b', c: null } } },
    { values: { part: { size: 4 }, name: 'UPPER' } },
    { values: { part: { enabled: false, size: 4 } } },
    { values: { part: 'no table' } },
  ],
  full: [
    {},
    { includeCrds: true },
    { values: { jobs: 0 } },
    { values: { jobs: 4, flag: '0x1f' }, apiVersions: ['example.com/v1'] },
    { kubeVersion: '1.35.0' },
    { values: { flag: 'bad notes' } },
    { values: { flag: 'loop' } },
    { values: { flag: '{' } },
    { release: { name: 'a-name-that-is-so-long-that-a-label-cannot-hold-it-any-more' } },
  ],
  library: [{}],
  incomplete: [{}],
  absent: [{}],
}

const folder = await mkdtemp(join(tmpdir(), 'chartwright-helm-batch-'))
const batch = await openHelmBatch()
const { helm3, helm4 } = await ensureTools(['helm3', 'helm4'])
const executables = { helm3, helm4 }
afterAll(async () => {
  await batch.close()
  await rm(folder, { recursive: true })
})

const cases = Object.entries(valueSets).flatMap(([chart, sets]) =>
  sets.flatMap((set) => (['helm3', 'helm4'] as const).map((engine) => ({ title: `${engine} ${chart} ${JSON.stringify(set)}`, chart: fixture(chart), engine, ...set }))),
)

test('there are cases enough', () => expect(cases.length).toBeGreaterThanOrEqual(100))

test.for(cases)('equals helm template: $title', { timeout: 30_000 }, async ({ title: _, ...request }) => {
  const rendered = await batch.render(request)
  const real = await helmTemplate(request)
  expect(sortedLines(rendered.error)).toEqual(sortedLines(real.error))
  if (rendered.error === undefined) expect(templateText(rendered)).toBe(real.text)
  if (rendered.error === undefined) expect(rendered.warnings.length > 0).toBe(real.hasWarned)
})

test('many renderings at once give each its own answer, and a chart is not changed by an earlier one', { timeout: 60_000 }, async () => {
  const requests = Array.from({ length: 10 }, () => cases).flat().map(({ title: _, ...request }) => request)
  const answers = await Promise.all(requests.map(batch.render))
  const comparable = answers.map(({ error, ...answer }) => ({ ...answer, error: sortedLines(error) }))
  for (const [index, answer] of comparable.entries()) expect(answer).toEqual(comparable[index % cases.length])
})

test('a chart is read again when a file of it has changed, and a packed chart renders too', { timeout: 30_000 }, async () => {
  const chart = join(folder, 'plain')
  await cp(fixture('plain'), chart, { recursive: true })
  const request = { chart, engine: 'helm4' } as const
  expect(templateText(await batch.render(request))).toContain('greeting: hello')
  await writeFile(join(chart, 'values.yaml'), 'greeting: changed\nnested: {}\nlist: []\nlarge: 1\nnumber: 1\n')
  const changed = templateText(await batch.render(request))
  expect(changed).toContain('greeting: changed')

  await run(helm4, ['package', chart, '--destination', folder])
  await copyFile(join(folder, 'plain-1.2.3.tgz'), join(folder, 'packed.tgz'))
  await utimes(join(folder, 'packed.tgz'), 1, 1)
  for (const engine of ['helm3', 'helm4'] as const) {
    expect(templateText(await batch.render({ chart: join(folder, 'packed.tgz'), engine }))).toBe(changed)
  }
})

test.for(['helm3', 'helm4'] as const)('%s manifests say which of them are hooks', async (engine) => {
  const { manifests } = await batch.render({ chart: fixture('full'), engine })
  const hooks = manifests.filter(({ hook }) => hook === true).map(({ path }) => path)
  expect(hooks).toEqual(['full/templates/tests/test.yaml', 'full/templates/hooks.yaml', 'full/templates/hooks.yaml'])
  expect(manifests.length).toBeGreaterThan(hooks.length)
})

test('the release says whether it is an upgrade and which revision it is', async () => {
  const release = { isInstall: false, isUpgrade: true, revision: 7 }
  const rendered = await batch.render({ chart: fixture('plain'), engine: 'helm3', release })
  expect(templateText(rendered)).toMatch(/revision: "7"\n +install: "false"\n +upgrade: "true"/)
})

test('notes are what helm install prints', { timeout: 30_000 }, async () => {
  const request = { chart: fixture('full'), showNotes: true, release: { name: 'r', namespace: 'n' } }
  const { notes } = await batch.render({ ...request, engine: 'helm4' })
  // Helm 3 wants a cluster even for a dry run of an installation, so its engine is held against that of Helm 4.
  expect((await batch.render({ ...request, engine: 'helm3' })).notes).toBe(notes)
  const { stdout } = await run(helm4, ['install', 'r', fixture('full'), '--namespace', 'n', '--dry-run=client'])
  expect(stdout).toContain(`NOTES:\n${notes.trimEnd()}\n`)
  expect(notes).toBe('r runs in n.\n')
})

test.for(['helm3', 'helm4'] as const)('%s warnings come with the answer that they belong to', async (engine) => {
  const [warned, silent] = await Promise.all([
    batch.render({ chart: fixture('family'), engine, values: { child: { settings: 'no table' } } }),
    batch.render({ chart: fixture('family'), engine }),
  ])
  expect(warned.warnings.join('\n')).toContain('cannot overwrite table with non table for family.child.settings')
  expect(silent.warnings).toEqual([])
})

test('bad requests are answered', async () => {
  const bad = { chart: fixture('plain'), engine: 'helm5' } as unknown as RenderRequest
  expect((await batch.render(bad)).error).toBe('"helm5" is not an engine: use "helm4" or "helm3"')
  const worse = { chart: 7, engine: 'helm4' } as unknown as RenderRequest
  expect((await batch.render(worse)).error).toContain('the request is no JSON that helm-batch knows')
})

test('what waits is answered before the end, and what comes after it fails', async () => {
  const short = await openHelmBatch()
  const waiting = short.render({ chart: fixture('family'), engine: 'helm4' })
  await short.close()
  expect((await waiting).error).toBeUndefined()
  await expect(short.render({ chart: fixture('family'), engine: 'helm4' })).rejects.toThrow('helm-batch has ended')
})

/** The real `helm template` with the same request; its message without what names the values file. */
async function helmTemplate(request: RenderRequest): Promise<Real> {
  const { release = {} } = request
  const values = request.valuesYaml ?? stringify(request.values ?? {}, { version: '1.1' })
  const file = join(folder, `${performance.now()}.yaml`)
  await writeFile(file, values)
  const { stdout, stderr, failed } = await run(executables[request.engine as keyof typeof executables], [
    'template', release.name ?? 'release-name', request.chart, '--values', file, '--namespace', release.namespace ?? 'default',
    ...(release.isUpgrade === true ? ['--is-upgrade'] : []),
    ...(request.kubeVersion === undefined ? [] : ['--kube-version', request.kubeVersion]),
    ...(request.apiVersions ?? []).flatMap((version) => ['--api-versions', version]),
    ...(request.skipSchemaValidation === true ? ['--skip-schema-validation'] : []),
    ...(request.includeCrds === true ? ['--include-crds'] : []),
  ])
  if (!failed) return { text: stdout, error: undefined, hasWarned: stderr !== '' }
  const start = stderr.startsWith('Error: ') ? 0 : stderr.indexOf('\nError: ') + 1
  return { text: '', hasWarned: false, error: stderr.slice(start + 'Error: '.length).replace(/\n$/, '').replace(file, 'values') }
}

/** Helm walks a Go map when it lists what a schema forbids, so the order of those lines changes from run to run. */
function sortedLines(message: string | undefined): readonly string[] | undefined {
  return message?.split('\n').sort()
}

function run(executable: string, parameters: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string; readonly failed: boolean }> {
  return new Promise((resolve) => {
    execFile(executable, parameters, (error, stdout, stderr) => resolve({ stdout, stderr, failed: error !== null }))
  })
}

function fixture(name: string): string {
  return join(import.meta.dirname, 'fixtures', name)
}

interface Real {
  readonly text: string
  readonly error: string | undefined
  readonly hasWarned: boolean
}
