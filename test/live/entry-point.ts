import { join } from 'node:path'
import type { Fields } from '../contracts/model.ts'
import { machinePath } from './container.ts'
import type { Images } from './image.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/** The document's image is private: in its place runs an entry point of ours, with the real clients of Redis and of Elastic APM. */
export async function entryPointImages(): Promise<Images> {
  const environment = await virtualEnvironment('service')
  return { 'example/service': { env: { PATH: `${environment}/bin:${machinePath}` }, folders: [environment, programs] } }
}

const programs = join(import.meta.dirname, 'programs')

/** What the chart has to be told about it. */
export const entryPoint = {
  image: { repository: 'example/service', tag: '1.4.0' },
  command: ['python', '-m', 'entry_point'],
  env: { PYTHONPATH: { value: programs } },
  healthPath: '/health',
} as const satisfies Fields
