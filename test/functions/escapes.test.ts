import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sample, string } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { chartMetadata, compile, writeFiles } from '../language/compile.ts'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import { hostileStrings } from './hostile-strings.ts'
import { seed, seedLine } from './seed.ts'
import { valuesText } from './values-text.ts'

/** Strings arrive as they are in the programs that the files are for: written by a chart, rendered by Helm, read by the real parser. */
const engines = ['helm4', 'helm3'] as const
const random = sample(string({ unit: 'binary', maxLength: 20 }), { numRuns: 200, seed })
const texts = [...hostileStrings, ...random]
const isLine = (text: string): boolean => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
// The checks of a chart refuse these in lists and maps, because Helm's toYaml can't write them.
const words = texts.filter((text) => !/[\0\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text))
const lines = words.filter(isLine)
const directives = lines.filter((text) => !text.includes('$'))
const plain = lines.filter((text) => !/[{}"#;]/.test(text))

const list = (pattern: string) => ({ type: 'array', items: { type: 'string', pattern }, description: 'Strings.', default: [] })
const controls = '\\x00-\\x1f\\x7f-\\x9f\u2028\u2029'
const schema = { type: 'object', additionalProperties: false, properties: { words: list('^[^\\x00]*$'), lines: list(`^[^${controls}]*$`), directives: list(`^[^${controls}$]*$`), plain: list(`^[^${controls}{}"#;]*$`) } }
const source = `data:
  run.sh: |
    {{#each values.words as |word|}}
    printf '%s\\0' {{shell word}}
    {{/each}}
  web.ini: |
    [web]
    {{#each values.lines as |line index|}}
    key{{index}} = {{ini line}}
    {{/each}}
  web.properties: |
    {{#each values.words as |word index|}}
    key{{index}}={{properties word}}
    {{/each}}
  nginx.conf: |
    {{#each values.directives as |text index|}}
    location = /{{index}} { return 200 {{nginx text}}; }
    {{/each}}
  postgresql.conf: |
    {{#each values.lines as |line index|}}
    key.k{{index}} = {{postgresql line}}
    {{/each}}
  redis.conf: |
    {{#each values.words as |word|}}
    rpush words {{redis word}}
    {{/each}}
  krb5.conf: |
    {{#each values.plain as |text index|}}
    key{{index}} = {{krb5 text}}
    {{/each}}
end: true
`

let helm: HelmBatch
const folder = mkdtempSync(join(tmpdir(), 'chartwright-escapes-'))
const rendered: { [engine: string]: { readonly [file: string]: string } } = {}

beforeAll(async () => {
  console.log(seedLine)
  const { files, messages } = await compile({ 'charts-src/demo/chart.yaml': chartMetadata, 'schemas/demo.schema.json': valuesText(schema), 'charts-src/demo/templates/web-configmap.yml.hbs': source })
  expect(messages, messages).toBe('')
  writeFiles(join(folder, 'chart'), files)
  helm = await openHelmBatch()
  for (const engine of engines) {
    const { manifests, error } = await helm.render({ chart: join(folder, 'chart'), engine, valuesYaml: valuesText({ words, lines, directives, plain }) })
    expect(error, error).toBeUndefined()
    rendered[engine] = (parse(manifests[0]?.content ?? '') as { readonly data: { readonly [file: string]: string } }).data
  }
})

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(engines)('what %s writes', (engine) => {
  it('a shell reads', async () => {
    const { stdout } = await run('sh', [await written(engine, 'run.sh')])
    expectSame(stdout.split('\0').slice(0, -1), words)
  })

  it.skipIf(!has('python3', ['--version']))("Python's configparser reads, without white space at the ends", async () => {
    const { stdout } = await run('python3', [parser('read_ini.py'), await written(engine, 'web.ini')])
    expectSame(JSON.parse(stdout) as readonly string[], lines.map(stripped))
  })

  it.skipIf(!has('java', ['-version']))('Java reads as properties', async () => {
    const { stdout } = await run('java', [parser('ReadProperties.java'), await written(engine, 'web.properties')])
    expectSame(stdout.split('\n').slice(0, -1).map((line) => Buffer.from(line, 'base64').toString('utf8')), words)
  })

  it.skipIf(!has('nginx', ['-v']))('nginx reads', async () => {
    const socket = join(folder, `${engine}.sock`)
    const configuration = await written(engine, 'nginx.conf')
    const main = join(folder, `${engine}-main.conf`)
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')
    writeFileSync(main, `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit; events {}\nhttp { access_log off; ${places} server { listen unix:${socket}; include ${configuration}; } }\n`)
    const server = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', main], { stdio: ['ignore', 'ignore', 'inherit'] })
    try {
      await until(() => existsSync(socket) || server.exitCode !== null)
      const bodies: string[] = []
      for (const index of directives.keys()) bodies.push(await get(socket, `/${index}`))
      expectSame(bodies, directives)
    } finally {
      server.kill()
      await until(() => server.exitCode !== null || server.signalCode !== null)
    }
  })

  it('PostgreSQL reads, as its manual says', () => {
    const texts = (rendered[engine]?.['postgresql.conf'] ?? '').split('\n').slice(0, -1).map((line) => /^key\.k\d+ = '((?:[^'\\]|''|\\\\)*)'$/.exec(line)?.[1])
    expectSame(texts.map((text) => text?.replaceAll("''", "'").replaceAll('\\\\', '\\') ?? ''), lines)
  })

  it.skipIf(!has('redis-server', ['--version']))('redis reads', async () => {
    const socket = join(folder, `${engine}-redis.sock`)
    const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder, '--loglevel', 'warning'], { stdio: ['ignore', 'ignore', 'inherit'] })
    try {
      await until(() => existsSync(socket) || server.exitCode !== null)
      // Commands that are sent as lines are split into words as those of the configuration file are.
      const { stdout } = await run('sh', ['-c', 'redis-cli -s "$1" < "$2" > /dev/null; redis-cli -s "$1" --json lrange words 0 -1', 'sh', socket, await written(engine, 'redis.conf')])
      expectSame(JSON.parse(stdout) as readonly string[], words)
    } finally {
      server.kill()
      await until(() => server.exitCode !== null || server.signalCode !== null)
    }
  })

  it('krb5.conf holds as it is', async () => {
    expectSame((rendered[engine]?.['krb5.conf'] ?? '').split('\n').slice(0, -1), plain.map((text, index) => `key${index} = ${text}`))
  })
})

it('draws strings of every kind', () => {
  expect([words.length, lines.length, directives.length, plain.length].every((length) => length > 100)).toBe(true)
})

const run = async (command: string, args: readonly string[]) => promisify(execFile)(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })

function parser(name: string): string {
  return fileURLToPath(new URL(`./parsers/${name}`, import.meta.url))
}

async function written(engine: string, file: string): Promise<string> {
  const path = join(folder, `${engine}-${file}`)
  writeFileSync(path, rendered[engine]?.[file] ?? '')
  return path
}

/** Says which strings did not arrive, not how two lists of hundreds differ. */
function expectSame(given: readonly string[], wanted: readonly string[]): void {
  const lost = wanted.flatMap((text, index) => (given[index] === text ? [] : [`${JSON.stringify(text)} came as ${JSON.stringify(given[index])}`]))
  expect(lost.length, `${seedLine}\n${lost.slice(0, 5).join('\n')}`).toBe(0)
  expect(given.length).toBe(wanted.length)
}

/** As Python's strip does it. */
function stripped(text: string): string {
  return text.replace(/^[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+|[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+$/g, '')
}

function has(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function get(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
}
