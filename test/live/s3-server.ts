import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { minioProgram } from './minio-programs.ts'

/** A MinIO outside the cluster, whose buckets are folders of this machine with a folder for each object. */
export async function openS3Server(keys: StoreKeys, buckets: readonly string[] = []): Promise<S3Server> {
  const program = join(await minioProgram('minio'), 'minio')
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-s3-'))
  const port = await freePort()
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, 'server', folder, '--address', `127.0.0.1:${port}`], {
    stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: folder, MINIO_BROWSER: 'off', MINIO_UPDATE: 'off', MINIO_ROOT_USER: keys.accessKeyId, MINIO_ROOT_PASSWORD: keys.secretAccessKey },
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

export function freePort(): Promise<number> {
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
