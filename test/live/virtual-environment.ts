import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../tools/places.ts'
import { withLock } from '../tools/with-lock.ts'
import { removeSuperseded } from '../tools/remove-superseded.ts'

/**
 * A virtual environment of Python with what `requirements/<name>.txt` lists and nothing else, made once and kept in the cache; its path.
 * Its scripts hold that path, so it is made in its place, and a file says when it is whole. Python is Debian's, which the user of a
 * container can read and for which `obstacle(['python3-venv'])` cares; one in somebody's home may be closed to others.
 */
export async function virtualEnvironment(name: string, python = '/usr/bin/python3'): Promise<string> {
  const file = join(import.meta.dirname, 'requirements', `${name}.txt`)
  const hash = createHash('sha256').update(JSON.stringify([python, readFileSync(file, 'utf8')])).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, 'live', `${name}-${hash}`)
  const whole = join(folder, 'whole')
  if (existsSync(whole)) return folder
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(whole)) return folder
    process.stderr.write(`installing ${name} from PyPI …`)
    const start = Date.now()
    try {
      await rm(folder, { recursive: true, force: true })
      await mkdir(join(cacheFolder, 'live'), { recursive: true })
      await run(python, ['-m', 'venv', folder])
      // The list is complete, so that pip has nothing to choose.
      await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--requirement', file], { maxBuffer: 2 ** 26 })
      await writeFile(whole, '')
      await removeSuperseded(folder)
    } catch (error) {
      process.stderr.write(' failed\n')
      throw error
    }
    process.stderr.write(` ${Math.round((Date.now() - start) / 1000)} s\n`)
    return folder
  })
}

const run = promisify(execFile)
