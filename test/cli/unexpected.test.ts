import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeError } from '../../generator/commands/describe-error.ts'
import { cli, demoRepository, run, runCli } from './run-cli.ts'

test('what the operating system refuses is told as that, and not as our mistake', async () => {
  const root = await demoRepository()
  await writeFile(join(root, 'dist-charts'), 'a file where a folder should be\n')
  const { exitCode, stdout, stderr } = await runCli(root, ['build'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(/^E[A-Z]+: .*dist-charts.*\n {2}why: the operating system refused it\n$/)
})

test('our own mistake says that it is ours, where it happened and what to do', () => {
  const text = describeError(new TypeError('x is undefined'))
  expect(text).toMatch(/^this is a mistake in Chartwright, not in your charts\n\nTypeError: x is undefined\n +at /)
  expect(text).toMatch(/fix: please report it .*CONTRIBUTING\.md/)
})

test('who stops reading gets no complaint', async () => {
  const { stderr } = await run(['sh', '-c', `"${process.execPath}" "${cli}" --help | true`], { cwd: await demoRepository() })
  expect(stderr).toBe('')
})
