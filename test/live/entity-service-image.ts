import { join } from 'node:path'
import { machinePath } from './container.ts'
import type { Images } from './image.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/**
 * The images of the entity service: nginx of Debian, celery, Flower and gunicorn of PyPI, and the stand-in for the application beside this file.
 * `old` knows the first tables only, and `broken` has a migration that fails.
 */
export async function entityServiceImages(): Promise<Images> {
  const environment = await virtualEnvironment('entity-service')
  const application = join(import.meta.dirname, 'entity-service')
  const base = { env: { PATH: `${environment}/bin:${machinePath}`, PYTHONPATH: application }, user: '1000:1000', folders: [environment, application] }
  return {
    'data61/anonlink-app': { ...base, workingDirectory: application },
    'data61/anonlink-app-old': { ...base, workingDirectory: join(application, 'old') },
    'data61/anonlink-app-broken': { ...base, workingDirectory: join(application, 'broken') },
    'nginxinc/nginx-unprivileged': { user: '101:101', stopSignal: 'SIGQUIT' },
    'mher/flower': { env: { PATH: `${environment}/bin:${machinePath}` }, user: '1000:1000', folders: [environment] },
    'valkey/valkey': { user: '999:1000', command: ['redis-server'] },
  }
}
