import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { openCluster } from './cluster.ts'
import { obstacle } from './packages.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { render } from './render.ts'

const reason = await obstacle(['postgresql'])

describe.skipIf(reason !== undefined)(`postgresql runs${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  const cluster = reason === undefined ? openCluster(postgresqlImages()) : undefined
  afterAll(() => cluster?.close())

  test('first start', async () => {
    const values = { majorVersion: postgresqlMajor(), auth: { password: { value: 'secret' } } }
    await cluster!.apply(await render('postgresql', values))
    const pod = await cluster!.start('StatefulSet/demo-postgresql')
    await pod.ready()
    console.log(pod.log())
    const { stdout } = await promisify(execFile)('psql', ['-h', cluster!.services.address('demo-postgresql'), '-U', 'app', '-d', 'app', '-Atc', 'select current_user, version()'], { env: { ...process.env, PGPASSWORD: 'secret' } })
    expect(stdout).toContain('app|')
    await pod.stop()
  })
})
