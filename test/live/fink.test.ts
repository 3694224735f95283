import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { podsOf } from '../contracts/read/pods.ts'
import { eventually } from '../lab/cluster.ts'
import { openCluster, type LiveCluster } from './cluster.ts'
import { startControlPlane, type ControlPlane } from './control-plane.ts'
import { openRealm } from './kerberos.ts'
import { obstacle } from './packages.ts'
import { render } from './render.ts'
import { application, sparkImage } from './spark-image.ts'
import { unreachable } from './unreachable.ts'

const reason = (await obstacle(['openjdk-17-jre-headless', 'python3-venv'])) ?? (await unreachable(sparkImage))
const withoutRealm = reason ?? await obstacle(['krb5-kdc', 'krb5-admin-server'])
const hostile = 'pass "word" \\ \' $HOME `x` # ä; }'
// Every printable character, but with the blank in the middle, since Spark cuts those at the ends.
const properties = `${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))} = a: b\\`
const data = { version: '5.0', onlineDataPrefix: 's3a://fink', kafka: { input: { topic: 'ztf_.*' } } }

/** Spark of PyPI submits to a real API server, whose pods only pretend to run; the pods that the chart itself makes do run. */
describe.skipIf(reason !== undefined)(`fink runs${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  let [live, plane] = [undefined, undefined] as unknown as [LiveCluster, ControlPlane]
  beforeAll(async () => {
    live = openCluster({ 'fink-broker': await sparkImage() })
    plane = await startControlPlane()
    await plane.openTo(live)
  })
  afterAll(async () => {
    await live?.close()
    await plane?.stop()
  })

  const install = async (name: string, values: Fields): Promise<readonly KubernetesObject[]> => {
    const objects = await render('fink', { ...data, ...values }, { name })
    await plane.kubectl(['apply', '--server-side', '--filename', '-'], objects.map((object) => stringify(object, { version: '1.1' })).join('---\n'))
    await live.apply(objects)
    return objects
  }

  test('a Job submits a driver, which is as the contracts take it to be, and goes with the Job', async () => {
    const objects = await install('batch', {
      raw2science: { enabled: false }, distribute: { enabled: false },
      kafka: { input: { topic: 'ztf_.*', auth: { mode: 'plain', username: 'fink', password: { value: hostile } } } },
      stream2raw: { driver: { coreLimit: '2' }, exitAfter: 60 }, monitoring: { enabled: true },
    })
    const submitter = await plane.podFor(live, 'app.kubernetes.io/name=stream2raw,app.kubernetes.io/component=fink')
    const { exitCode, output } = await live.run(`Pod/${submitter.metadata.name}`)
    expect(exitCode, output).toBe(0)

    const [driver] = await plane.list('pods', 'app.kubernetes.io/name=stream2raw,app.kubernetes.io/component=fink-driver,spark-role=driver')
    const [expected] = podsOf({ objects: objects.filter(({ kind }) => kind === 'ConfigMap') }).filter(({ labels }) => labels['app.kubernetes.io/component'] === 'fink-driver')
    const [real, wanted] = [listAt(driver, 'spec.containers')[0] ?? {}, expected?.containers.find(({ isInit }) => !isInit)?.container ?? {}]
    expect(textAt(driver, 'spec.serviceAccountName')).toBe('batch-fink')
    expect(textAt(driver, 'spec.restartPolicy')).toBe(expected?.spec['restartPolicy'])
    expect(mapAt(driver, 'spec.securityContext')).toMatchObject(mapAt(expected?.spec, 'securityContext'))
    for (const field of ['name', 'image', 'imagePullPolicy']) expect(real[field], field).toBe(wanted[field])
    const portsOf = (container: Fields) => listAt(container, 'ports').map(({ name, containerPort }) => `${String(name)} ${String(containerPort)}`).sort()
    expect(portsOf(real)).toEqual(portsOf(wanted))
    expect(Object.keys(mapAt(real, 'resources.requests')).sort()).toEqual(Object.keys(mapAt(wanted, 'resources.requests')).sort())
    expect(Object.keys(mapAt(real, 'resources.limits')).sort()).toEqual(Object.keys(mapAt(wanted, 'resources.limits')).sort())
    expect(mapAt(real, 'securityContext')).toEqual(wanted['securityContext'])
    expect(listAt(driver, 'spec.initContainers').flatMap((container) => listAt(container, 'env'))).toContainEqual({ name: 'KAFKA_PASSWORD', valueFrom: { secretKeyRef: { name: 'batch-fink', key: 'input-password' } } })
    expect(real['args']).toEqual(expect.arrayContaining(['driver', 'local:///home/fink/fink-broker/bin/ztf/stream2raw.py', '-topic', 'ztf_.*', '-exit_after', '60']))
    expect(listAt(driver, 'metadata.ownerReferences')).toMatchObject([{ kind: 'Pod', name: submitter.metadata.name }])

    for (const right of ['create pods', 'deletecollection pods', 'create services', 'create configmaps', 'delete persistentvolumeclaims']) {
      expect(await plane.kubectl(['auth', 'can-i', ...right.split(' '), '--as', 'system:serviceaccount:live:batch-fink'])).toMatch(/^yes/)
    }
    await expect(plane.kubectl(['auth', 'can-i', 'get', 'secrets', '--as', 'system:serviceaccount:live:batch-fink'])).rejects.toThrow()

    await plane.kubectl(['delete', 'job', '--all', '--wait'])
    await eventually(async () => expect(await plane.list('pods', 'app.kubernetes.io/instance=batch')).toEqual([]), 60)
  })

  test('a Deployment is a driver: its Java machine reads the login and the properties, its probes answer, and its executors are made of the template', async () => {
    await install('stay', {
      launcher: 'client', stream2raw: { enabled: false }, raw2science: { enabled: false }, sparkConf: { 'spark.test.text': properties },
      kafka: { input: { topic: 'x' }, output: { auth: { mode: 'scram', username: 'fi"nk', password: { value: hostile } } } },
      distribute: { env: { APPLICATION: { value: application('spark-login.py') } }, executor: { instances: 2 } },
    })
    const { metadata: { name } } = await plane.podFor(live, 'app.kubernetes.io/name=distribute,app.kubernetes.io/component=fink-driver')
    const pod = await live.start(`Pod/${name}`)
    await pod.ready(240)
    expect((await pod.probe('liveness')).isSuccess).toBe(true)
    const told = await eventually(async () => JSON.parse(/^told: (.*)$/m.exec(pod.log())?.[1] ?? '') as Told, 60)
    expect(told.login).toMatchObject([{ module: 'org.apache.kafka.common.security.scram.ScramLoginModule', username: 'fi"nk', password: hostile }])
    expect(told.arguments).toEqual(expect.arrayContaining(['-online_data_prefix', 's3a://fink', '-kafka_security_protocol', 'SASL_PLAINTEXT']))
    expect(told.settings).toMatchObject({ 'spark.driver.host': 'stay-fink-distribute-driver.live.svc', 'spark.executor.instances': '2', 'spark.test.text': properties })

    const executors = await eventually(async () => {
      const found = await plane.list('pods', 'app.kubernetes.io/name=distribute,app.kubernetes.io/component=fink-executor,spark-role=executor')
      expect(found).toHaveLength(2)
      return found
    }, 60)
    for (const executor of executors) {
      expect(executor.spec).toMatchObject({ serviceAccountName: 'stay-fink', automountServiceAccountToken: false, restartPolicy: 'Never', initContainers: [{ name: 'login' }] })
      expect(listAt(executor, 'metadata.ownerReferences')).toMatchObject([{ kind: 'Pod', name }])
    }
    await pod.stop()
    await plane.kubectl(['delete', 'deployment', '--all', '--wait'])
    await eventually(async () => expect(await plane.list('pods', 'app.kubernetes.io/instance=stay')).toEqual([]), 60)
  })

  test("the Job for HDFS makes the folder with Hadoop's own shell, and gives it to the user of the stages", async () => {
    // A table of mounts, as clients of several clusters have it, leads to a folder of the pod.
    const site = Object.entries({
      'fs.hdfs.impl': 'org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme',
      'fs.viewfs.overload.scheme.target.file.impl': 'org.apache.hadoop.fs.LocalFileSystem',
      'fs.viewfs.mounttable.namenode.link./user': 'file:///mnt/hdfs',
    }).map(([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`)
    await install('folder', {
      onlineDataPrefix: 'hdfs://namenode/user/fink/online', raw2science: { enabled: false }, distribute: { enabled: false },
      hdfs: { files: { 'core-site.xml': `<configuration>${site.join('')}</configuration>` }, init: { enabled: true, volumes: { hdfs: { persistentVolumeClaim: { claimName: 'hdfs' } } }, volumeMounts: { '/mnt/hdfs': { name: 'hdfs' } } } },
    })
    const { metadata: { name } } = await plane.podFor(live, 'app.kubernetes.io/name=hdfs')
    const { exitCode, output } = await live.run(`Pod/${name}`)
    expect(exitCode, output).toBe(0)
    expect((await stat(join(live.claim('hdfs'), 'fink/online'))).uid).toBe(185)
  })

  test('the reader of Rubin begins anew in its container when it has read its alerts, and ends when it is told to', async () => {
    await install('rubin', {
      onlineDataPrefix: 'hdfs://ccmaster1:8020/user/fink', night: '20261125', stream2raw: { enabled: false }, raw2science: { enabled: false }, distribute: { enabled: false },
      rubin: { enabled: true, servers: 'a:1', topic: 'b', hdfsNamenode: 'ccmaster1', username: 'd', password: { value: hostile }, env: { PATH: { value: `${dirname(fileURLToPath(import.meta.url))}/programs/rubin:/usr/bin:/bin` } } },
    })
    const { metadata: { name } } = await plane.podFor(live, 'app.kubernetes.io/name=rubin')
    const pod = await live.start(`Pod/${name}`)
    const read = await eventually(async () => {
      const lines = pod.log().split('\n').filter((line) => line.startsWith('read: '))
      expect(lines.length).toBeGreaterThan(2)
      return lines
    })
    expect(read[0]).toContain(`bin/rubin/stream2raw.py -lsst_kafka_server a:1`)
    expect(read[0]).toContain(`-lsst_kafka_password ${hostile}`)
    const begun = Date.now()
    await pod.stop()
    expect(Date.now() - begun).toBeLessThan(10_000)
  })

  test.skipIf(withoutRealm !== undefined)(`a keytab and a krb5.conf log the driver in at a key distribution centre${withoutRealm === undefined ? '' : ` (left out: ${withoutRealm})`}`, async () => {
    const realm = await openRealm('EXAMPLE.COM')
    try {
      await live.services.addOutside('kdc', 88, { host: '127.0.0.1', port: realm.port })
      await live.apply([
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'fink-keytab' }, data: { 'user.keytab': realm.keytab('fink').toString('base64') } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'krb5' }, data: { 'krb5.conf': realm.clientConfiguration } },
      ])
      await install('keys', {
        version: '3.1', launcher: 'client', raw2science: { enabled: false }, distribute: { enabled: false },
        kafka: { input: { topic: 'x', auth: { mode: 'kerberos' } }, kerberos: { principal: 'fink@EXAMPLE.COM', existingKeytabSecret: 'fink-keytab', existingConfigMap: 'krb5' } },
        stream2raw: { env: { APPLICATION: { value: application('spark-login.py') } } },
      })
      const { metadata: { name } } = await plane.podFor(live, 'app.kubernetes.io/name=stream2raw,app.kubernetes.io/component=fink-driver')
      const pod = await live.start(`Pod/${name}`)
      const told = await eventually(async () => JSON.parse(/^told: (.*)$/m.exec(pod.log())?.[1] ?? pod.log()) as Told, 240)
      expect(told.login).toMatchObject([{ module: 'com.sun.security.auth.module.Krb5LoginModule', keyTab: '/etc/fink/keytab/user.keytab', serviceName: 'kafka' }])
      expect(told.principals).toContain('fink@EXAMPLE.COM')
      await pod.stop()
    } finally {
      await realm.close()
    }
  })
})

interface Told {
  readonly arguments: readonly string[]
  readonly login: readonly Fields[]
  readonly principals: readonly string[]
  readonly settings: Fields
}
