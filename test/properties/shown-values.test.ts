import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { charts } from './chart.ts'
import { rememberedProperty } from './remembered-property.ts'
import { isLong, tell } from './seed.ts'
import { hiddenValues } from './shown-values.ts'

/** Whatever a chart lets its users set makes a difference in some scenario; what is not meant to is listed with its reason. */
const all = await charts()
const exceptions = parse(await readFile(join(import.meta.dirname, 'hidden-values.yaml'), 'utf8')) as { readonly [chart: string]: { readonly [pattern: string]: string } }

// Each chart takes minutes, so this is for the long mode.
describe.runIf(isLong).each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('every declared value changes some manifest in some scenario', { timeout: 3_600_000 }, async () => {
    const { declared, renderings, hidden } = await rememberedProperty('shown values', chart, () => hiddenValues(chart))
    const own = exceptions[chart.name] ?? {}
    const patterns = Object.keys({ ...exceptions['every chart'], ...own })
    const isExcepted = (path: string): boolean => patterns.some((pattern) => isMatch(pattern, path))
    tell(`${chart.name}: declared values`, { declared, renderings, 'that change nothing': hidden.length, excepted: hidden.filter(isExcepted).length }, { cases: declared, waivers: hidden.filter(isExcepted).length })
    expect(hidden.filter((path) => !isExcepted(path)), 'values that change nothing: have them read, or list them with the reason in test/properties/hidden-values.yaml').toEqual([])
    expect(Object.keys(own).filter((pattern) => !hidden.some((path) => isMatch(pattern, path))), 'exceptions that nothing needs any more').toEqual([])
    expect(declared).toBeGreaterThan(0)
  })
})

/** A star stands for one key. */
function isMatch(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern.split('.'), path.split('.')]
  return wanted.length === found.length && wanted.every((key, index) => key === '*' || key === found[index])
}
