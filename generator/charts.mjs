#!/usr/bin/env node
// `npm run charts`: from a fresh clone to built charts. Installs what is missing, compiles the tool, builds everything.
// It is plain JavaScript because nothing is compiled yet when it runs, and it uses Node's own modules only because nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

const parameters = process.argv.slice(2)
const isCompileOnly = parameters[0] === '--compile-only'
const isInstalling = process.env.npm_lifecycle_event === 'prepare'

if ((await isReady()) && !isCompileOnly) {
  const folders = ['--types', join(dist, 'values'), '--packages', join(root, 'packages')]
  process.argv.splice(2, Infinity, 'build', ...folders, ...parameters)
  process.chdir(root)
  await import(pathToFileURL(join(dist, 'cli.js')).href)
}

async function isReady() {
  try {
    checkNode()
    if (!isInstalling) install()
    await compile()
    return true
  } catch (error) {
    say(error.isExpected ? error.message : error.stack)
    process.exitCode = 1
    return false
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  stop(`Node ${process.versions.node} is too old: Chartwright needs 20.19 or newer (https://nodejs.org)`)
}

/** Installs what package-lock.json says, unless node_modules is just that already. */
function install() {
  if (isInstalled()) return
  say('installing the dependencies …')
  run('npm', ['ci', '--ignore-scripts'], 'npm ci failed')
}

/** npm notes in node_modules/.package-lock.json what it has installed; packages for other platforms are not among it. */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const present = readJson(join(root, 'node_modules/.package-lock.json'))?.packages
  if (present === undefined) return false
  const isAsWanted = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    if (present[path] === undefined) return entry.optional === true
    return present[path].version === entry.version && existsSync(join(root, path))
  })
  return isAsWanted && Object.keys(present).every((path) => path in wanted)
}

/** Compiles generator/ into dist/ when it is not what dist/ was made from. The new folder takes the old one's name when it is whole. */
async function compile() {
  const key = sourceKey()
  const stamp = join(dist, 'compiled-from')
  if (existsSync(join(dist, 'cli.js')) && readText(stamp) === key) return
  say('compiling the tool …')
  const workplace = join(root, '.cache', `compile-${process.pid}`)
  const fresh = join(workplace, 'dist')
  try {
    mkdirSync(workplace, { recursive: true })
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', fresh], 'the tool does not compile')
    await bundle(fresh)
    chmodSync(join(fresh, 'cli.js'), 0o755)
    writeFileSync(join(fresh, 'compiled-from'), key)
    if (existsSync(join(dist, 'values'))) cpSync(join(dist, 'values'), join(fresh, 'values'), { recursive: true })
    swap(fresh, workplace)
  } finally {
    rmSync(workplace, { recursive: true, force: true })
  }
}

/**
 * Puts what all commands need, and what only building needs, into a file each, with the libraries: to find, read and compile hundreds of
 * files takes a sixth of a build. One dependency stays outside, since few need it and it brings a formatter along.
 */
async function bundle(folder) {
  const { build } = await import('rolldown')
  const input = { cli: 'generator/cli.ts', index: 'generator/index.ts', 'kubernetes-schemas': 'generator/kubernetes-schemas/main.ts' }
  const groups = [
    { name: 'common', priority: 1, test: /generator.(tool-root|5-package.source-date|commands.(answer|built-chart|find-root))\.ts/ },
    { name: 'pipeline', test: /node_modules|generator.(\d-(?!package.snapshot)|build\.ts|diagnostics|functions|ir|json-schema|regular-expression|schema|syntax)/ },
  ]
  const output = { dir: folder, entryFileNames: '[name].js', chunkFileNames: '[name].js', codeSplitting: { groups } }
  await build({ cwd: root, input, output, platform: 'node', external: ['json-schema-to-typescript'], logLevel: 'warn' })
}

/** Another process may compile at the same time: it makes the same, so whoever comes last wins. */
function swap(fresh, workplace) {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      if (existsSync(dist)) renameSync(dist, join(workplace, `old-${attempt}`))
      renameSync(fresh, dist)
      return
    } catch (error) {
      if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error
    }
  }
  stop('another process keeps writing to dist/')
}

/** Changes with every file that the compiled tool depends on. */
function sourceKey() {
  const hash = createHash('sha256')
  const entries = readdirSync(join(root, 'generator'), { recursive: true, withFileTypes: true })
  const sources = entries.filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
  const others = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) => join(root, name))
  for (const path of [...sources, ...others].sort()) hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

function run(command, commandParameters, failure) {
  const isWindows = process.platform === 'win32'
  // What these print is no result, so it goes to stderr, where results are not looked for.
  const { status } = spawnSync(command, commandParameters, { cwd: root, stdio: ['ignore', 2, 2], shell: isWindows && command === 'npm' })
  if (status !== 0) stop(failure)
}

function readJson(path) {
  const text = readText(path)
  return text === undefined ? undefined : JSON.parse(text)
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Ends with a sentence instead of a stack, after what has to be cleaned up. */
function stop(message) {
  throw Object.assign(new Error(message), { isExpected: true })
}
