import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Image } from './image.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/** What Spark's image brings along: Spark itself, which PyPI has with all its programs, and an application to run in place of Fink's. */
export async function sparkImage(): Promise<Image> {
  const folder = await virtualEnvironment('spark')
  const python = join(folder, 'bin/python')
  const library = readdirSync(join(folder, 'lib')).find((name) => name.startsWith('python3')) ?? ''
  return {
    user: '185:185',
    env: { SPARK_HOME: join(folder, 'lib', library, 'site-packages/pyspark'), PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python },
    folders: [folder, programs],
  }
}

const programs = fileURLToPath(new URL('programs', import.meta.url))

/** The path of an application, as a driver calls it. */
export function application(name: string): string {
  return `local://${join(programs, name)}`
}
