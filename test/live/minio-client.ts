import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Executed } from './container.ts'
import { minioProgram } from './minio-programs.ts'
import type { StoreKeys } from './s3-server.ts'

/** What MinIO's client says with somebody's keys; the server is `store` in its words. */
export async function askStore(url: string, { accessKeyId, secretAccessKey }: StoreKeys, words: readonly string[], input = ''): Promise<Executed> {
  const program = join(await minioProgram('mc'), 'mc')
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-live-mc-'))
  try {
    // A file has room for any character, and nobody checks the keys before their use.
    await writeFile(join(folder, 'config.json'), JSON.stringify({ version: '10', aliases: { store: { url, accessKey: accessKeyId, secretKey: secretAccessKey, api: 's3v4', path: 'auto' } } }))
    return await new Promise((resolve) => {
      const child = execFile(program, words, { env: { MC_CONFIG_DIR: folder, HOME: folder }, timeout: 60_000 }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? 137), output: `${stdout}${stderr}` })
      })
      child.stdin?.end(input)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
