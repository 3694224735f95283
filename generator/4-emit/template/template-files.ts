import type { ChartFile, ChartIR, Manifest } from '../../model.ts'
import { checksFile } from './checks-file.ts'
import type { Captured, Environment } from './environment.ts'
import { helpersFile } from './helpers-file.ts'
import { printDocuments } from './print-node.ts'
import { printText } from './print-text.ts'

/** Every file of `templates/`: the manifests, `_helpers.tpl`, the checks and NOTES.txt. */
export function templateFiles(ir: ChartIR): readonly ChartFile[] {
  const captured: Captured[] = []
  const environment: Environment = { chart: ir.chart.name, root: '$', variables: new Map(), place: ir.chart.name, taken: new Set(ir.helpers.map(({ name }) => name)), captured, spec: undefined }
  const manifests = ir.manifests.map((manifest) => manifestFile(environment, manifest))
  const checks = checksFile(environment, ir)
  const notes = ir.notes.length === 0 ? [] : [{ path: 'templates/NOTES.txt', text: `${printText(environment, ir.notes).join('\n')}\n` }]
  return [helpersFile(environment, ir), ...manifests, ...checks, ...notes]
}

function manifestFile(environment: Environment, manifest: Manifest): ChartFile {
  const place = `${environment.chart}.${manifest.name.replace(/\.yml$/, '')}`
  const lines = printDocuments({ ...environment, place }, manifest.documents, 0)
  return { path: `templates/${manifest.name}`, text: `${lines.join('\n')}\n` }
}
