import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { edited, treeOf } from '../cli/files.ts'
import { otherNode } from './other-nodes.ts'
import { demoRepository, runCli } from '../cli/run-cli.ts'

/** Everything that a build writes: charts, types, packages, the index. */
async function built(options: Parameters<typeof runCli>[2]): Promise<readonly ReadonlyMap<string, string>[]> {
  const root = await demoRepository()
  const { exitCode, stderr } = await runCli(root, ['build', '--types', 'types', '--packages', 'packages'], options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return Promise.all(['dist-charts', 'types', 'packages'].map((folder) => treeOf(join(root, folder))))
}

const nodes = { 'Node 20': '20.19.0', 'Node 22': '22.23.3', 'Node 24': '24.21.0' }
beforeAll(() => Promise.all(Object.values(nodes).map(otherNode)))

test('the same bytes whatever the folder, the time zone, the language, the mask of new files and the Node', async () => {
  const wanted = await built({})
  expect([...(wanted[2]?.keys() ?? [])]).toEqual(['/demo-1.0.0.tgz', '/index.yaml'])
  expect(await built({ environment: { TZ: 'Asia/Kathmandu' } })).toEqual(wanted)
  expect(await built({ environment: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } })).toEqual(wanted)
  expect(await built({ umask: '077' })).toEqual(wanted)
  for (const version of Object.values(nodes)) expect(await built({ node: await otherNode(version) })).toEqual(wanted)
})

test('SOURCE_DATE_EPOCH is the time in packages, and a new one makes them anew', async () => {
  const [, , plain] = await built({})
  const [charts, , dated] = await built({ environment: { SOURCE_DATE_EPOCH: '1700000000' } })
  expect(dated).not.toEqual(plain)
  expect(dated?.get('/index.yaml')).toContain('2023-11-14T22:13:20.000Z')
  expect(charts).toEqual((await built({}))[0])
  expect((await built({ environment: { SOURCE_DATE_EPOCH: 'yesterday' } }))[2]).toEqual(plain)
})

test('a package does not depend on when or from what folder it was made', async () => {
  const root = await demoRepository()
  await runCli(root, ['package', '--destination', 'one'])
  await edited(join(root, 'charts-src/demo/chart.yaml'), 'name: demo', 'name: demo')
  await runCli(join(root, 'schemas'), ['package', '--destination', '../two'])
  expect(await treeOf(join(root, 'one'))).toEqual(await treeOf(join(root, 'two')))
  expect((await treeOf(join(root, 'one'))).size).toBe(2)
  expect((await treeOf(join(root, 'dist-charts'))).size).toBe(0)
})
