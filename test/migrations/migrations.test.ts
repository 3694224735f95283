import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Schema } from '../../generator/model.ts'
import { resolve } from '../../generator/schema/resolve.ts'
import { repositoryFolder } from '../tools/places.ts'

/** Pages that say what the values of an older chart are now: `docs/<chart>-migration.md`, and beside this file a list of the values that the older chart had. */
for (const list of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'))) {
  const [, chart = '', version = ''] = /^(.+?)-(\d.*)\.txt$/.exec(list) ?? []
  describe(`${chart} from ${version}`, () => {
    const rows = rowsOf(readFileSync(join(repositoryFolder, `docs/${chart}-migration.md`), 'utf8'))
    const schema = JSON.parse(readFileSync(join(repositoryFolder, `dist-charts/${chart}/values.schema.json`), 'utf8')) as Schema

    test('the page names each value once', () => {
      const names = readFileSync(join(import.meta.dirname, list), 'utf8').trim().split('\n')
      expect(rows.map(({ old }) => old)).toEqual(names)
      expect(new Set(names).size).toBe(names.length)
    })

    test('each leads to a value that the chart declares, or the page says why it is gone', () => {
      const lost = rows.filter(({ now, remark }) => (now === '' ? remark === '' : !isDeclared(schema, schema, now.split('.'))))
      expect(lost).toEqual([])
    })
  })
}

test('a value that is not there is noticed', () => {
  const schema = { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } } as unknown as Schema
  expect([isDeclared(schema, schema, ['a', 'b']), isDeclared(schema, schema, ['a', 'c']), isDeclared(schema, schema, ['b'])]).toEqual([true, false, false])
  expect(rowsOf('| `x.y` | `a.b` | Why. |\n| `z` | | Gone. |\n')).toEqual([{ old: 'x.y', now: 'a.b', remark: 'Why.' }, { old: 'z', now: '', remark: 'Gone.' }])
})

function rowsOf(page: string): readonly Row[] {
  return [...page.matchAll(/^\| `([^`]+)` \|(?: `([^`]+)`)? \| ?(.*?) ?\|$/gm)].map(([, old = '', now = '', remark = '']) => ({ old, now, remark }))
}

function isDeclared(root: Schema, reference: Schema, path: readonly string[]): boolean {
  const [name, ...rest] = path
  if (name === undefined) return true
  const property = resolve(reference, root).properties?.[name]
  return property !== undefined && isDeclared(root, property, rest)
}

interface Row {
  readonly old: string
  readonly now: string
  readonly remark: string
}
