import { existsSync, readdirSync } from 'node:fs'
import type { Images } from './image.ts'
import { machinePath } from './container.ts'

/** The official image of PostgreSQL, with the programs of Debian's package. */
export function postgresqlImages(): Images {
  return {
    postgres: {
      entrypoint: ['docker-entrypoint.sh'],
      command: ['postgres'],
      env: { PATH: `${programs}/${postgresqlMajor()}/bin:${machinePath}`, LANG: 'C.UTF-8' },
      users: ['postgres:x:999:999::/var/lib/postgresql:/bin/bash'],
      stopSignal: 'SIGINT',
    },
  }
}

/** The major version that Debian has. */
export function postgresqlMajor(): string {
  return existsSync(programs) ? (readdirSync(programs).filter((name) => /^\d+$/.test(name)).sort((one, two) => Number(two) - Number(one))[0] ?? '') : ''
}

const programs = '/usr/lib/postgresql'
