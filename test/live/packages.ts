import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../tools/places.ts'
import { withLock } from '../tools/with-lock.ts'
import { networkObstacle } from './network.ts'

/** Why pods can't be run on this machine with these packages of Debian; undefined if they can, and then the packages are there. */
export async function obstacle(packages: readonly string[]): Promise<string | undefined> {
  const missing = [...packages, 'iproute2', 'util-linux'].filter((name) => !isInstalled(name))
  if (missing.length > 0) {
    const problem = await installed(missing)
    if (problem !== undefined) return problem
  }
  return networkObstacle()
}

async function installed(packages: readonly string[]): Promise<string | undefined> {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return `${packages.join(', ')} ${packages.length === 1 ? 'is' : 'are'} not installed, and only root can do that, with apt-get`
  try {
    // One at a time, and without the servers that some packages would start.
    await withLock(join(cacheFolder, 'apt'), async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      await run('apt-get', ['update', '-q'], { env })
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600', ...packages], { env, maxBuffer: 2 ** 26 })
    })
    return undefined
  } catch (error) {
    return `apt-get can't install ${packages.join(', ')}: ${error instanceof Error ? error.message.split('\n')[0] : ''}`
  }
}

function isInstalled(name: string): boolean {
  try {
    return execFileSync('dpkg-query', ['--show', '--showformat=${Status}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('install ok installed')
  } catch {
    return false
  }
}

const run = promisify(execFile)
