import type { ChartMetadata, Report, SourceFile } from '../model.ts'
import { secretLimit } from './release-size.ts'

/** A chart must fit into the Secret in which Helm stores its release, with room for what its users add. */
export function checkReleaseSize({ name }: ChartMetadata, { path }: SourceFile, size: number, report: Report): void {
  if (size <= wanted * secretLimit) return
  const percent = Math.round((size / secretLimit) * 100)
  report({
    rule: 'release-size',
    severity: size > secretLimit ? 'error' : 'warning',
    message: `a release of "${name}" takes ${percent} % of the Secret that Helm stores it in`,
    why: `a Secret holds 1 MiB, and ${wanted * 100} % of it leaves room for the values of users`,
    fix: 'keep large files out of "files/", or split the chart',
    span: { file: path, start: 0, end: 0 },
  })
}

const wanted = 0.6
