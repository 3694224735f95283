/** What a build says about a chart. */
export interface BuiltChart {
  readonly name: string
  readonly version: string
  readonly templates: number
  readonly values: number
  /** Share of the Secret in which Helm stores a release, in percent. */
  readonly releasePercent: number
  /** Bytes of the package, when one was asked for. */
  readonly packageBytes?: number
}

/** A line a chart, in columns. */
export function chartLines(charts: readonly BuiltChart[]): readonly string[] {
  const rows = charts.map(({ name, version, templates, values, releasePercent, packageBytes }) => [
    name,
    version,
    counted(templates, 'template'),
    counted(values, 'value'),
    `release ${releasePercent} %`,
    packageBytes === undefined ? '' : `package ${(packageBytes / 1000).toFixed(1)} kB`,
  ])
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(width(column))).join('  ').trimEnd())
}

/** `1 chart`, `2 charts`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
