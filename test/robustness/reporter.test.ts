import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { emptyFolder, run, type Run } from '../cli/run-cli.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const head = "import { beforeAll, describe, expect, test } from 'vitest'\n"

/** What a run of these test files prints last, and how it ends. */
const cases: readonly (readonly [what: string, files: { readonly [name: string]: string }, last: string, exitCode: number])[] = [
  ['all pass', { 'a.test.ts': `${head}test('1', () => {})\ntest('2', () => {})` }, '2 passed, 0 failed', 0],
  ['one fails, one is skipped', { 'a.test.ts': `${head}test('1', () => {})\ntest('2', () => expect(1).toBe(2))\ntest.skip('3', () => {})` }, '1 passed, 1 failed', 1],
  ['a file cannot be loaded', { 'a.test.ts': `${head}test('1', () => {})`, 'b.test.ts': "import './missing.ts'" }, '1 passed, 1 failed', 1],
  ['a hook throws', { 'a.test.ts': `${head}beforeAll(() => { throw new Error('no') })\ntest('1', () => {})` }, '0 passed, 1 failed', 1],
  ['an error that no test catches', { 'a.test.ts': `${head}test('1', async () => { void Promise.reject(new Error('no')); await new Promise((done) => setTimeout(done, 50)) })` }, '1 passed, 1 failed', 1],
  ['a hook throws beside a test that fails', { 'a.test.ts': `${head}test('1', () => expect(1).toBe(2))\ndescribe('group', () => { beforeAll(() => { throw new Error('no') })\ntest('2', () => {}) })` }, '0 passed, 2 failed', 1],
  ['an error that no test catches beside a test that fails', { 'a.test.ts': `${head}test('1', async () => { void Promise.reject(new Error('no')); await new Promise((done) => setTimeout(done, 50)); expect(1).toBe(2) })` }, '0 passed, 2 failed', 1],
  ['there is no test', {}, '0 passed, 1 failed', 1],
  ['every test is skipped', { 'a.test.ts': `${head}test.skip('1', () => {})` }, '0 passed, 1 failed', 1],
  ['the global set-up throws', { 'a.test.ts': `${head}test('1', () => {})`, 'set-up.ts': "export default () => { throw new Error('no') }" }, '0 passed, 1 failed', 1],
]

test.for(cases)('%s', async ([, files, last, exitCode]) => {
  const ended = await runTests(files)
  expect(ended.stdout.trimEnd().split('\n').at(-1), ended.stdout + ended.stderr).toBe(last)
  expect(ended.exitCode).toBe(exitCode)
})

async function runTests(files: { readonly [name: string]: string }): Promise<Run> {
  const folder = await emptyFolder()
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'))
  const hasSetUp = 'set-up.ts' in files
  const config = `import { countingReporter } from '${repository}/test/reporter.ts'
export default { test: { include: ['*.test.ts'], reporters: ['default', countingReporter()], globalSetup: ${hasSetUp ? "['set-up.ts']" : '[]'} } }\n`
  for (const [name, text] of Object.entries({ ...files, 'vitest.config.ts': config })) await writeFile(join(folder, name), text)
  return run([process.execPath, join(repository, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], { cwd: folder })
}
