import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { cachedFolder } from '../tools/cached-folder.ts'
import { goModule, runGo, type PinnedModule } from '../tools/go-command.ts'
import { cacheFolder } from '../tools/places.ts'
import { withLock } from '../tools/with-lock.ts'

/** A server with the API of S3 that keeps its buckets, which are there from the start, in a folder of this machine. */
export async function openS3Server(keys: StoreKeys, buckets: readonly string[]): Promise<S3Server> {
  const program = await s3Program()
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-s3-'))
  const port = await freePort()
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, '--port', `127.0.0.1:${port}`, 'posix', folder], {
    stdio: 'ignore', env: { PATH: process.env['PATH'], ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey },
  })
  for (const bucket of buckets) await promisify(execFile)('mkdir', [join(folder, bucket)])
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100) throw new Error('the S3 server does not start')
    await sleep(100)
  }
  return {
    port,
    folder,
    close: () => {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The program, built once. */
export function s3Program(): Promise<string> {
  const name = join(cacheFolder, 'live', 'versitygw')
  return withLock(`${name}.lock`, async () => join(await cachedFolder('live/versitygw', [module.version, module.sum], async (folder) => {
    process.stderr.write('building versitygw …')
    const start = Date.now()
    await runGo(await goModule(module), ['build', '-trimpath', '-ldflags=-s -w', '-o', join(folder, 'versitygw'), './cmd/versitygw'])
    process.stderr.write(` ${Math.round((Date.now() - start) / 1000)} s\n`)
  }), 'versitygw'))
}

const module: PinnedModule = { path: 'github.com/versity/versitygw', version: 'v1.8.0', sum: 'h1:au+wI+aybno/STsQiSm35Uu6Q6iK5MWReQxgO6SEMFc=' }

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

export interface StoreKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface S3Server {
  readonly port: number
  /** Where the buckets are. */
  readonly folder: string
  readonly close: () => void
}
