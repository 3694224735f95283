import type { Branch, ChartFile, ChartIR, DocumentNode, Manifest } from '../../model.ts'
import { capture } from './capture.ts'
import { checksFile } from './checks-file.ts'
import type { Captured, Environment } from './environment.ts'
import { helpersFile } from './helpers-file.ts'
import { printDocuments } from './print-node.ts'
import { printText } from './print-text.ts'

/** Every file of `templates/`: the manifests, `_helpers.tpl`, the checks and NOTES.txt. */
export function templateFiles(ir: ChartIR): readonly ChartFile[] {
  const captured: Captured[] = []
  const environment: Environment = { chart: ir.chart.name, root: '$', variables: new Map(), place: ir.chart.name, captured, spec: undefined }
  const manifests = ir.manifests.map((manifest) => manifestFile(environment, manifest))
  const checks = checksFile(environment, ir)
  const notes = ir.notes.length === 0 ? [] : [{ path: 'templates/NOTES.txt', text: `${printText(environment, ir.notes).join('\n')}\n` }]
  return [helpersFile(environment, ir), ...manifests, ...checks, ...notes]
}

function manifestFile(environment: Environment, manifest: Manifest): ChartFile {
  const place = `${environment.chart}.${manifest.name.replace(/\.yml$/, '')}`
  const spec = asksForSpecHash(manifest.documents) ? specTemplate({ ...environment, place: `${place}.spec` }, manifest) : undefined
  const lines = printDocuments({ ...environment, place, spec }, manifest.documents, 0)
  return { path: `templates/${manifest.name}`, text: `${lines.join('\n')}\n` }
}

/** A hash over a document's `spec` needs the spec as a named template. */
function specTemplate(environment: Environment, manifest: Manifest): string | undefined {
  const document = firstDocument(manifest.documents)
  const spec = document?.node.kind === 'map' ? document.node.entries.find((entry) => entry.kind === 'pair' && entry.key.literal === 'spec') : undefined
  return spec?.kind === 'pair' ? capture(environment, { kind: 'node', node: spec.value }) : undefined
}

function firstDocument(branches: readonly Branch<DocumentNode>[]): DocumentNode | undefined {
  for (const branch of branches) {
    const found = branch.kind === 'document' ? branch : firstDocument(branch.kind === 'if' ? branch.then : branch.body)
    if (found !== undefined) return found
  }
  return undefined
}

function asksForSpecHash(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(asksForSpecHash)
  if (typeof part !== 'object' || part === null) return false
  if ('function' in part && part.function === 'specHash') return true
  return Object.entries(part).some(([member, value]) => member !== 'schema' && member !== 'span' && asksForSpecHash(value))
}
