import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { textAt } from '../contracts/read/at.ts'
import { openCluster, type LiveCluster } from './cluster.ts'
import { openRealm, type Realm } from './kerberos.ts'
import { obstacle } from './packages.ts'
import { render } from './render.ts'

const reason = await obstacle(['krb5-kdc', 'krb5-admin-server', 'krb5-user', 'kstart'])
const programs = join(import.meta.dirname, 'programs')

/** The containers that get and renew the ticket are the real ones; only the crawler is another program, which asks for a ticket of Hive. */
describe.skipIf(reason !== undefined)(`crawlers of mastro get in with Kerberos${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  let [cluster, realm] = [undefined, undefined] as unknown as [LiveCluster, Realm]
  beforeAll(async () => {
    cluster = openCluster({ 'mastro-crawlers': { env: { ARTIFACT: join(programs, 'crawl-with-ticket.sh').slice(1) }, folders: [programs] }, 'pilillo/geronzio': {} })
    realm = await openRealm('EXAMPLE.COM')
    realm.keytab('hive')
    await cluster.services.addOutside('kdc', 88, { host: '127.0.0.1', port: realm.port })
  })
  afterAll(async () => {
    await cluster?.close()
    await realm?.close()
  })

  const install = async (name: string, crawler: Fields): Promise<string> => {
    const kerberos = { enabled: true, user: 'crawler', realm: 'EXAMPLE.COM', krb5Conf: realm.clientConfiguration, keytab: { value: realm.keytab('crawler').toString('base64') } }
    const objects: readonly KubernetesObject[] = await render('mastro', { crawlers: { hive: { mode: 'job', type: 'hive', hive: { host: 'hive', authType: 'kerberos' }, ...crawler, kerberos: { ...kerberos, ...(crawler['kerberos'] as Fields | undefined) } } } }, { name })
    await cluster.apply(objects)
    return `Job/${objects.find((object) => object.kind === 'Job' && textAt(object, 'metadata.name').includes('crawler'))?.metadata.name}`
  }

  test('the ticket is there when the crawler starts, is kept by the container beside it, and opens a service', async () => {
    const pod = await cluster.start(await install('demo', {}))
    const crawler = pod.containers.find(({ name }) => name === 'crawler')
    expect(await crawler?.ended, pod.log()).toBe(0)
    expect(pod.log()).toContain('Default principal: crawler@EXAMPLE.COM')
    expect(pod.log()).toContain('hive@EXAMPLE.COM: kvno = ')
    expect(pod.log()).toContain('crawler: the catalogue has taken the assets')
    expect((await pod.exec(['klist'], 'k5start')).output).toContain('krbtgt/EXAMPLE.COM@EXAMPLE.COM')
    await pod.stop()
  })

  test('with the keys of somebody else no crawler starts', async () => {
    const other = await install('other', { kerberos: { keytab: { value: realm.keytab('somebody').toString('base64') } } })
    await expect(cluster.start(other)).rejects.toThrow(/kinit/)
  })
})
