import type { Catalogue, EmittedChart, Report } from '../model.ts'
import { releaseSize, secretLimit } from './release-size.ts'

/** A chart must fit into the Secret in which Helm stores its release, with room for what its users add. */
export function checkReleaseSize(chart: EmittedChart, catalogue: Catalogue, report: Report): void {
  const size = releaseSize(chart)
  if (size <= wanted * secretLimit) return
  const source = catalogue.charts.find(({ name }) => name === chart.name)
  if (source === undefined) throw new Error(`chart ${chart.name} was emitted without a source`)
  const percent = Math.round((size / secretLimit) * 100)
  report({
    rule: 'release-size',
    severity: size > secretLimit ? 'error' : 'warning',
    message: `a release of "${chart.name}" takes ${percent} % of the Secret that Helm stores it in`,
    why: `a Secret holds 1 MiB, and ${wanted * 100} % of it leaves room for the values of users`,
    fix: 'keep large files out of "files/", or split the chart',
    span: { file: source.metadataFile.path, start: 0, end: 0 },
  })
}

const wanted = 0.6
