import { join } from 'node:path'
import { stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Fields } from '../contracts/model.ts'
import { repositoryFolder } from '../tools/places.ts'

const chart = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'metarank')!

const updates = { refresh: '1h', ttl: '60d' }
const read = { scope: 'item', source: 'item.price', ...updates }
const counter = { bucket: '24h', periods: [7, 30] }
const matched = { itemField: 'item.title', rankingField: 'ranking.query', method: { type: 'ngram', n: 3, language: 'en' } }

/** What the decoders of both generations read of each type; the second part may be left out. */
const shared: { readonly [type: string]: readonly [Fields, Fields?] } = {
  boolean: [{ scope: 'user', source: 'user.member' }, updates],
  number: [{ scope: 'item', source: 'item.price' }, updates],
  word_count: [{ scope: 'item', source: 'item.title' }, updates],
  string: [{ scope: 'item', source: 'item.genre', values: ['drama', 'comedy'] }, { encode: 'index', ...updates }],
  interaction_count: [{ interaction: 'click', scope: 'session' }, updates],
  window_count: [{ interaction: 'click', scope: 'item', ...counter }, updates],
  interacted_with: [{ interaction: 'click', field: 'item.color', scope: 'session' }, { count: 10, duration: '24h', ...updates }],
  item_age: [{ source: 'item.created_at' }, updates],
  local_time: [{ source: 'ranking.time', parse: 'day_of_week' }],
  referer: [{ source: 'interaction:click.referer', scope: 'user' }, updates],
  relevancy: [{}],
}

const generations = {
  serve: {
    ...shared,
    rate: [{ top: 'click', bottom: 'impression', ...counter }, { scope: 'item.category', normalize: { weight: 10 }, ...updates }],
    ua: [{ source: 'ranking.ua', field: 'platform' }, updates],
    field_match: [{ itemField: 'item.title', rankingField: 'ranking.query', method: { type: 'bi-encoder', model: 'metarank/all-MiniLM-L6-v2', dim: 384 } }, { distance: 'cos', norm: 'linear', ...updates }],
    vector: [{ scope: 'item', source: 'item.sizes' }, { reduce: ['min', 'vector9'], ...updates }],
    diversity: [{ source: 'item.genre' }, { top: 20, ttl: '60d' }],
    position: [{ position: 5 }],
    random: [{}],
  },
  flink: {
    ...shared,
    rate: [{ top: 'click', bottom: 'impression', scope: 'item', ...counter }, updates],
    ua: [{ source: 'ranking.ua', field: 'os' }, { scope: 'session', ...updates }],
    field_match: [matched, updates],
  },
} satisfies { readonly [mode: string]: { readonly [type: string]: readonly [Fields, Fields?] } }

const cases = Object.entries(generations).flatMap(([mode, types]) => Object.entries(types).map(([type, [needed, more = {}]]) => ({ mode, type, needed, more, title: `${type} of the mode ${mode}` })))

describe('a feature', () => {
  test.for(cases)('of the type $title takes what metarank reads of it', async ({ mode, type, needed, more }) => {
    expect(await refusal(mode, [{ name: 'one', type, ...needed, ...more }, { name: 'two', type, ...needed }])).toBeUndefined()
  })

  test.for(cases)('of the type $title is refused without what metarank needs', async ({ mode, type, needed }) => {
    for (const key of Object.keys(needed)) {
      const { [key]: _, ...rest } = needed
      expect(await refusal(mode, [{ name: 'one', type, ...rest }]), key).toMatch(new RegExp(`at '/${mode}/config/features/0.*missing propert(y|ies) .*'${key}'`))
    }
  })

  test.for(cases)('of the type $title is refused with what metarank would not read', async ({ mode, type, needed, more }) => {
    const others = cases.filter((one) => one.mode === mode).reduce<Fields>((all, one) => ({ ...all, ...one.needed, ...one.more }), { ...read, ...matched, windows: [7] })
    for (const [key, value] of Object.entries(others)) {
      if (key in needed || key in more) continue
      expect(await refusal(mode, [{ name: 'one', type, ...needed, [key]: value }]), key).toContain(`at '/${mode}/config/features/0': additional properties '${key}' not allowed`)
    }
  })
})

const alone = { rankingField: 'source', value: 'search' }

describe('the selector of a model', () => {
  test.for([
    alone,
    { ratio: 0.5 },
    { minItems: 2, maxItems: 100 },
    { and: [alone, { not: { ratio: 0.5 } }, { accept: true }] },
    { not: { maxInteractionPosition: 20 } },
  ])('may be %j', async (selector) => {
    expect(await refusalOf({ serve: { config: { models: { noop: { type: 'noop', selector } } } } })).toBeUndefined()
  })

  test.for([
    ['/and/0', { and: [{ rankingFeild: 'source', value: 'search' }] }, `additional properties 'rankingFeild' not allowed`],
    ['/not', { not: { ratoi: 1 } }, `additional properties 'ratoi' not allowed`],
    ['/or/1/not', { or: [alone, { not: { accpet: true } }] }, `additional properties 'accpet' not allowed`],
    ['', { rankingField: 'source' }, `properties 'value' required, if 'rankingField' exists`],
    ['', { ratio: 0.5, accept: true }, 'maxProperties: got 2, want 1'],
    ['/and/0', { and: [{}] }, 'minProperties: got 0, want 1'],
  ] as const)('is refused at "%s" for %j', async ([place, selector, message]) => {
    expect(await refusalOf({ serve: { config: { models: { noop: { type: 'noop', selector } } } } })).toContain(`at '/serve/config/models/noop/selector${place}': ${message}`)
  })
})

describe('a model', () => {
  test.for([
    ['serve', { type: 'lambdamart' }, `missing properties 'backend', 'features', 'weights'`],
    ['serve', { type: 'noop', maxPositionChange: 5 }, `additional properties 'maxPositionChange' not allowed`],
    ['serve', { type: 'als', weights: { click: 1 } }, `additional properties 'weights' not allowed`],
    ['serve', { type: 'semantic', itemFields: ['title'] }, `missing property 'encoder'`],
    ['flink', { type: 'shuffle' }, `missing property 'maxPositionChange'`],
    ['flink', { type: 'noop', path: 's3://metarank/models/one' }, `additional properties 'path' not allowed`],
  ] as const)('of the mode %s is refused as %j', async ([mode, model, message]) => {
    expect(await refusalOf({ mode, [mode]: { config: { models: { one: model } } } })).toContain(`at '/${mode}/config/models/one': ${message}`)
  })

  test('weighs interactions by name where it learns, in a list where it shows what is wanted now', async () => {
    const learns = { type: 'lambdamart', backend: { type: 'xgboost' }, features: ['one'], weights: [{ interaction: 'click' }] }
    const message = await refusalOf({ serve: { config: { models: { learns, trends: { type: 'trending', weights: { click: 1 } } } } } })
    expect(message).toContain(`models/learns/weights': got array, want object`)
    expect(message).toContain(`models/trends/weights': got object, want array`)
  })
})

async function refusal(mode: string, features: readonly Fields[]): Promise<string | undefined> {
  return refusalOf({ mode, [mode]: { config: { features } } })
}

/** What the schema says; the checks of the templates are not reached with values that it refuses, and left alone here. */
async function refusalOf(values: Fields): Promise<string | undefined> {
  const { error } = await (await openHelm()).render({ chart: chart.package, engine: 'helm4', valuesYaml: stringify(values, { version: '1.1' }) })
  return error?.includes('meet the specifications') ? error : undefined
}
