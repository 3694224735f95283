import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, textAt, textsAt } from '../contracts/read/at.ts'
import { overlaid } from '../contracts/read/overlaid.ts'
import { run } from '../lab/run.ts'
import { render } from '../live/render.ts'
import { repositoryFolder } from '../tools/places.ts'

const folder = join(import.meta.dirname, 'fink')
const { options, required } = parse(readFileSync(join(folder, 'arguments.yaml'), 'utf8'), { merge: true }) as Table
const versions = (parse(readFileSync(join(repositoryFolder, 'schemas/fink.schema.json'), 'utf8')) as Schema).properties.version.enum
const stages = ['stream2raw', 'raw2science', 'distribute']
const hasPython = (await run(['python3', '--version'], { cwd: folder }).catch(() => ({ exitCode: 1 }))).exitCode === 0

const base = { onlineDataPrefix: 's3a://fink', kafka: { input: { servers: 'localhost:9092', topic: 'alerts' }, output: { servers: 'out:9092' } } }
const whole = [...stages, 'rubin']

/** What a version needs to be rendered at all, and all that it takes besides. */
const givenTo: { readonly [version: string]: readonly [least: Fields, most: Fields] } = {
  '0.7.0': [{ acceptOldSpark: true, raw2science: { enabled: false }, distribute: { enabled: false } }, {}],
  '2.4': [{}, { night: '20261125' }],
  '2.7': [{}, { night: '20261125', producer: 'elasticc' }],
  '3.1': [{}, { night: '20261125', producer: 'sims', noScience: true }],
  '4.1': [{}, { night: '20261125', producer: 'ztf', noScience: true }],
  '5.0': [{ kafka: { output: { securityProtocol: 'PLAINTEXT' } } }, { night: '20261125', producer: 'elasticc', noScience: true, sparkLogLevel: 'ERROR', kafka: { input: { maxOffsetsPerTrigger: 100 }, output: { securityProtocol: 'VD', topicPrefix: 'x_' } } }],
}
const forAll = { triggerIntervalSeconds: 7, logLevel: 'DEBUG', kafka: { input: { schema: '/schemas/own.avro', startingOffsets: '{"alerts":{"0":-2}}' } }, ...Object.fromEntries(stages.map((stage) => [stage, { exitAfter: 60 }])) }
const rubin = { version: '5.0', onlineDataPrefix: 'hdfs://ccmaster1:8020/user/fink', night: '20261125', kafka: { output: { securityProtocol: 'PLAINTEXT' } }, stream2raw: { enabled: false }, rubin: { enabled: true, servers: 'a:1', topic: 'b', hdfsNamenode: 'ccmaster1', username: 'd', password: { value: 'e' } } }
const moreOfRubin = { rubin: { schemaServer: 'https://schemas.example.com', consumers: 4, maxAlertsPerConsumer: 10, hdfsPort: 9000, hdfsBatchSize: 5, tableSchemaPath: '/schemas', extraArguments: ['-log', 'DEBUG'] } }

describe.skipIf(!hasPython)(`the arguments of fink${hasPython ? '' : ' (left out: there is no python3)'}`, () => {
  test('the table has every version', () => expect(Object.keys(options)).toEqual([...versions, 'rubin']))

  describe.each(versions)('of version %s', (version) => {
    const [least, most] = givenTo[version]!
    const cells = version === '0.7.0' ? ['stream2raw'] : stages
    test.each(['operator', 'submit', 'client'])('are what its parser takes, by the launcher %s', async (launcher) => {
      for (const values of [least, overlaid(forAll, overlaid(least, most))]) {
        const found = argumentsIn(await render('fink', overlaid(overlaid(base, { version, launcher }), values)))
        expect([...found.keys()].sort()).toEqual([...cells].sort())
        expect(await errorsOf([...found].map(([stage, words]) => caseOf(version, stage, words)))).toEqual(cells.map(() => null))
      }
    })
  })

  test.each(['raw2science', 'distribute'])('of version 0.7.0 are not known for %s, and the chart says so', async (stage) => {
    const others = Object.fromEntries(stages.map((other) => [other, { enabled: other === stage }]))
    await expect(render('fink', overlaid(base, { version: '0.7.0', acceptOldSpark: true, ...others }))).rejects.toThrow('version 0.7.0 has other arguments for raw2science and distribute')
  })

  test.each([['least', {}], ['most', moreOfRubin]])('of the reader of Rubin are what its parser takes: %s', async (_, values) => {
    const found = argumentsIn(await render('fink', overlaid(rubin, values)))
    expect([...found.keys()].sort()).toEqual(['distribute', 'raw2science', 'rubin'])
    expect(await errorsOf([...found].map(([stage, words]) => caseOf(stage === 'rubin' ? 'rubin' : '5.0', stage, words)))).toEqual([null, null, null])
  })

  describe('are refused', () => {
    let words: ReadonlyMap<string, readonly string[]>
    beforeAll(async () => {
      words = argumentsIn(await render('fink', overlaid(base, { version: '2.7', launcher: 'operator' })))
    })

    test.each([
      ['if the version does not know one', '2.4', 'raw2science', (list: readonly string[]) => list, 'unrecognized arguments: -producer ztf'],
      ['if one has an old name', '2.7', 'stream2raw', (list: readonly string[]) => [...list, '-rawdatapath', 's3a://fink/raw'], 'unrecognized arguments: -rawdatapath'],
      ['if one is shortened', '2.7', 'stream2raw', (list: readonly string[]) => list.map((word) => (word === '-topic' ? '-top' : word)), 'arguments are required: -topic'],
      ['if one is missing', '2.7', 'distribute', (list: readonly string[]) => list.filter((word, index) => word !== '-distribution_servers' && list[index - 1] !== '-distribution_servers'), 'arguments are required: -distribution_servers'],
      ['if one is none of its choices', '2.7', 'raw2science', (list: readonly string[]) => list.map((word) => (word === 'ztf' ? 'lsst' : word)), "argument -producer: invalid choice: 'lsst'"],
      ['if one is no number', '2.7', 'raw2science', (list: readonly string[]) => list.map((word) => (word === '2' ? 'two' : word)), "argument -tinterval: invalid int value: 'two'"],
      ['if one is written otherwise', '2.7', 'stream2raw', (list: readonly string[]) => [...list, '-night', '2026-11-25'], 'argument -night: invalid'],
      ['if one has no value', '2.7', 'stream2raw', (list: readonly string[]) => [...list, '-night'], 'argument -night: expected one argument'],
    ])('%s', async (_, version, stage, changed, message) => {
      const [error] = await errorsOf([caseOf(version, stage, changed(words.get(stage)!))])
      expect(error).toContain(message)
    })

    test('where the chart hands one on that is wrong', async () => {
      const found = argumentsIn(await render('fink', overlaid(base, { version: '2.7', stream2raw: { extraArguments: ['-no_such_argument', '1'] } })))
      expect(await errorsOf([caseOf('2.7', 'stream2raw', found.get('stream2raw')!)])).toEqual(['unrecognized arguments: -no_such_argument 1'])
    })
  })
})

/** The words that each stage's program gets, however it is started. */
function argumentsIn(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> {
  return new Map(objects.flatMap((object) => {
    const stage = object.metadata.labels?.['app.kubernetes.io/name'] ?? ''
    if (!whole.includes(stage)) return []
    if (object.kind === 'SparkApplication') return [[stage, textsAt(object, 'spec.arguments')] as const]
    const [container] = listAt(object, 'spec.template.spec.containers')
    if (container === undefined) return []
    const words = textsAt(container, 'args')
    if (stage !== 'rubin') return [[stage, words] as const]
    // What starts Rubin's reader adds the password, which stands in no argument of the pod.
    expect(JSON.stringify(object)).toContain('-lsst_kafka_password')
    return [[stage, [...words.slice(words.findIndex((word) => word.endsWith('/stream2raw.py')) + 1), '-lsst_kafka_password', textAt(container, 'name')]] as const]
  }))
}

function caseOf(version: string, stage: string, words: readonly string[]): Case {
  return { options: options[version]!, required: required[`${stage} ${version}`] ?? required[stage]!, arguments: words }
}

async function errorsOf(cases: readonly Case[]): Promise<readonly (string | null)[]> {
  const { exitCode, stdout, stderr } = await run(['python3', join(folder, 'parse-arguments.py')], { cwd: folder }, JSON.stringify(cases))
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return JSON.parse(stdout) as readonly (string | null)[]
}

interface Case {
  readonly options: Fields
  readonly required: readonly string[]
  readonly arguments: readonly string[]
}

interface Table {
  readonly options: { readonly [version: string]: Fields }
  readonly required: { readonly [stage: string]: readonly string[] }
}

interface Schema {
  readonly properties: { readonly version: { readonly enum: readonly string[] } }
}
