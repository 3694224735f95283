import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { irRules } from '../../generator/2-check/rules-ir.ts'
import { rules } from '../../generator/2-check/rules.ts'
import { build } from '../../generator/build.ts'
import { renderPretty } from '../../generator/diagnostics/pretty.ts'
import type { Diagnostic } from '../../generator/model.ts'
import { readPage, withShown, type Example, type Page } from './read-page.ts'

/** Each page of docs/errors is a test: its files are built, and what is shown must be what the page shows. UPDATE_ERRORS=1 rewrites the pages. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'docs/errors')
const isUpdate = process.env['UPDATE_ERRORS'] === '1'
const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md').map((name) => basename(name, '.md')).sort()

describe.each(names)('%s', (name) => {
  const path = join(folder, `${name}.md`)
  const markdown = readFileSync(path, 'utf8')
  const page = readPage(markdown)

  it('shows what the compiler says', async () => {
    const shown = await Promise.all(page.examples.map(showExample))
    if (isUpdate) writeFileSync(path, withShown(markdown, page, shown))
    else expect(shown).toEqual(page.examples.map((example) => example.shown))
  })

  it('has the name of its rule, a summary and an example that breaks it', () => {
    expect(page.title).toBe(`\`${name}\``)
    expect(page.summary).toMatch(/\.$/)
    expect(page.examples).not.toEqual([])
    for (const { shown } of page.examples) expect(shown).toContain(`[${name}]`)
  })
})

describe('docs/errors', () => {
  it('starts from a base that has no faults', async () => {
    expect(await showExample({ files: [], charts: undefined })).toBe('')
  })

  it('has a page for each rule of loading, checking and staging, and of staged charts', () => {
    expect([...rulesOf('generator/1-load'), ...rulesOf('generator/syntax'), ...rulesOf('generator/3-stage'), ...Object.keys(rules), ...Object.keys(irRules)].filter((rule) => !names.includes(rule))).toEqual([])
  })

  it('has a list of all pages', () => {
    const path = join(folder, 'README.md')
    const list = overview(names.map((name) => [name, readPage(readFileSync(join(folder, `${name}.md`), 'utf8'))]))
    if (isUpdate) writeFileSync(path, list)
    else expect(readFileSync(path, 'utf8')).toBe(list)
  })
})

async function showExample({ files, charts }: Pick<Example, 'files' | 'charts'>): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'chartwright-errors-'))
  try {
    cpSync(join(root, 'test/errors/base'), place, { recursive: true })
    for (const { path, text, language } of files) {
      const target = join(place, path)
      mkdirSync(dirname(target), { recursive: true })
      if (language === 'removed') rmSync(target, { recursive: true })
      else writeFileSync(target, text, language === 'latin1' ? 'latin1' : 'utf8')
    }
    const diagnostics: Diagnostic[] = []
    const { catalogue } = await build(place, (diagnostic) => void diagnostics.push(diagnostic), charts ? { charts } : {})
    return renderPretty(diagnostics, catalogue.files)
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** The names of rules that the sources of a folder report. */
function rulesOf(path: string): readonly string[] {
  const sources = readdirSync(join(root, path)).map((name) => readFileSync(join(root, path, name), 'utf8'))
  return [...new Set(sources.flatMap((source) => [...source.matchAll(/(?:rule: |reportAt\([\w.]+\)\((?:\w+ \? )?)'([a-z-]+)'/g)].map(([, rule = '']) => rule)))]
}

function overview(pages: readonly (readonly [string, Page])[]): string {
  const rows = pages.map(([name, { summary }]) => `| [${name}](${name}.md) | ${summary} |`)
  return `# What the compiler says\n\nEach message ends with the name of its rule in brackets. There is a page for each: what it means, an example, and what to write instead. The examples are tests.\n\n| rule | meaning |\n|---|---|\n${rows.join('\n')}\n`
}
