import { gzipSync } from 'node:zlib'
import type { ChartFile, EmittedChart } from '../model.ts'
import { packagedFiles } from './packaged-files.ts'

/**
 * About how many bytes the Secret holds in which Helm stores a release of this chart: base64 of gzip of the release as JSON, in which
 * each file is base64 already. What the templates print is not known here, so their own text stands in for it,
 * and YAML without its comments stands in for the JSON of metadata and values.
 * Charts below charts/ are not stored, only what they print; checks print nothing.
 */
export function releaseSize(chart: EmittedChart): number {
  const files = packagedFiles(chart.files)
  const own = files.filter((file) => !file.path.startsWith('charts/'))
  const isTemplate = (file: ChartFile): boolean => file.path.startsWith('templates/')
  const textOf = (path: string): string => own.find((file) => file.path === path)?.text ?? ''
  const release = {
    name: chart.name,
    info: { first_deployed: time, last_deployed: time, deleted: '', description: 'Install complete', status: 'deployed' },
    chart: {
      metadata: textOf('Chart.yaml'),
      lock: null,
      templates: own.filter(isTemplate).map(stored),
      values: textOf('values.yaml').replace(/^ *#.*\n/gm, ''),
      schema: base64(textOf('values.schema.json')),
      files: own.filter((file) => !isTemplate(file) && !special.includes(file.path)).map(stored),
    },
    manifest: files.filter((file) => isManifest.test(file.path) && !printsNothing.test(file.path)).map((file) => file.text).join('\n---\n'),
    version: 1,
    namespace: 'default',
  }
  return Math.ceil(gzipSync(JSON.stringify(release), { level: 6 }).length / 3) * 4
}

/** The API server refuses a Secret that holds more (core/v1 MaxSecretSize). */
export const secretLimit = 1024 * 1024

function stored({ path, text }: ChartFile): { readonly name: string; readonly data: string; readonly modtime: string } {
  return { name: path, data: base64(text), modtime: time }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

const time = '2026-01-01T00:00:00.000000000Z'
const special = ['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']
const isManifest = /(^|\/)templates\/.*\.ya?ml$/
const printsNothing = /(^|\/)templates\/zz-checks\.yml$/
