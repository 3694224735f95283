import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../tools/places.ts'
import { withLock } from '../tools/with-lock.ts'

/**
 * A virtual environment of Python with these requirements, made once and kept in the cache; its path. Its scripts hold that path,
 * so it is made in its place, and a file says when it is whole. Python is Debian's, which the user of a container can read and
 * for which `obstacle(['python3-venv'])` cares; one in somebody's home may be closed to others.
 */
export async function virtualEnvironment(name: string, requirements: readonly string[], python = '/usr/bin/python3'): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([python, requirements])).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, 'live', `${name}-${hash}`)
  const whole = join(folder, 'whole')
  if (existsSync(whole)) return folder
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(whole)) return folder
    await rm(folder, { recursive: true, force: true })
    await mkdir(join(cacheFolder, 'live'), { recursive: true })
    await run(python, ['-m', 'venv', folder])
    await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...requirements], { maxBuffer: 2 ** 26 })
    await writeFile(whole, `${requirements.join('\n')}\n`)
    return folder
  })
}

const run = promisify(execFile)
