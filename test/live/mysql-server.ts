import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../lab/cluster.ts'
import { freePort } from './s3-server.ts'

/** A MariaDB outside the cluster, which Debian has in the place of MySQL: the same protocol, the same clients. */
export async function openMysqlServer(user: string, password: string, databases: readonly string[]): Promise<MysqlServer> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-mysql-'))
  const port = await freePort()
  const data = [`--no-defaults`, `--datadir=${folder}/data`, '--user=root']
  execFileSync('mariadb-install-db', [...data, '--skip-test-db', '--auth-root-authentication-method=normal'], { stdio: 'ignore' })
  const text = (value: string) => `'${value.replace(/['\\]/g, '\\$&')}'`
  const name = `${text(user)}@'%'`
  const statements = [...databases.map((database) => `CREATE DATABASE ${database};`), `CREATE USER ${name} IDENTIFIED BY ${text(password)};`, ...databases.map((database) => `GRANT ALL ON ${database}.* TO ${name};`), '']
  writeFileSync(join(folder, 'init.sql'), statements.join('\n'))
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'mariadbd', ...data, `--socket=${folder}/socket`, `--port=${port}`, '--bind-address=127.0.0.1', `--init-file=${folder}/init.sql`, '--character-set-server=utf8mb4'], { stdio: 'ignore' })
  const query = (database: string, sql: string): string => execFileSync('mariadb', ['--no-defaults', `--socket=${folder}/socket`, '--user=root', '--skip-column-names', '--batch', database, '--execute', sql], { encoding: 'utf8', stdio: 'pipe' }).trim()
  await eventually(async () => expectRows(query('mysql', `SELECT user FROM user WHERE user = ${text(user)}`)), 60)
  return {
    endpoint: { host: '127.0.0.1', port },
    query,
    close: () => {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function expectRows(rows: string): void {
  if (rows === '') throw new Error('the server is not set up yet')
}

interface MysqlServer {
  readonly endpoint: { readonly host: string; readonly port: number }
  /** What a statement answers to the administrator, a line for each row. */
  readonly query: (database: string, sql: string) => string
  readonly close: () => void
}
