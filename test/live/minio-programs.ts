import { join } from 'node:path'
import { cachedFolder } from '../tools/cached-folder.ts'
import { goModule, runGo, type PinnedModule } from '../tools/go-command.ts'
import { cacheFolder } from '../tools/places.ts'
import { withLock } from '../tools/with-lock.ts'
import { machinePath } from './container.ts'
import type { Images } from './image.ts'

/** The server and its client, in the images' paths. */
export async function minioImages(): Promise<Images> {
  const [server, client] = [await minioProgram('minio'), await minioProgram('mc')]
  return { 'minio/minio': imageWith(server), 'minio/mc': imageWith(client) }
}

/** The folder of a program of MinIO, which is built once. */
export function minioProgram(name: keyof typeof modules): Promise<string> {
  const module = modules[name]
  return withLock(join(cacheFolder, 'live', `${name}.lock`), () => cachedFolder(`live/${name}`, [module.version, module.sum], async (folder) => {
    process.stderr.write(`building ${name} …`)
    const start = Date.now()
    await runGo(await goModule(module), ['build', '-trimpath', '-ldflags=-s -w', '-o', join(folder, name), '.'])
    process.stderr.write(` ${Math.round((Date.now() - start) / 1000)} s\n`)
  }))
}

const imageWith = (folder: string) => ({ env: { PATH: `${folder}:${machinePath}` }, folders: [folder] })

const modules = {
  minio: { path: 'github.com/minio/minio', version: 'v0.0.0-20260212201848-7aac2a2c5b7c', sum: 'h1:/qdoYujxF5MBLDMVLeiYJ/7fBa1HikX39Dvzb9Ji8pA=' },
  mc: { path: 'github.com/minio/mc', version: 'v0.0.0-20250313080218-cf909e1063a9', sum: 'h1:6RyInOHKL6jz8zxcAar/h6rg/aJCxDP/uFuSNvYSuMI=' },
} as const satisfies Readonly<Record<string, PinnedModule>>
