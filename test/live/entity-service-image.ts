import { join } from 'node:path'
import { machinePath } from './container.ts'
import { gatewayImages, redisImages } from './debian-images.ts'
import type { Images } from './image.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/**
 * The application's image is not to be had, so another program stands in for it, which reads the same variables and answers on the same paths;
 * what runs it and what is around it are real: gunicorn, celery, alembic, nginx, Flower. `anonlink-app-next` is its next version, which needs more tables.
 */
export async function entityServiceImages(): Promise<Images> {
  const folder = await virtualEnvironment('entity-service')
  const application = join(import.meta.dirname, 'programs/entity-service')
  const next = join(import.meta.dirname, 'programs/entity-service-next')
  const python = { user: '1000:1000', users: ['user:x:1000:1000::/var/www:/bin/sh'], env: { PATH: `${folder}/bin:${machinePath}`, PYTHONDONTWRITEBYTECODE: '1' } }
  return {
    'data61/anonlink-app': { ...python, workingDirectory: application, folders: [folder, application] },
    'data61/anonlink-app-next': { ...python, workingDirectory: next, folders: [folder, application, next] },
    'mher/flower': { ...python, folders: [folder] },
    ...gatewayImages,
    ...redisImages,
  }
}
