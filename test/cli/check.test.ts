import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edited } from './files.ts'
import { demoRepository, runCli } from './run-cli.ts'

test('check finds nothing and writes nothing', async () => {
  const root = await demoRepository()
  expect(await runCli(root, ['check'])).toEqual({ exitCode: 0, stdout: '1 chart: nothing to complain of\n', stderr: '' })
  expect((await readdir(root)).sort()).toEqual(['charts-src', 'schemas'])
})

test('check runs every phase: a mistake of each is found', async () => {
  const inLoading = await demoRepository()
  await edited(join(inLoading, 'schemas/demo.schema.json'), '"type": "object",', '"type": "object"')
  const inChecking = await demoRepository()
  await edited(join(inChecking, 'charts-src/demo/values.prod.yaml'), 'replicas: 3', 'replicas: -3')
  const inStaging = await demoRepository()
  await edited(join(inStaging, 'charts-src/demo/templates/web-deployment.yml.hbs'), 'values.level', 'values.levle')
  for (const [root, place] of [[inLoading, 'schemas/demo.schema.json:'], [inChecking, 'values.prod.yaml:1:'], [inStaging, 'web-deployment.yml.hbs:19:26']] as const) {
    const { exitCode, stdout, stderr } = await runCli(root, ['check', 'demo'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain(place)
    expect(stderr).toMatch(/\n1 error\n$/)
  }
})
