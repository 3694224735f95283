import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { blockYaml } from '../../../generator/4-emit/unit-tests/block-yaml.ts'
import type { Json } from '../../../generator/model.ts'

test('it is what the library prints, and is read as what it was made of', () => {
  const words = ['yes', 'N', 'off', 'null', 'Null', '~', '0777', '1e3', '-', '- a', '? b', 'a: b', 'a:', 'a #b', '#a', ' a', 'a ', '/a/b', '[a]', '{a}', '*a', '&a', '!a', '%a', '@a', '`a', "it's", '"q"', '', '2030-01-01', '1:20', '<<', '=', 'a\nb', 'é', 'spec.ports[?(@.name == "http")].port']
  const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 4 }))
  const { map } = fc.letrec<{ value: Json; map: { [key: string]: Json } }>((tie) => ({
    value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, text, fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(text.filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 4 }),
  }))
  fc.assert(fc.property(map.filter((one) => Object.keys(one).length > 0), (value) => {
    const printed = blockYaml(value)
    expect(printed).toBe(stringify(value, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false }))
    expect(JSON.stringify(parse(printed))).toBe(JSON.stringify(value))
  }), { numRuns: 2000 })
})
