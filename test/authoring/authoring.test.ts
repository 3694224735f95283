import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cli, run } from '../cli/run-cli.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { repositoryFolder } from '../tools/places.ts'
import { readSteps, type Step } from './read-steps.ts'

/** Pages that are done from an empty folder on, as they say, to see what they show. UPDATE_AUTHORING=1 writes what is seen into a page. */
const isUpdate = process.env['UPDATE_AUTHORING'] === '1'
const place = await mkdtemp(join(tmpdir(), 'chartwright-authoring-'))
const commands = await readerCommands()
afterAll(() => rm(place, { recursive: true, force: true }))

await followPage('docs/authoring.md')
await followPage('docs/umbrellas.md')

async function followPage(name: string): Promise<void> {
  const path = join(repositoryFolder, name)
  const page = await readFile(path, 'utf8')
  const steps = readSteps(page)
  const seen = new Map<number, string>()
  const folder = join(place, basename(name))
  await mkdir(folder)

  describe.sequential(name, () => {
    test('has steps of each kind', () => {
      expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['write', 'edit', 'run']))
    })

    for (const [index, step] of steps.entries()) {
      const what = step.kind === 'run' ? step.command : `${step.kind} ${step.path}`
      test(`${step.heading}: ${what}`, async () => {
        if (step.kind !== 'run') return change(folder, step)
        const { exitCode, output } = await terminal(folder, step.command)
        if (isUpdate && !isAsShown(output, step.output)) {
          seen.set(index, output)
          return
        }
        if (!isAsShown(output, step.output)) expect(plain(output)).toBe(plain(step.output))
        expect(exitCode === 0, output).toBe(!isFailureShown(step.output))
      })
    }

    if (isUpdate) test('is written anew', async () => {
      const updated = steps.reduceRight((text, step, index) => {
        const output = seen.get(index)
        return step.kind === 'run' && output !== undefined ? text.slice(0, step.start) + output + text.slice(step.end) : text
      }, page)
      await writeFile(path, updated)
    })
  })
}

async function change(folder: string, step: Exclude<Step, { readonly kind: 'run' }>): Promise<void> {
  const file = join(folder, step.path)
  if (step.kind === 'write') {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, step.text)
    return
  }
  const text = await readFile(file, 'utf8')
  expect(text.split(step.before).length - 1, 'the lines to change stand there once').toBe(1)
  await writeFile(file, text.replace(step.before, () => step.after))
}

/** What a reader sees in the terminal. */
async function terminal(folder: string, command: string): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env
  const { exitCode, stdout } = await run(['sh', '-c', `exec 2>&1\n${command}`], { cwd: folder, env: { ...environment, PATH: `${commands}${delimiter}${process.env['PATH']}` } })
  return { exitCode, output: stdout }
}

function isFailureShown(output: string): boolean {
  return /^Error: |^\d+ errors?$/m.test(output)
}

/** The page leaves lines out with `…`; how long something took is another matter each time, and sizes change with what charts share. */
function isAsShown(output: string, shown: string): boolean {
  const lines = plain(shown).split('\n').map((line) => (line.trim() === '…' ? '(?:.*\n)*?.*' : line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${lines.join('\n')}$`).test(plain(output))
}

function plain(text: string): string {
  return text.replaceAll(/\b\d+(\.\d+)? ?(ms|s)\b/g, 'N s').replaceAll(/^Time: .*$/gm, 'Time: N s').replaceAll(/\b\d+(\.\d+)? (templates|values|files changed|%|kB|passed|total)/g, 'N $2').replaceAll(/zz-checks\.yml:\d+:\d+/g, 'zz-checks.yml').replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{3,}/g, '\n\n').trimEnd()
}

/** `npx`, and `helm` with the plugin helm-unittest, as a reader has them. */
async function readerCommands(): Promise<string> {
  const { helm4, unittest } = await ensureTools(['helm4', 'unittest'])
  const bin = join(place, 'bin')
  await mkdir(bin)
  const scripts = {
    npx: `[ "$1" = chartwright ] || exit 1\nshift\nexec "${process.execPath}" "${cli}" "$@"\n`,
    helm: `if [ "$1" = unittest ]; then\n  shift\n  exec "${unittest}" --color=false "$@"\nfi\nexec "${helm4}" "$@"\n`,
  }
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}`)
    await chmod(join(bin, name), 0o755)
  }
  return bin
}
