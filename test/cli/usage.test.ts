import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoRepository, emptyFolder, runCli } from './run-cli.ts'

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  expect(await runCli(await emptyFolder(), ['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
})

test.for([[], ['--help'], ['-h'], ['help'], ['build', '--help']])('%j shows every command', async (parameters) => {
  const { exitCode, stdout, stderr } = await runCli(await emptyFolder(), parameters)
  expect(exitCode).toBe(0)
  expect(stderr).toBe('')
  for (const command of ['build', 'check', 'package', 'new', '--format', 'Exit code']) expect(stdout).toContain(command)
})

/** Wrong use: exit code 2, nothing on stdout, and what to do instead. */
const wrong: readonly (readonly [parameters: readonly string[], stderr: string])[] = [
  [['biuld'], 'there is no command "biuld"\n  fix: did you mean "build"?\n'],
  [['zzzzzz'], 'there is no command "zzzzzz"\n  fix: see "chartwright --help"\n'],
  [['build', '--frobnicate'], 'unknown option "--frobnicate"\n  fix: see "chartwright --help"\n'],
  [['check', '--destination', 'x'], '"chartwright check" has no flag "--destination"\n  fix: see "chartwright --help"\n'],
  [['build', '--format', 'xml'], '"xml" is not a format: there are pretty, json and github\n  fix: see "chartwright --help"\n'],
  [['build', 'dmeo'], 'there is no chart "dmeo"\n  fix: did you mean "demo"?\n'],
  [['check', 'nothing-like-it'], 'there is no chart "nothing-like-it"\n  fix: the charts are demo\n'],
  [['package', 'dmeo'], 'there is no chart "dmeo"\n  fix: did you mean "demo"?\n'],
  [['build', '--check', '--types', 'x'], '"--check" writes nothing, so it goes with neither "--types" nor "--packages"\n  fix: see "chartwright --help"\n'],
  [['new'], '"chartwright new" needs one name\n  fix: for example "chartwright new web-shop"\n'],
  [['new', 'Web Shop'], '"Web Shop" cannot be a chart\'s name\n  fix: take at most 30 lower-case letters, digits and "-", a letter first\n'],
  [['new', 'partials'], '"partials" cannot be a chart\'s name\n  fix: "charts-src/partials" holds what charts share\n'],
  [['new', 'demo'], '"charts-src/demo/chart.yaml" is there already\n  fix: take another name\n'],
]

test.for(wrong)('%j is wrong use', async ([parameters, stderr]) => {
  expect(await runCli(await demoRepository(), parameters)).toEqual({ exitCode: 2, stdout: '', stderr })
})

test('a folder without charts is wrong use', async () => {
  for (const command of ['build', 'check', 'package']) {
    const { exitCode, stderr } = await runCli(await emptyFolder(), [command])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('there is no folder "charts-src" here or above')
  }
})

test('wrong use in JSON is a document on stdout and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runCli(await demoRepository(), ['build', 'dmeo', '--format', 'json'])
  expect(exitCode).toBe(2)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ error: 'there is no chart "dmeo"', fix: 'did you mean "demo"?' })
})
