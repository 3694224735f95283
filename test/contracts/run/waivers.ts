import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Finding } from './judge.ts'

/** The list beside the contracts. */
export const waivers = parse(readFileSync(new URL('../waivers.yaml', import.meta.url), 'utf8')) as readonly Waiver[]

/** Whether the waiver is for this finding: patterns match whole texts, and one that is left out matches all. */
export function isWaived(finding: Finding, waiver: Waiver): boolean {
  const patterns = [[waiver.object, finding.object], [waiver.path, finding.path], [waiver.scenario, finding.scenario], [waiver.toggle, finding.toggle]] as const
  return waiver.contract === finding.contract && waiver.chart === finding.chart && patterns.every(([pattern, text]) => pattern === undefined || new RegExp(`^(${pattern})$`).test(text))
}

export interface Waiver {
  readonly contract: string
  readonly chart: string
  readonly object: string
  readonly path?: string
  readonly scenario?: string
  readonly toggle?: string
  readonly reason: string
}
