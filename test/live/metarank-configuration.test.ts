import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { at, mapAt, textAt } from '../contracts/read/at.ts'
import { repositoryFolder } from '../tools/places.ts'

const chart = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'metarank')!
const cases = chart.cases.map((one) => ({ ...one, title: one.name }))

describe('the configuration file that metarank reads', () => {
  test.for(cases)('of $title has the keys of its generation, and what the user has given', async (one) => {
    const helm = await openHelm()
    const text = await helm.valuesOf(one)
    const given = (parse(text, { version: '1.1' }) ?? {}) as Fields
    const [file] = files(await rendered(text))
    const config = parse(file ?? '') as Fields
    const mode = textAt(given, 'mode') || 'serve'
    const own = mapAt(given, `${mode}.config`)
    expect(unknownKeys(config, keys[mode as keyof typeof keys])).toEqual([])
    expect(config['features']).toEqual(own['features'] ?? [])
    expect(config['models']).toEqual(own['models'] ?? {})
    if (mode === 'flink') expect(Object.keys(config)).toEqual(['features', 'models', 'bootstrap', 'inference'])
    expect(at(config, mode === 'flink' ? 'inference.port' : 'api.port')).toBe(8080)
  })

  test.for(['file', 'kafka', 'pulsar', 'kinesis'])('has the keys of a source of the type %s in both generations', async (type) => {
    const source = { type, path: '/data', brokers: ['kafka:9092'], topic: 'events', offset: 'last=7d', options: { 'client.id': '1e3' }, serviceUrl: 'pulsar://pulsar', adminUrl: 'http://pulsar' }
    const [serve] = files(await rendered(stringify({ serve: { config: { input: source } } })))
    expect(unknownKeys(parse(serve ?? '') as Fields, keys.serve)).toEqual([])
    expect(at(parse(serve ?? '') as Fields, 'input.offset')).toBe('last=7d')
    const [flink] = files(await rendered(stringify({ ...flinkValues, flink: { config: { bootstrap: { workdir: 's3://metarank/work', source: { ...source, path: 's3://metarank/events/' } } } } })))
    expect(unknownKeys(parse(flink ?? '') as Fields, keys.flink)).toEqual([])
    expect(at(parse(flink ?? '') as Fields, 'bootstrap.source.type')).toBe(type)
  })

  test('is told from one with a key that nobody reads', () => {
    expect(unknownKeys({ api: { prot: 8080 }, state: { type: 'memory', host: 'x' } }, keys.serve)).toEqual(['api.prot', 'state.host'])
  })
})

const flinkValues = { mode: 'flink', redis: { auth: { enabled: false } }, s3: { accessKeyId: { existingSecret: 'keys' }, secretAccessKey: { existingSecret: 'keys' } } }

async function rendered(valuesYaml: string): Promise<readonly KubernetesObject[]> {
  const { error, manifests } = await (await openHelm()).render({ chart: chart.package, engine: 'helm4', valuesYaml })
  if (error !== undefined) throw new Error(error)
  return manifests.map(({ content }) => parse(content) as KubernetesObject)
}

/** What stands in the ConfigMap of the configuration. */
function files(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.['app.kubernetes.io/name'] === 'metarank').flatMap(({ data }) => Object.values(data ?? {}) as readonly string[])
}

/** Keys that a generation does not read; what has types is looked up by its type. Below features, models and encoders everything is the user's. */
function unknownKeys(config: Fields, known: Keys, path = ''): readonly string[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const [place, inner] = [`${path}${key}`, known[key]]
    if (inner === undefined) return [place]
    if (inner === 'value' || typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const ofType = textAt(value, 'type')
    return unknownKeys(value as Fields, ofType === '' ? inner : { type: 'value', ...((inner[ofType] ?? {}) as Keys) }, `${place}.`)
  })
}

interface Keys {
  readonly [key: string]: 'value' | Keys
}

function values(...names: readonly string[]): Keys {
  return Object.fromEntries(names.map((name) => [name, 'value' as const]))
}

const stream = {
  kafka: values('brokers', 'topic', 'groupId', 'offset', 'options'),
  pulsar: values('serviceUrl', 'adminUrl', 'topic', 'subscriptionName', 'subscriptionType', 'offset', 'options'),
}

const redis: Keys = {
  ...values('host', 'port', 'format'),
  cache: values('maxSize', 'ttl', 'clientTracking'),
  pipeline: values('enabled', 'maxSize', 'flushPeriod'),
  timeout: values('socket', 'connect', 'command'),
  tls: values('enabled', 'ca', 'verify'),
}

/** The keys of both generations, as their decoders have them. */
const keys = {
  flink: {
    ...values('features', 'models'),
    bootstrap: {
      ...values('workdir', 'parallelism'),
      source: { ...stream, file: values('path', 'offset'), kinesis: values('topic', 'offset', 'region') },
      syntheticImpression: values('enabled', 'eventName'),
    },
    inference: {
      ...values('port', 'host', 'parallelism'),
      state: { redis: values('host', 'port', 'format'), memory: values('port', 'format') },
      source: { ...stream, rest: values('bufferSize', 'host', 'port'), kinesis: values('topic', 'offset', 'region') },
    },
  },
  serve: {
    ...values('features', 'models', 'inference'),
    core: { tracking: values('analytics', 'errors'), clickthrough: values('maxSessionLength', 'maxParallelSessions'), import: { cache: values('enabled', 'size') } },
    api: values('host', 'port', 'timeout'),
    state: {
      redis: { ...redis, db: values('state', 'values', 'rankings', 'models') },
      memory: {},
      file: { ...values('path', 'format'), backend: { rocksdb: values('lruCacheSize', 'blockSize'), mapdb: values('mmap', 'maxNodeSize') } },
    },
    train: {
      redis: { ...redis, ...values('db', 'ttl') },
      memory: {},
      discard: {},
      file: values('path', 'format'),
      s3: values('bucket', 'prefix', 'region', 'key', 'secret', 'compress', 'batchSizeBytes', 'batchSizeEvents', 'partInterval', 'endpoint', 'format'),
    },
    input: {
      kafka: { ...stream.kafka, format: 'value' },
      pulsar: { ...stream.pulsar, format: 'value' },
      file: values('path', 'offset', 'format', 'sort'),
      kinesis: values('topic', 'offset', 'region', 'endpoint', 'skipCertVerification', 'getRecordsPeriod', 'sleepOnEmptyPeriod', 'format'),
    },
  },
} as const satisfies { readonly [mode: string]: Keys }
