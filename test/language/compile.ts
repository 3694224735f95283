import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadCatalogue } from '../../generator/1-load/load-catalogue.ts'
import { stageChart } from '../../generator/3-stage/stage.ts'
import { chartYaml } from '../../generator/4-emit/chart-yaml.ts'
import { templateFiles } from '../../generator/4-emit/template/template-files.ts'
import { valuesSchema } from '../../generator/4-emit/values-schema.ts'
import { valuesYaml } from '../../generator/4-emit/values-yaml.ts'
import { renderPretty } from '../../generator/diagnostics/pretty.ts'
import type { ChartFile, Diagnostic } from '../../generator/model.ts'

export interface Compiled {
  readonly files: readonly ChartFile[]
  /** What the compiler says about the sources, as a user sees it; empty if nothing is wrong. */
  readonly messages: string
}

/** Compiles the sources of one chart, given as texts by path, without the files that have nothing to do with templates. */
export async function compile(sources: { readonly [path: string]: string }, name = 'demo'): Promise<Compiled> {
  const root = mkdtempSync(join(tmpdir(), 'chartwright-language-'))
  try {
    writeFiles(root, Object.entries(sources).map(([path, text]) => ({ path, text })))
    const diagnostics: Diagnostic[] = []
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic)
    const catalogue = await loadCatalogue(root, report)
    const chart = catalogue.charts.find((one) => one.name === name)
    const ir = chart && stageChart(chart, catalogue, report)
    const files = chart === undefined || ir === undefined || diagnostics.length > 0 ? [] : [chartYaml(chart, []), valuesYaml(chart), valuesSchema(chart, []), ...templateFiles(ir)]
    return { files, messages: diagnostics.length === 0 ? '' : renderPretty(diagnostics, catalogue.files) }
  } finally {
    rmSync(root, { recursive: true })
  }
}

export function writeFiles(folder: string, files: readonly ChartFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A chart.yaml that says no more than it must. */
export const chartMetadata = `name: demo
version: 1.0.0
appVersion: "2.0.0"
description: A chart for the tests of the language
kubeVersion: ">=1.31.0-0"
icon: https://example.com/icon.svg
home: https://example.com
sources:
  - https://example.com/source
keywords:
  - demo
maintainers:
  - name: A. Person
license: Apache-2.0
`
