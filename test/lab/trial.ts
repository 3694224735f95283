import { stringify } from 'yaml'
import { valuesParameters, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { tools, type Cluster, type Engine } from './cluster.ts'
import { nameOf, objectsIn, type KubernetesObject } from './kubernetes-object.ts'
import { outsideObjects } from './outside.ts'
import { objectsArrived } from './checks/objects-arrived.ts'
import { readRelease, releaseName, releaseOf, type Release } from './release.ts'
import { run, type Run } from './run.ts'
import { stepsIn } from './step.ts'

/** One chart with one set of values in a namespace of its own, or in one that is given, where all that the values take for granted is there. */
export async function openTrial(cluster: Cluster, chart: ChartUnderTest, values: ValuesCase, options: TrialOptions = {}): Promise<Trial> {
  const namespace = options.namespace ?? (await cluster.newNamespace())
  const place = ['--namespace', namespace]
  const own = valuesParameters(values)
  const wait = ['--wait', '--timeout', options.timeout ?? patience]
  const arrived = async () => {
    const release = await releaseOf(cluster, namespace)
    await objectsArrived(cluster, namespace, release.objects)
    return release
  }
  const dryRun = () => stepsIn(cluster, namespace)('helm install --dry-run=server', async () => {
    return readRelease(await cluster.helm('helm4', ['install', releaseName, chart.package, ...place, ...own, '--dry-run=server', '--output', 'json']))
  })
  const upgradeCommand = async (changes: object) => {
    const file = await cluster.writeFile(stringify(changes, { version: '1.1' }))
    return ['upgrade', releaseName, chart.package, ...place, ...own, '--values', file]
  }
  const planned = await dryRun()
  const outside = outsideObjects([...planned.objects, ...planned.hooks.map(({ object }) => object)])
  if (outside.length > 0) await cluster.kubectl(['apply', '--filename', '-', ...place], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: outside }))
  return {
    cluster, chart, namespace, planned, own, dryRun,
    install: async (engine = 'helm4') => {
      await cluster.helm(engine, ['install', releaseName, chart.package, ...place, ...own, ...wait])
      return arrived()
    },
    upgrade: async (changes = {}, parameters = []) => {
      await cluster.helm('helm4', [...(await upgradeCommand(changes)), ...wait, ...parameters])
      return arrived()
    },
    tryUpgrade: async (changes, parameters) => cluster.tryHelm('helm4', [...(await upgradeCommand(changes)), ...parameters]),
    rollback: async (revision) => {
      await cluster.helm('helm4', ['rollback', releaseName, String(revision), ...place, ...wait])
      return arrived()
    },
    uninstall: async () => {
      await cluster.helm('helm4', ['uninstall', releaseName, ...place, ...wait])
    },
  }
}

/** Makes room for others when a journey has ended early, and lets its error through. */
export async function abandonedOnFailure(trial: Trial, journey: (trial: Trial) => Promise<void>): Promise<void> {
  try {
    await journey(trial)
  } catch (error) {
    await trial.cluster.tryHelm('helm4', ['uninstall', releaseName, '--namespace', trial.namespace, '--no-hooks'])
    throw error
  }
}

/** The objects of the case without any cluster; hooks are not among them. */
export async function rendered(chart: ChartUnderTest, values: ValuesCase): Promise<readonly KubernetesObject[]> {
  const { exitCode, stdout, stderr } = await run([tools.helm4, 'template', releaseName, chart.package, ...valuesParameters(values)], { cwd: chart.scratch })
  if (exitCode !== 0) throw new Error(stderr)
  return objectsIn(stdout)
}

/** What only one installation in a cluster can have at a time: ports of the nodes, and objects that are in no namespace. */
export function exclusiveKeys(objects: readonly KubernetesObject[]): readonly string[] {
  return [...objects.flatMap(nodePorts), ...objects.filter(({ kind }) => clusterWide.test(kind)).map(nameOf)]
}

function nodePorts({ spec }: KubernetesObject): readonly string[] {
  const ports = Array.isArray(spec?.['ports']) ? (spec['ports'] as readonly { readonly nodePort?: number }[]) : []
  return ports.flatMap(({ nodePort }) => (nodePort === undefined ? [] : [`port ${nodePort}`]))
}

const clusterWide = /^(Cluster|PersistentVolume$|PriorityClass$|StorageClass$|IngressClass$)|WebhookConfiguration$/

/** Nothing takes that long here; on a crowded machine it may. */
const patience = '120s'

export interface TrialOptions {
  /** One that is there already; else there is a new one. */
  readonly namespace?: string
  /** How long Helm waits for what it has changed. */
  readonly timeout?: string
}

export interface Trial {
  readonly cluster: Cluster
  readonly chart: ChartUnderTest
  readonly namespace: string
  /** What the first installation would make. */
  readonly planned: Release
  /** The parameters of the case's values files. */
  readonly own: readonly string[]
  /** What `helm install --dry-run=server` gives: nothing is installed. */
  readonly dryRun: () => Promise<Release>
  /** Each waits until all is ready, and gives the release once the cluster has what was rendered. */
  readonly install: (engine?: Engine) => Promise<Release>
  readonly upgrade: (changes?: object, parameters?: readonly string[]) => Promise<Release>
  /** One that may fail, and waits for nothing. */
  readonly tryUpgrade: (changes: object, parameters: readonly string[]) => Promise<Run>
  readonly rollback: (revision: number) => Promise<Release>
  readonly uninstall: () => Promise<void>
}
