import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { customResources } from '../tools/crds.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { startKubeLab, type KubeLabOptions } from '../tools/kube-lab.ts'
import { run, type Run } from './run.ts'

export const tools = await ensureTools(['helm3', 'helm4', 'kubectl', 'kubeLab'])

/** A cluster that ends with the tests, with or without the definitions of custom resources, and the commands that talk to it. */
export async function startCluster({ hasDefinitions, ...options }: ClusterOptions): Promise<Cluster> {
  const lab = await startKubeLab(options)
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-lab-'))
  // What a user has set up for Helm must not change what happens here.
  const homes = Object.fromEntries(['CACHE', 'CONFIG', 'DATA'].map((name) => [`HELM_${name}_HOME`, join(folder, 'helm', name)]))
  const environment = { ...process.env, KUBECONFIG: lab.kubeconfig, ...homes }
  const call = (command: readonly string[], input?: string) => run(command, { env: environment, cwd: folder }, input)
  const kubectl = async (parameters: readonly string[], input?: string) => {
    const answer = await call([tools.kubectl, ...parameters], input)
    if (answer.exitCode !== 0) throw new Error(`kubectl ${parameters.join(' ')} failed: ${answer.stderr.trim()}`)
    return answer.stdout
  }
  let files = 0
  let namespaces = 0
  const cluster: Cluster = {
    registry: lab.registry ?? '',
    kubectl,
    tryHelm: (engine, parameters) => call([tools[engine], ...parameters]),
    helm: async (engine, parameters) => {
      const answer = await call([tools[engine], ...parameters])
      if (answer.exitCode !== 0 || spokenIn(answer.stderr).length > 0) throw new Error(`${engine} ended with ${answer.exitCode} and wrote to stderr, where nothing is expected: ${answer.stderr.trim()}`)
      return answer.stdout
    },
    newNamespace: async () => {
      const name = `lab-${++namespaces}`
      await kubectl(['create', 'namespace', name])
      // A pod is admitted only once the controller has made the account.
      await eventually(() => kubectl(['get', 'serviceaccount/default', 'configmap/kube-root-ca.crt', '--namespace', name]))
      return name
    },
    writeFile: async (text) => {
      const path = join(folder, 'files', `${++files}.yaml`)
      await mkdir(join(folder, 'files'), { recursive: true })
      await writeFile(path, text)
      return path
    },
    folder,
    stop: async () => {
      await rm(folder, { recursive: true, force: true })
      await lab.stop()
    },
  }
  try {
    if (hasDefinitions) await installDefinitions(cluster)
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** The lines on stderr that Helm has written on purpose. */
export function spokenIn(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && !ownNoise.test(line))
}

/** Helm ends its watches when all is ready, and on a busy machine waits before it asks again: its client library logs both. No chart has a part in it. */
const ownNoise = /^(E\d{4} .*request\.go:\d+\] "Unexpected error when reading response body" err="context canceled"|I\d{4} .*request\.go:\d+\] "Waited before sending request".*|I\d{4} .*reflector\.go:\d+\] "Warning: watch ended with error" .*context canceled.*)$/

/** Repeats what fails until it does not, for half a minute: controllers take their time. */
export async function eventually<Result>(attempt: () => Promise<Result>, seconds = 30): Promise<Result> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > end) throw error
      await setTimeout(250)
    }
  }
}

async function installDefinitions(cluster: Cluster): Promise<void> {
  const { crds } = await customResources()
  await cluster.kubectl(['apply', '--server-side', ...crds.flatMap((file) => ['--filename', file])])
  await cluster.kubectl(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s'])
}

export interface ClusterOptions extends KubeLabOptions {
  readonly hasDefinitions: boolean
}

export interface Cluster {
  /** Host and port of the OCI registry beside the cluster. */
  readonly registry: string
  /** Gives stdout; throws what kubectl has said when it failed. */
  readonly kubectl: (parameters: readonly string[], input?: string) => Promise<string>
  /** Gives stdout; throws when Helm fails, and when it writes anything to stderr. */
  readonly helm: (engine: Engine, parameters: readonly string[]) => Promise<string>
  readonly tryHelm: (engine: Engine, parameters: readonly string[]) => Promise<Run>
  readonly newNamespace: () => Promise<string>
  /** A new file for values, by path. */
  readonly writeFile: (text: string) => Promise<string>
  readonly folder: string
  readonly stop: () => Promise<void>
}

export type Engine = 'helm3' | 'helm4'
