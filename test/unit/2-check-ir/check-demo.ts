import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkChart } from '../../../generator/2-check/check-ir.ts'
import { loadCatalogue } from '../../../generator/1-load/load-catalogue.ts'
import { stageChart } from '../../../generator/3-stage/stage.ts'
import type { Diagnostic, Schema } from '../../../generator/model.ts'

/** What the rules over the staged chart say about a chart of these files: `charts-src/demo/` is left out of their paths. */
export async function checkDemo(files: { readonly [path: string]: string }, properties: { readonly [name: string]: Schema } = {}): Promise<readonly Diagnostic[]> {
  const root = mkdtempSync(join(tmpdir(), 'chartwright-ir-'))
  try {
    const schema = JSON.stringify({ type: 'object', additionalProperties: false, properties })
    const all = { 'schemas/demo.schema.json': schema, 'charts-src/demo/chart.yaml': chartYaml, ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`charts-src/demo/${path}`, text])) }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const before: Diagnostic[] = []
    const catalogue = await loadCatalogue(root, (diagnostic) => void before.push(diagnostic))
    const [chart] = catalogue.charts
    if (chart === undefined) throw new Error(`the chart was not loaded: ${JSON.stringify(before)}`)
    const ir = stageChart(chart, catalogue, (diagnostic) => void before.push(diagnostic))
    if (before.length > 0) throw new Error(`the sources of this test are wrong: ${JSON.stringify(before)}`)
    const diagnostics: Diagnostic[] = []
    checkChart(ir, catalogue, (diagnostic) => void diagnostics.push(diagnostic))
    return diagnostics
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Rule, message and the text that is underlined, for short expectations. */
export async function messages(rule: string, files: { readonly [path: string]: string }, properties: { readonly [name: string]: Schema } = {}): Promise<readonly string[]> {
  return (await checkDemo(files, properties)).filter((diagnostic) => diagnostic.rule === rule).map(({ message }) => message)
}

/** A Deployment of which a test changes one part. */
export function deployment(parts: { readonly name?: string; readonly labels?: string; readonly selector?: string; readonly image?: string; readonly container?: string; readonly pod?: string } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${parts.name ?? 'web'}
  labels:
    app: web${indented(parts.labels, 4)}
spec:
  selector:
    matchLabels:
      app: web${indented(parts.selector, 6)}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: ${parts.image ?? 'registry.example.com/web:1.0.0'}${indented(parts.container, 10)}${indented(parts.pod, 6)}
`
}

export const text = (more: Schema = {}): Schema => ({ type: 'string', description: 'A text.', default: '', ...more })
export const flag: Schema = { type: 'boolean', description: 'A flag.', default: false }
export const mapOf = (entry: Schema, more: Schema = {}): Schema => ({ type: 'object', description: 'A map.', additionalProperties: entry, default: {}, ...more })

function indented(part: string | undefined, columns: number): string {
  return part === undefined ? '' : part.split('\n').map((line) => `\n${' '.repeat(columns)}${line}`).join('')
}

export const chartYaml = `name: demo
version: 1.0.0
appVersion: "2.0.0"
description: A demo
kubeVersion: ">=1.31.0-0"
icon: https://example.com/icon.svg
home: https://example.com
sources: [https://example.com/source]
keywords: [demo]
maintainers:
  - name: A. Person
license: Apache-2.0
`
