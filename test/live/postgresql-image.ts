import { existsSync, readdirSync } from 'node:fs'
import type { Images } from './image.ts'
import { machinePath } from './container.ts'

/** The official image of PostgreSQL, with the programs of Debian's package; and in the place of the exporter a client that logs in as the exporter would. */
export function postgresqlImages(): Images {
  return {
    'prometheuscommunity/postgres-exporter': { user: '65534:65534', env: { PATH: `${programs}/${postgresqlMajor()}/bin:${machinePath}` }, entrypoint: ['sh', '-c', logIn, 'exporter'] },
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

const logIn = `export PGPASSWORD="$(cat "$DATA_SOURCE_PASS_FILE")"
until psql --no-psqlrc --no-align --tuples-only --command="SELECT current_user, pg_has_role('pg_monitor', 'USAGE')" "postgresql://$DATA_SOURCE_USER@$DATA_SOURCE_URI"; do sleep 1; done
trap 'exit 0' TERM
sleep infinity & wait`

const programs = '/usr/lib/postgresql'
