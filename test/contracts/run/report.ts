import { contracts } from '../contracts.ts'
import type { Finding } from './judge.ts'

/** Findings as text: each contract once with its sentence, below it each place once with what shows it first. */
export function report(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ contract }) => contract))]
  return names.map((name) => {
    const places = groups(findings.filter(({ contract }) => contract === name), ({ chart, object, path, detail }) => `${chart}: ${object} ${path}${detail === undefined ? '' : `: ${detail}`}`)
    const lines = [...places].map(([place, same]) => `  ${place}\n      ${shownBy(same)}`)
    return [`${name}: ${contracts.find((contract) => contract.name === name)?.sentence ?? ''}`, ...lines].join('\n')
  }).join('\n\n')
}

/** The plainest case: the defaults before a preset, nothing switched before a toggle. */
function shownBy(same: readonly Finding[]): string {
  const [first] = same.toSorted((one, two) => Number(one.toggle !== '') - Number(two.toggle !== ''))
  if (first === undefined || first.scenario === '') return 'shown by the chart as a whole'
  const others = same.length === 1 ? '' : `, and ${same.length - 1} others`
  return `shown by ${first.scenario}${first.toggle === '' ? '' : ` with ${first.toggle}`}${others}`
}

function groups(findings: readonly Finding[], keyOf: (finding: Finding) => string): ReadonlyMap<string, readonly Finding[]> {
  const all = new Map<string, Finding[]>()
  for (const finding of findings) all.set(keyOf(finding), [...(all.get(keyOf(finding)) ?? []), finding])
  return all
}
