import { spawn } from 'node:child_process'
import { closeSync, existsSync, fchmodSync, mkdirSync, openSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt, textAt, textsAt } from '../contracts/read/at.ts'
import { environmentOf, expanded, type PodFacts } from './environment.ts'
import type { Image } from './image.ts'
import type { ObjectStore } from './object-store.ts'
import { rootScript, type Mount } from './root-script.ts'
import type { Volume } from './volumes.ts'

/** Starts a container's command as its user, with its variables, mounts and processes, in the network of its pod. */
export function startContainer({ store, spec, image, facts, volumes, files, folder, network }: ContainerRequest): Container {
  const name = textAt(spec, 'name')
  const own = join(folder, name)
  const root = join(own, 'root')
  mkdirSync(root, { recursive: true })
  const given = environmentOf(store, spec, facts)
  const env = { PATH: machinePath, HOME: '/', HOSTNAME: textAt(facts.metadata, 'name'), ...image.env, ...given }
  const command = textsAt(spec, 'command').map((text) => expanded(text, given))
  const args = textsAt(spec, 'args').map((text) => expanded(text, given))
  // A command replaces the image's arguments too.
  const line = command.length > 0 ? [...command, ...args] : [...(image.entrypoint ?? []), ...(args.length > 0 ? args : (image.command ?? []))]
  const asUser = userCommand(spec, facts.spec, image)
  const inside = (words: readonly string[]) => [...asUser, 'env', '-i', ...Object.entries(env).map(([key, value]) => `${key}=${value}`), 'sh', '-c', 'cd "$0" && exec "$@"', textAt(spec, 'workingDir') || image.workingDirectory || '/', ...words]
  const mounts = mountsOf(spec, volumes)
  const script = join(own, 'start.sh')
  writeFileSync(script, `echo ${textAt(facts.metadata, 'name')} > /proc/sys/kernel/hostname\n${rootScript(root, [...mounts, ...files.filter(({ at }) => !mounts.some((mount) => mount.at === at)), ...(image.folders ?? []).map((path) => ({ from: path, at: path, isReadOnly: true }))], mapAt(spec, 'securityContext')['readOnlyRootFilesystem'] === true)}`)

  // A file, since programs such as nginx open /dev/stdout once more, as their own user.
  const logFile = join(own, 'log')
  const output = openSync(logFile, 'a')
  fchmodSync(output, 0o666)
  const child = spawn('ip', ['netns', 'exec', network, 'unshare', '--mount', '--pid', '--uts', '--fork', 'sh', script, ...inside(line)], { stdio: ['ignore', output, output], env: { PATH: machinePath } })
  closeSync(output)
  let code: number | undefined
  let isKilled = false
  // What has made the namespaces ends with a code of its own when its process is killed.
  const ended = new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (exitCode) => resolve((code = isKilled ? 137 : (exitCode ?? 137)))))
  const firstProcess = () => firstChild(child.pid ?? 0)
  // With its first process all of a namespace's end.
  const endAll = () => {
    isKilled = true
    const process = firstProcess()
    if (process === '') child.kill('SIGKILL')
    else kill(Number(process), 'SIGKILL')
  }

  return {
    name,
    spec,
    ended,
    isRunning: () => code === undefined,
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    exec: async (words, seconds = 60) => {
      const process = await started(firstProcess, () => code === undefined)
      return process === undefined ? { exitCode: 137, output: `${name} does not run` } : execute(['nsenter', '--target', process, '--mount', '--pid', '--uts', '--net', '--root', '--wd', ...inside(words)], seconds)
    },
    stop: async (seconds) => {
      if (code !== undefined) return
      const process = firstProcess()
      if (process !== '') kill(Number(process), image.stopSignal ?? 'SIGTERM')
      const timer = setTimeout(endAll, seconds * 1000)
      await ended
      clearTimeout(timer)
    },
    kill: async () => {
      if (code === undefined) endAll()
      await ended
    },
  }
}

/** The number of a process's first child; none if it has none, or has ended. */
function firstChild(process: number): string {
  try {
    return readFileSync(`/proc/${process}/task/${process}/children`, 'utf8').trim().split(' ')[0] ?? ''
  } catch {
    return ''
  }
}

export const machinePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function userCommand(spec: Fields, pod: Fields, image: Image): readonly string[] {
  const [imageUser = '0', imageGroup = imageUser] = (image.user ?? '0:0').split(':')
  const context = { ...mapAt(pod, 'securityContext'), ...mapAt(spec, 'securityContext') }
  const [user, group] = [String(context['runAsUser'] ?? imageUser), String(context['runAsGroup'] ?? imageGroup)]
  if (context['runAsNonRoot'] === true && user === '0') throw new Error(`${textAt(spec, 'name')} would run as root, which its pod forbids`)
  const groups = [context['fsGroup'], ...((context['supplementalGroups'] as readonly number[] | undefined) ?? [])].filter((one) => one !== undefined)
  return ['setpriv', '--reuid', user, '--regid', group, ...(groups.length > 0 ? ['--groups', groups.join(',')] : ['--clear-groups']), '--no-new-privs', '--bounding-set', '-all', '--inh-caps', '-all']
}

function mountsOf(spec: Fields, volumes: ReadonlyMap<string, Volume>): readonly Mount[] {
  return listAt(spec, 'volumeMounts').map((mount) => {
    const volume = volumes.get(textAt(mount, 'name'))
    if (volume === undefined) throw new Error(`${textAt(spec, 'name')} mounts "${textAt(mount, 'name')}", and there is no such volume`)
    const from = join(volume.path, textAt(mount, 'subPath'))
    if (textAt(mount, 'subPath') !== '' && !volume.isReadOnly) mkdirSync(from, { recursive: true, mode: 0o777 })
    return { from, at: textAt(mount, 'mountPath').replace(/(.)\/$/, '$1'), isReadOnly: volume.isReadOnly || mount['readOnly'] === true }
  })
}

/** The number of the first process once it stands in the container's own file system. */
async function started(firstProcess: () => string, isRunning: () => boolean): Promise<string | undefined> {
  while (isRunning()) {
    try {
      const process = firstProcess()
      if (process !== '' && readlinkSync(`/proc/${process}/root`) !== '/') return process
    } catch {
      // It ends right now, or is not there yet.
    }
    await sleep(20)
  }
  return undefined
}

function execute([command = '', ...words]: readonly string[], seconds: number): Promise<Executed> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: machinePath }, detached: true })
    const chunks: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void chunks.push(text))
    // The whole group, since what runs inside is a child of it and holds its output open.
    const timer = setTimeout(() => kill(-(child.pid ?? 0), 'SIGKILL'), seconds * 1000)
    child.on('error', reject).on('close', (exitCode) => {
      clearTimeout(timer)
      resolve({ exitCode: exitCode ?? 137, output: chunks.join('') })
    })
  })
}

function kill(process: number, signal: NodeJS.Signals): void {
  try {
    globalThis.process.kill(process, signal)
  } catch {
    // It has ended by itself.
  }
}

export interface ContainerRequest {
  readonly store: ObjectStore
  readonly spec: Fields
  readonly image: Image
  readonly facts: PodFacts
  readonly volumes: ReadonlyMap<string, Volume>
  /** Files that every container of the pod has, such as /etc/hosts. */
  readonly files: readonly Mount[]
  readonly folder: string
  readonly network: string
}

export interface Container {
  readonly name: string
  readonly spec: Fields
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>
  readonly isRunning: () => boolean
  readonly log: () => string
  /** Runs another command in it, as `kubectl exec` does. */
  readonly exec: (command: readonly string[], seconds?: number) => Promise<Executed>
  /** Asks it to stop, and kills it when it has not after so many seconds. */
  readonly stop: (seconds: number) => Promise<void>
  readonly kill: () => Promise<void>
}

export interface Executed {
  readonly exitCode: number
  readonly output: string
}
