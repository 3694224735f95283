import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import type { RenderedManifest } from './helm-batch.ts'

/** What may differ between two renderings with the same values: the one list for all projects. */
export const randomEntries = parse(readFileSync(new URL('./random-entries.yaml', import.meta.url), 'utf8')) as readonly RandomEntry[]

/** The manifest with each run of 32 random letters and digits made equal, in the entries that are named and nowhere else. */
export function withoutRandom(manifest: RenderedManifest, entries: readonly RandomEntry[] = randomEntries): RenderedManifest {
  const named = entries.filter(({ template }) => template === basename(manifest.path))
  if (named.length === 0 || !/^kind: "?Secret"?$/m.test(manifest.content)) return manifest
  // Whatever else a Secret has on one line two blanks in is no entry: its metadata have other keys.
  const content = manifest.content.replaceAll(/^( {2})("?)([\w.-]+)\2(: "?)([A-Za-z0-9+/]+=*)("?)$/gm, (line: string, indent: string, quote: string, key: string, before: string, value: string, after: string) =>
    named.some(({ keys }) => new RegExp(`^(${keys})$`).test(key)) ? `${indent}${quote}${key}${quote}${before}${masked(value)}${after}` : line)
  return { ...manifest, content }
}

function masked(base64: string): string {
  const text = Buffer.from(base64, 'base64').toString('utf8')
  const fixed = text.replaceAll(/(?<![A-Za-z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/g, 'x'.repeat(32))
  return fixed === text ? base64 : Buffer.from(fixed).toString('base64')
}

export interface RandomEntry {
  readonly chart: string
  /** File name of the template that makes the Secret, in this chart or as a dependency of another. */
  readonly template: string
  readonly keys: string
  /** What the chart's own cases leave off, and on which it makes keys up. */
  readonly values?: object
  readonly reason: string
}
