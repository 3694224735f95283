import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run, type Run } from '../cli/run-cli.ts'
import type { Texts } from './image.ts'

/** A folder for one test, with small programs in the place of those that a script of a chart calls: what is hard to bring about for real is said by them. */
export async function standIns(programs: Texts): Promise<StandIns> {
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-live-script-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, name), `#!/bin/sh\ncd ${folder}\n${text}\n`, { mode: 0o755 })
  return {
    folder,
    text: (name) => readFile(join(folder, name), 'utf8'),
    run: async (script, words, env, places = []) => {
      for (const place of places) await mkdir(join(folder, place), { recursive: true })
      const moved = places.reduce((text, place) => text.replaceAll(new RegExp(`(?<![\\w/.])/${place}(?=/)`, 'g'), join(folder, place)), script)
      return run(['timeout', '60', 'sh', '-c', moved, 'script', ...words], { env: { ...env, PATH: `${folder}:/usr/bin:/bin` } })
    },
  }
}

export interface StandIns {
  readonly folder: string
  /** What a file of the folder says. */
  readonly text: (name: string) => Promise<string>
  /** Runs a script in which folders such as `run/redis`, which stands for /run/redis, are below this one. */
  readonly run: (script: string, words: readonly string[], env: Texts, places?: readonly string[]) => Promise<Run>
}
