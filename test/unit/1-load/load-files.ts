import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadCatalogue, type LoadOptions } from '../../../generator/1-load/load-catalogue.ts'
import type { Catalogue, Diagnostic, Schema } from '../../../generator/model.ts'

export interface Loaded {
  readonly catalogue: Catalogue
  readonly diagnostics: readonly Diagnostic[]
}

/** Loads a catalogue that is given as texts (or, for JSON, values) by path. */
export async function loadFiles(files: { readonly [path: string]: string | object }, options: LoadOptions = {}): Promise<Loaded> {
  const root = mkdtempSync(join(tmpdir(), 'chartwright-load-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
    }
    const diagnostics: Diagnostic[] = []
    const catalogue = await loadCatalogue(root, (diagnostic) => void diagnostics.push(diagnostic), options)
    return { catalogue, diagnostics }
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** The schema of a chart `a` made of one schema file and the fragments below schemas/. */
export async function loadSchema(schema: object, fragments: { readonly [path: string]: object } = {}): Promise<{ readonly schema: Schema; readonly diagnostics: readonly Diagnostic[] }> {
  const shared = Object.fromEntries(Object.entries(fragments).map(([path, fragment]) => [`schemas/${path}`, fragment]))
  const { catalogue, diagnostics } = await loadFiles({ ...chart('a', schema), ...shared })
  return { schema: catalogue.charts[0]?.schema ?? {}, diagnostics }
}

export function chart(name: string, schema: object = { type: 'object', properties: {} }, more = ''): { readonly [path: string]: string | object } {
  const metadata = `name: ${name}\nversion: 1.0.0\nappVersion: "1"\ndescription: A chart\nkubeVersion: ">=1.31.0-0"\nicon: https://example.com/i.svg\nhome: https://example.com\nsources: []\nkeywords: []\nmaintainers:\n  - name: A. Person\nlicense: MIT\n${more}`
  return { [`charts-src/${name}/chart.yaml`]: metadata, [`schemas/${name}.schema.json`]: schema }
}

/** A schema without what loading notes for diagnostics. */
export function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'x-at' && keyword !== 'x-default-at' && keyword !== 'x-definition').map(([keyword, value]) => [keyword, plain(value)]))
}
