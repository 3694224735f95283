import type { Record } from './record.ts'

/** docs/proof.md: what was tried of each chart, how long it took, and with what. */
export function page(records: readonly Record[], checks: readonly string[], tools: readonly Tool[]): string {
  const charts = [...new Set(records.map(({ chart }) => chart))].sort()
  const shown = checks.filter((check) => records.some((record) => record.check === check))
  const table = (cell: (record: Record | undefined) => string): string => [
    `| chart | ${shown.join(' | ')} |`,
    `| --- |${shown.map(() => ' ---: |').join('')}`,
    ...charts.map((chart) => `| ${chart} | ${shown.map((check) => cell(records.find((record) => record.chart === chart && record.check === check))).join(' | ')} |`),
  ].join('\n')
  const total = (check: string): string => {
    const own = records.filter((record) => record.check === check)
    return `- ${check}: ${count(own, 'cases')} cases, ${count(own, 'failures')} failures, ${count(own, 'waivers')} waivers, ${count(own, 'seconds')} s${seeds(own)}`
  }
  return `${head(records)}
## What was tried

A cell is the number of cases; those that failed and those that stay for a written reason stand beside it.

${table((record) => (record === undefined ? '' : cases(record)))}

## In all

${shown.map(total).join('\n')}

## Seconds

Added up over tests, of which some run side by side; what was known from an earlier run for the same bytes takes none.

${table((record) => (record === undefined ? '' : String(record.seconds)))}

## With

${tools.map(({ name, version }) => `- ${name} ${version}`).join('\n')}
`
}

function head(records: readonly Record[]): string {
  const isMixed = records.some(({ isLong }) => !isLong)
  const modes = isMixed ? 'Cells with `~` are of an ordinary run, which tries samples of what is random and of what a preset repeats; the others are of the long mode.' : 'All of it is of the long mode, which tries everything.'
  return `# Proof

What the tests have tried of every chart. \`npm run scoreboard\` writes this page, and nobody else does. ${modes}
What each check is, is told in \`test/charts\`, [contracts.md](contracts.md), \`test/properties\` and [test/lab](../test/lab/README.md).
`
}

function cases({ cases: number, failures, waivers, isLong }: Record): string {
  const beside = [failures > 0 ? `**${failures} failed**` : '', waivers > 0 ? `${waivers} waived` : ''].filter((text) => text !== '')
  return `${isLong ? '' : '~'}${number}${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`
}

function seeds(records: readonly Record[]): string {
  const all = [...new Set(records.flatMap(({ seed }) => seed ?? []))].sort((left, right) => left - right)
  return all.length === 0 ? '' : `; \`CHARTWRIGHT_SEED=${all.join('`, `CHARTWRIGHT_SEED=')}\``
}

function count(records: readonly Record[], field: 'cases' | 'failures' | 'waivers' | 'seconds'): number {
  return records.reduce((total, record) => total + record[field], 0)
}

export interface Tool {
  readonly name: string
  readonly version: string
}
