import { readFile } from 'node:fs/promises'
import { afterAll } from 'vitest'
import { parse, stringify } from 'yaml'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import type { ValuesCase } from './chart-under-test.ts'

let opened: Promise<HelmBatch> | undefined

/** One Helm for all tests of a file; what renders many times does not start a program for each. */
export async function openHelm(): Promise<Helm> {
  opened ??= openHelmBatch()
  const helm = await opened
  return { ...helm, valuesOf }
}

/** The test file that imports this module closes what it has opened. */
afterAll(async () => {
  await (await opened)?.close()
})

/** Several values files, and values on top of them, as the one file that they add up to. */
async function valuesOf({ files }: ValuesCase, others: object = {}): Promise<string> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  if (texts.length < 2 && Object.keys(others).length === 0) return texts[0] ?? ''
  // Helm reads YAML 1.1, where more words than `true` are no strings.
  return stringify([...texts.map((text) => (parse(text, { version: '1.1' }) ?? {}) as object), others].reduce(merged, {}), { version: '1.1' })
}

function merged(below: object, above: object): object {
  const overlaid = Object.entries(above).map(([key, value]) => {
    const other = (below as { readonly [key: string]: unknown })[key]
    return [key, isMap(other) && isMap(value) ? merged(other, value) : value]
  })
  return { ...below, ...Object.fromEntries(overlaid) }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface Helm extends HelmBatch {
  readonly valuesOf: (values: ValuesCase, others?: object) => Promise<string>
}
