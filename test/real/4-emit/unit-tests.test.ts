import { execFile } from 'node:child_process'
import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../../generator/1-load/load-catalogue.ts'
import { stageChart } from '../../../generator/3-stage/stage.ts'
import { chartYaml } from '../../../generator/4-emit/chart-yaml.ts'
import { unitTests } from '../../../generator/4-emit/unit-tests.ts'
import { valuesSchema } from '../../../generator/4-emit/values-schema.ts'
import { valuesYaml } from '../../../generator/4-emit/values-yaml.ts'
import type { ChartFile, Diagnostic } from '../../../generator/model.ts'
import { ensureTools } from '../../tools/ensure-tools.ts'

/** Templates as a careful person writes them: the suites must pass on these, whatever the compiler's printer does. */
const expected = fileURLToPath(new URL('./shop/expected', import.meta.url))

let suites: readonly ChartFile[] = []
let chart = ''

beforeAll(async () => {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic)
  const catalogue = await loadCatalogue(fileURLToPath(new URL('./shop', import.meta.url)), report)
  const shop = catalogue.charts.find(({ name }) => name === 'shop')!
  const ir = stageChart(shop, catalogue, report)
  expect(diagnostics).toEqual([])
  suites = unitTests(ir)
  chart = await mkdtemp(join(tmpdir(), 'shop-'))
  await cp(expected, chart, { recursive: true })
  await write([chartYaml(shop, []), valuesYaml(shop), valuesSchema(shop, []), ...suites])
})

afterAll(() => rm(chart, { recursive: true, force: true }))

test('the suites pass on the chart', async () => {
  const { code, output } = await runSuites()
  expect(code, output).toBe(0)
  expect(output).toMatch(/Test Suites: 2 passed, 2 total\nTests: +\d+ passed/)
})

test('they are about every value that a manifest prints and every switch', () => {
  expect(suites.map(({ path, text }) => `${path}\n${text}`).join('\n')).toMatchSnapshot()
})

/** Each of these is a mistake that a wrong compiler could make, and how the suites notice. */
const mistakes: readonly (readonly [file: string, from: string, to: string])[] = [
  ['till-deployment.yml', '{{- if .Values.till.enabled }}', '{{- if true }}'],
  ['till-deployment.yml', 'int64 .Values.till.replicas', 'int64 1'],
  ['till-deployment.yml', 'if not .Values.till.autoscaling', 'if true'],
  ['till-deployment.yml', 'eq .Values.till.strategy "RollingUpdate"', 'ne .Values.till.strategy "x"'],
  ['till-deployment.yml', 'tpl .Values.greeting $', '.Values.greeting'],
  ['till-deployment.yml', '.Values.till.image.tag', '.Chart.AppVersion'],
  ['till-deployment.yml', '.Values.till.image.repository .Values.till.image.tag', '.Values.till.image.tag .Values.till.image.repository'],
  ['till-deployment.yml', 'value: {{ tpl .Values.greeting $ |', 'value: {{ .Values.till.schedule |'],
  ['till-deployment.yml', 'if not .Values.till.autoscaling', 'if ne .Values.till.strategy "Recreate"'],
  ['till-deployment.yml', 'toYaml .Values.till.arguments', 'toYaml (list "run")'],
  ['till-deployment.yml', '$variable.value', '$key'],
  ['till-deployment.yml', 'dig "exported" true $variable', 'true'],
  ['till-deployment.yml', 'if .Values.till.schedule', 'if .Values.till.autoscaling'],
  ['till-deployment.yml', 'with .Values.till.annotations', 'with (dict)'],
  ['till-deployment.yml', 'with .Values.till.command', 'with (list)'],
  ['shelves-configmap.yml', 'int64 $shelf.width', 'int64 2'],
  ['shelves-configmap.yml', 'dig "colour" "red" $shelf', '"red"'],
  ['shelves-configmap.yml', '$.Values.owner', '$.Release.Name'],
  ['shelves-configmap.yml', '.Values.owner | b64enc', '.Release.Name | b64enc'],
  ['shelves-configmap.yml', '{{- if .Values.till.enabled }}', '{{- if true }}'],
]

test.each(mistakes)('%s with %s as %s fails', async (file, from, to) => {
  const path = join(chart, 'templates', file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  try {
    await writeFile(path, text.replace(from, () => to))
    const { code, output } = await runSuites()
    expect(code, output).not.toBe(0)
  } finally {
    await writeFile(path, text)
  }
})

async function runSuites(): Promise<{ readonly code: number; readonly output: string }> {
  const { unittest } = await ensureTools(['unittest'])
  return new Promise((done) => {
    execFile(unittest, ['--strict', chart], (error, stdout, stderr) => done({ code: error === null ? 0 : 1, output: stdout + stderr }))
  })
}

async function write(files: readonly ChartFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(chart, path)), { recursive: true })
    await writeFile(join(chart, path), text)
  }
}
