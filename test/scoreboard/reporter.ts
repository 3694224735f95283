import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter } from 'vitest/node'
import { cacheFolder, repositoryFolder } from '../tools/places.ts'
import { toolVersions } from '../tools/tool-versions.ts'
import { page } from './page.ts'
import { checkNames, recordsOf, type Record } from './record.ts'

/**
 * With `CHARTWRIGHT_SCOREBOARD=1` it keeps what the run has proven and writes docs/proof.md of all that was kept.
 * So a run of one project or one chart brings its part of the page up to date.
 */
export function scoreboardReporter(): Reporter {
  return {
    onTestRunEnd: (modules) => {
      if (process.env['CHARTWRIGHT_SCOREBOARD'] !== '1') return
      const charts = readdirSync(join(repositoryFolder, 'dist-charts'))
      const folder = join(cacheFolder, 'scoreboard')
      mkdirSync(folder, { recursive: true })
      for (const record of modules.flatMap((module) => recordsOf(module, charts, process.env['CHARTWRIGHT_LONG'] === '1'))) {
        writeFileSync(join(folder, `${record.check.replaceAll(' ', '-')}--${record.chart}.json`), JSON.stringify(record))
      }
      const kept = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record)
      writeFileSync(join(repositoryFolder, 'docs/proof.md'), page(kept.filter(({ chart }) => charts.includes(chart)), checkNames, toolVersions()))
    },
  }
}
