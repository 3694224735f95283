import { execFile } from 'node:child_process'

/** A client outside of the pods: what psql prints, or why it does not. */
export function psql(host: string, login: Login, sql: string): Promise<{ readonly isSuccess: boolean; readonly output: string }> {
  const { user, password, database = user, tls = 'prefer' } = login
  const env = { PATH: process.env['PATH'], PGHOST: host, PGUSER: user, PGPASSWORD: password, PGDATABASE: database, PGSSLMODE: tls, PGCONNECT_TIMEOUT: '20' }
  return new Promise((resolve) => {
    execFile('psql', ['--no-psqlrc', '--no-password', '--no-align', '--tuples-only', '--set=ON_ERROR_STOP=1', '--command', sql], { env }, (error, stdout, stderr) => resolve({ isSuccess: error === null, output: `${stdout}${stderr}`.trim() }))
  })
}

export interface Login {
  readonly user: string
  readonly password: string
  readonly database?: string
  readonly tls?: 'disable' | 'prefer' | 'require'
}
