import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { printable } from './characters.ts'
import { openCluster } from './cluster.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { psql, type Login } from './postgresql-client.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { render } from './render.ts'

const reason = await obstacle(['postgresql', 'libnss-wrapper', 'openssl'])

/** Some characters beyond ASCII too. */
const hostile = { app: `${printable}ü€`, postgres: `'; DROP ROLE app; --\\`, reader: '$(touch /tmp/x)`id`%20{{x}}' }

const values = (more: Fields = {}): Fields => ({
  auth: { password: { value: hostile.app }, postgresPassword: { value: hostile.postgres }, users: { 'the-reader': { password: { value: hostile.reader }, memberOf: ['pg_read_all_data'] } } },
  databases: { reports: { owner: 'the-reader', extensions: ['pg_trgm'] } },
  settings: { 'live.text': `it's \\ "%" ${printable}`, max_connections: 40, fsync: false },
  setupScripts: { '10-visits.sql': 'CREATE TABLE IF NOT EXISTS visits (at timestamptz DEFAULT now());\nINSERT INTO visits DEFAULT VALUES;\n' },
  majorVersion: postgresqlMajor(),
  ...more,
})

describe.skipIf(reason !== undefined)(`postgresql runs${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  const cluster = reason === undefined ? openCluster(postgresqlImages()) : undefined
  afterAll(() => cluster?.close())
  let pod: Pod

  const start = async (given: Fields) => {
    await cluster!.apply(await render('postgresql', given))
    pod = await cluster!.start('StatefulSet/demo-postgresql')
    await pod.ready()
  }
  const restart = async (given: Fields) => {
    await pod.stop()
    await start(given)
  }
  const ask = (login: Login, sql: string) => psql(cluster!.services.address('demo-postgresql'), login, sql)
  const app: Login = { user: 'app', password: hostile.app }
  const superuser: Login = { user: 'postgres', password: hostile.postgres }
  const reader: Login = { user: 'the-reader', password: hostile.reader, database: 'reports' }

  test('the first time, and lets clients in once its startup probe succeeds, with passwords of any characters', async () => {
    await cluster!.apply(await render('postgresql', values()))
    pod = await cluster!.start('StatefulSet/demo-postgresql')
    while (!(await pod.probe('startup')).isSuccess) expect(pod.containers[0]?.isRunning(), pod.log()).toBe(true)
    expect(await ask(app, 'SELECT current_user, current_database()')).toEqual({ isSuccess: true, output: 'app|app' })
    expect(await ask(superuser, 'SELECT current_user')).toEqual({ isSuccess: true, output: 'postgres' })
    expect(await ask(reader, 'SELECT current_user, current_database()')).toEqual({ isSuccess: true, output: 'the-reader|reports' })
    expect(await pod.probe('readiness')).toMatchObject({ isSuccess: true })
    expect(await pod.probe('liveness')).toMatchObject({ isSuccess: true })
  })

  test('and keeps others out', async () => {
    for (const login of [{ ...app, password: 'wrong' }, { ...superuser, password: '' }, { ...app, user: 'nobody' }]) expect((await ask(login, 'SELECT 1')).isSuccess).toBe(false)
    const inside = await pod.exec(['psql', '--username=postgres', '--no-password', '--command=SELECT 1'])
    expect(inside.exitCode, inside.output).not.toBe(0)
  })

  test('with databases, extensions, scripts, rights and settings as the values say', async () => {
    expect((await ask({ ...superuser, database: 'reports' }, "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'")).output).toBe('pg_trgm')
    expect((await ask(superuser, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'reports'")).output).toBe('the-reader')
    expect((await ask(superuser, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'the-reader'")).output).toBe('f|f')
    expect((await ask({ ...superuser, database: 'app' }, 'SELECT count(*) FROM visits')).output).toBe('1')
    expect((await ask({ ...reader, database: 'app' }, 'SELECT count(*) FROM visits')).output).toBe('1')
    expect((await ask(superuser, 'SHOW live.text')).output).toBe(`it's \\ "%" ${printable}`.trim())
    expect((await ask(superuser, 'SHOW max_connections')).output).toBe('40')
    expect((await ask(app, 'CREATE TABLE entries (entry text)')).isSuccess).toBe(true)
    expect((await ask(app, `INSERT INTO entries VALUES ('kept')`)).isSuccess).toBe(true)
  })

  test('as a user that writes nowhere but on its volumes, and shows no password', async () => {
    for (const place of ['/', '/etc/postgresql', '/usr/lib', '/run/secrets']) expect((await pod.exec(['touch', `${place}/x`])).exitCode, place).not.toBe(0)
    expect((await pod.exec(['id', '-u'])).output.trim()).toBe('999')
    const processes = await pod.exec(['sh', '-c', 'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ'])
    for (const password of Object.values(hostile)) expect(`${processes.output}${pod.log()}`).not.toContain(password)
  })

  test('the test of the chart', async () => {
    expect(await cluster!.run('Pod/demo-postgresql-connection')).toMatchObject({ exitCode: 0 })
  })

  test('again, after a crash, with a new password, one more role and database, and its data', async () => {
    await pod.kill()
    const changed = values({ auth: { password: { value: 'new' }, postgresPassword: { value: hostile.postgres }, users: { 'the-reader': { password: { value: hostile.reader } }, builder: { password: { value: 'b' }, attributes: ['CREATEDB'] } } }, databases: { more: { owner: 'builder' } } })
    await start(changed)
    expect((await ask(app, 'SELECT 1')).isSuccess).toBe(false)
    expect((await ask({ ...app, password: 'new' }, 'SELECT entry FROM entries')).output).toBe('kept')
    expect((await ask({ user: 'builder', password: 'b', database: 'more' }, 'CREATE DATABASE own')).isSuccess).toBe(true)
    expect((await ask({ ...superuser, database: 'app' }, 'SELECT count(*) FROM visits')).output).toBe('2')
    // What the values no longer name stays.
    expect((await ask(reader, 'SELECT 1')).isSuccess).toBe(true)
  })

  test('with backups that can be read, of which the last are kept', async () => {
    await cluster!.apply(await render('postgresql', values({ backup: { enabled: true, keep: 2 } })))
    for (let run = 0; run < 3; run++) {
      const made = await cluster!.run('CronJob/demo-postgresql-backup')
      expect(made.exitCode, made.output).toBe(0)
    }
    const folder = cluster!.claim('demo-postgresql-backup')
    const kept = readdirSync(folder)
    expect(kept).toHaveLength(2)
    const last = join(folder, kept.toSorted().at(-1) ?? '')
    expect(readdirSync(last).sort()).toEqual(['app.dump', 'more.dump', 'own.dump', 'postgres.dump', 'reports.dump', 'roles.sql'])
    expect(readFileSync(join(last, 'roles.sql'), 'utf8')).toContain('CREATE ROLE builder')
    expect(execFileSync('pg_restore', ['--data-only', '--table=entries', '--file=-', join(last, 'app.dump')], { encoding: 'utf8' })).toContain('kept')
  })

  test('with TLS that is required, records of pg_hba.conf that come first, and an exporter that gets in', async () => {
    await cluster!.apply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tls' }, stringData: certificate() }])
    await cluster!.apply(await render('postgresql', values({ tls: { enabled: true, existingSecret: 'tls' }, clientAuthentication: [{ user: 'the-reader', method: 'reject' }], metrics: { enabled: true, password: { value: printable } } })))
    await pod.stop()
    pod = await cluster!.start('StatefulSet/demo-postgresql')
    while (!(await pod.probe('startup')).isSuccess) expect(pod.containers[0]?.isRunning(), pod.log()).toBe(true)
    expect((await ask({ ...app, tls: 'require' }, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).output).toBe('t')
    expect((await ask({ ...app, tls: 'disable' }, 'SELECT 1')).isSuccess).toBe(false)
    expect((await ask({ ...reader, tls: 'require' }, 'SELECT 1')).output).toContain('pg_hba.conf rejects')
    await expect.poll(() => pod.log('metrics'), { timeout: 60_000 }).toContain('metrics|t')
  })

  test('as a user id that the cluster has chosen', async () => {
    await cluster!.apply(await render('postgresql', { ...values(), persistence: { enabled: false }, podSecurityContext: { runAsUser: 1000650000, runAsGroup: 0, fsGroup: 1000650000 } }))
    await pod.stop()
    pod = await cluster!.start('StatefulSet/demo-postgresql')
    await pod.ready()
    expect((await ask(app, 'SELECT count(*) FROM visits')).isSuccess).toBe(false)
    expect((await ask({ ...superuser, database: 'app' }, 'SELECT count(*) FROM visits')).output).toBe('1')
  })

  test('and refuses the data of another major, without a change, until it is told', async () => {
    await pod.stop()
    const claim = cluster!.claim('data-demo-postgresql-0')
    const other = String(Number(postgresqlMajor()) - 1)
    renameSync(join(claim, postgresqlMajor()), join(claim, other))
    writeFileSync(join(claim, other, 'docker/PG_VERSION'), `${other}\n`)
    await cluster!.apply(await render('postgresql', values()))
    await expect(cluster!.start('StatefulSet/demo-postgresql')).rejects.toThrow(`the volume holds data of PostgreSQL ${other}`)
    expect(readdirSync(claim)).toEqual([other])
    await start(values({ upgradeFromMajor: other }))
    expect((await ask(app, 'SELECT 1')).isSuccess).toBe(true)
    expect(existsSync(join(claim, other, 'docker/base'))).toBe(true)
    await restart(values())
    await pod.stop()
    await cluster!.apply(await render('postgresql', values({ majorVersion: '99' })))
    await expect(cluster!.start('StatefulSet/demo-postgresql')).rejects.toThrow(`the image has PostgreSQL ${postgresqlMajor()}`)
  })
})

/** A certificate that signs itself. */
function certificate(): { readonly [key: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-tls-'))
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=postgresql', '-days', '2', '-keyout', join(folder, 'key'), '-out', join(folder, 'certificate')], { stdio: 'ignore' })
    return { 'tls.key': readFileSync(join(folder, 'key'), 'utf8'), 'tls.crt': readFileSync(join(folder, 'certificate'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
