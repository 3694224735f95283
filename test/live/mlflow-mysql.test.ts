import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { askHttp } from './ask-http.ts'
import { printable, visible } from './characters.ts'
import { openCluster } from './cluster.ts'
import { mlflowImages } from './mlflow-image.ts'
import { openMysqlServer } from './mysql-server.ts'
import { obstacle } from './packages.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'

const user = 'o\'neil %@:/?#"\\'
const reason = (await obstacle(['mariadb-server-core', 'mariadb-client-core', 'python3-venv'])) ?? (await unreachable(mlflowImages))

describe.skipIf(reason !== undefined)(`mlflow keeps its records in MySQL${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster(await mlflowImages())
  const mysql = await openMysqlServer(user, printable, ['mlflow'])
  afterAll(async () => {
    await cluster.close()
    mysql.close()
  })
  const install = async (password: string, timeoutSeconds = 600) => {
    const external: Fields = { type: 'mysql', host: 'mysql', user, password: { value: password } }
    await cluster.apply(await render('mlflow', {
      postgresql: { enabled: false },
      database: { mode: 'external', external },
      migration: { timeoutSeconds },
    }))
  }
  const ask = (path: string, body?: unknown) => askHttp({ address: cluster.services.address('demo-mlflow'), path: `/api/2.0/mlflow/${path}`, host: 'demo-mlflow', body })

  test('a wrong password keeps its pods waiting for the migration, and is not told', async () => {
    await cluster.services.addOutside('mysql', 3306, mysql.endpoint)
    await install(`${printable}x`, 10)
    const failure = await cluster.start('Deployment/demo-mlflow').then(() => 'it has started', (error: unknown) => String(error))
    expect(failure).toContain('Access denied')
    expect(failure).not.toContain(visible.slice(0, 20))
  })

  test('a user and a password of every printable character open it: it makes its tables, and serves', async () => {
    await install(printable)
    const pod = await cluster.start('Deployment/demo-mlflow')
    await pod.ready(300)
    expect(await ask('experiments/create', { name: 'größe €' })).toMatchObject({ status: 200 })
    expect(mysql.query('mlflow', "SELECT count(*) FROM experiments WHERE name LIKE 'gr%'")).toBe('1')
    await pod.stop()
  })

  test('a second pod finds nothing left to migrate, and what the first has recorded', async () => {
    const version = mysql.query('mlflow', 'SELECT version_num FROM alembic_version')
    await (await cluster.start('Deployment/demo-mlflow')).ready(300)
    expect(mysql.query('mlflow', 'SELECT version_num FROM alembic_version')).toBe(version)
    expect((await ask(`experiments/get-by-name?experiment_name=${encodeURIComponent('größe €')}`)).status).toBe(200)
  })
})
