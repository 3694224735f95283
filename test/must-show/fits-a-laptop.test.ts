import { expect, test } from 'vitest'
import type { KubernetesObject } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { podsOf } from '../contracts/read/pods.ts'
import { render } from '../live/render.ts'

const mebibyte = 1024 ** 2

/** What `minikube start --cpus 4 --memory 7000` leaves after the pods of Kubernetes itself, which ask for 750 milli-CPU and 170 MiB. */
const laptop = { cpu: 3.25, memory: (7000 - 170) * mebibyte }

const clientResources = { resources: { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } } }

test('all pods of fink for minikube, those that Spark makes too, fit on its node, and all stages see one volume', async () => {
  const objects = await render('fink', {}, { presets: ['values.minikube.yaml'] })
  const asked = objects.flatMap(requests)
  expect(asked.map(({ what }) => what).sort()).toEqual(['Job', 'Job', 'Job', 'driver', 'driver', 'driver', 'executor', 'executor', 'executor'])
  expect(sum(asked.map(({ cpu }) => cpu))).toBeLessThan(laptop.cpu)
  expect(sum(asked.map(({ memory }) => memory))).toBeLessThan(laptop.memory)

  const workers = podsOf({ objects }).filter(({ owner }) => owner.kind === 'ConfigMap')
  const claims = workers.map(({ spec }) => listAt(spec, 'volumes').map((volume) => textAt(volume, 'persistentVolumeClaim.claimName')).filter((name) => name !== ''))
  expect(claims).toEqual(Array.from({ length: 6 }, () => ['demo-fink']))
  expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(['demo-fink'])
  const prefixes = objects.filter(({ kind }) => kind === 'Job').map((object) => listAt(object, 'spec.template.spec.containers').flatMap(({ args }) => args as readonly string[]))
  for (const words of prefixes) expect(words[words.indexOf('-online_data_prefix') + 1]).toBe('file:///mnt/fink/online')
})

test.each([
  ['values.document.yaml', {}, ['driver', 'executor', 'Job'], 1.4 * 1024 + 1.4 * 2048 + 512],
  ['values.minikube.yaml', { stream2raw: { executor: { memory: '8g' } } }, ['Job', 'Job', 'Job', 'driver', 'driver', 'driver', 'executor', 'executor', 'executor'], 5 * 896 + 8192 + 384 + 3 * 192],
  ['values.minikube.yaml', { launcher: 'client', stream2raw: clientResources, distribute: clientResources, raw2science: { ...clientResources, executor: { instances: 3, memoryOverhead: '' } } }, ['Deployment', 'Deployment', 'Deployment', 'executor', 'executor', 'executor'], 3 * 1024 + 5 * 896],
])('what the pods of %s ask for is added up, with %o', async (preset, values, kinds, mebibytes) => {
  const asked = (await render('fink', values, { presets: [preset] })).flatMap(requests)
  expect(asked.map(({ what }) => what).sort()).toEqual(kinds.sort())
  expect(sum(asked.map(({ memory }) => memory)) / mebibyte).toBeCloseTo(mebibytes)
})

/** What the pods of an object ask for: those of a workload by their manifest, those of Spark by its settings, with the memory that it adds. */
function requests(object: KubernetesObject): readonly Request[] {
  const containers = listAt(object, 'spec.template.spec.containers')
  if (containers.length > 0) return [{ what: object.kind, cpu: sum(containers.map((container) => quantity(mapAt(container, 'resources.requests')['cpu']))), memory: sum(containers.map((container) => quantity(mapAt(container, 'resources.requests')['memory']))) }]
  const properties = String(object.data?.['spark.properties'] ?? '')
  if (properties === '') return []
  const of = (name: string) => new RegExp(`^${name.replaceAll('.', '\\.')}=(.*)$`, 'm').exec(properties)?.[1]
  const roles = [...(object.data?.['driver.yaml'] === undefined ? [] : ['driver']), 'executor']
  return roles.map((role) => {
    const count = role === 'driver' ? 1 : Number(of('spark.executor.instances'))
    const heap = sparkMemory(of(`spark.${role}.memory`))
    // Without a setting Spark adds two fifths for Python, and 384 MiB at least.
    const overhead = sparkMemory(of(`spark.${role}.memoryOverhead`)) || Math.max(384 * mebibyte, 0.4 * heap)
    return { what: role, cpu: count * quantity(of(`spark.kubernetes.${role}.request.cores`) ?? of(`spark.${role}.cores`)), memory: count * (heap + overhead) }
  })
}

function sparkMemory(text = '0m'): number {
  const [, number, unit] = /^(\d+)([kmgt])b?$/.exec(text) ?? []
  return Number(number) * 1024 ** (' kmgt'.indexOf(unit ?? ''))
}

function quantity(value: unknown): number {
  const [, number, unit = ''] = /^([\d.]+)(m|Mi|Gi)?$/.exec(String(value)) ?? []
  return Number(number) * ({ m: 0.001, Mi: mebibyte, Gi: 1024 * mebibyte }[unit] ?? 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

interface Request {
  readonly what: string
  readonly cpu: number
  readonly memory: number
}
