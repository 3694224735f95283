import type { KubernetesObject, Rendering } from '../model.ts'
import { listAt, textAt, textsAt } from './at.ts'
import { contents } from './contents.ts'
import { mountsOf } from './mounts.ts'
import { podsOf, type PodContainer } from './pods.ts'

/** What a chart has a shell run: scripts among its files, and texts after `sh -c` in commands, probes and lifecycle handlers. */
export function shellScripts(rendering: Rendering): readonly ShellScript[] {
  const run = podsOf(rendering).flatMap((pod) => pod.containers.flatMap((one) => {
    const variables = variablesOf(one.container)
    const words = commandsOf(one.container).flatMap((command) => command.words)
    const files = mountsOf(rendering, pod, one).flatMap(({ files = [] }) => files).filter(({ name }) => name.endsWith('.sh') && words.some((word) => word.endsWith(`/${name}`)))
    return [...files.map(({ text }) => ({ text, variables })), ...inlineScripts(one).map(({ text }) => ({ text, variables }))]
  }))
  /** A script may run in several containers, each of which needs a part of it. */
  const variablesFor = (text: string): readonly string[] | undefined => {
    const known = run.filter((one) => one.text === text).map(({ variables }) => variables)
    return known.length === 0 || known.includes(undefined) ? undefined : known.flatMap((names) => names ?? [])
  }
  const files = rendering.objects.filter(({ kind }) => kind === 'ConfigMap').flatMap((owner) => contents(owner)
    .filter(({ name }) => name.endsWith('.sh')).map(({ path, text }) => ({ owner, path, text, flags: '', isBash: text.startsWith('#!') && /^.*\bbash\b/.test(text) })))
  const inline = podsOf(rendering).flatMap((pod) => pod.containers.flatMap((one) => inlineScripts(one).map((script) => ({ owner: pod.owner, ...script }))))
  return [...files, ...inline].map((script) => ({ ...script, variables: variablesFor(script.text) }))
}

function inlineScripts({ container, path }: Pick<PodContainer, 'container' | 'path'>): readonly Omit<ShellScript, 'owner' | 'variables'>[] {
  return commandsOf(container).flatMap(({ at, words: [shell, flags, text] }) => {
    const isShell = /^(\/bin\/|\/usr\/bin\/)?(sh|bash)$/.test(shell ?? '') && /^-\w*c$/.test(flags ?? '')
    return isShell && text !== undefined ? [{ path: `${path}.${at}`, text, flags: flags ?? '', isBash: shell?.endsWith('bash') === true }] : []
  })
}

/** Every list of words that a container runs; its command and arguments are one list. */
function commandsOf(container: object): readonly { readonly at: string; readonly words: readonly string[] }[] {
  const handlers = ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle.postStart', 'lifecycle.preStop']
  return [
    { at: 'command', words: [...textsAt(container, 'command'), ...textsAt(container, 'args')] },
    ...handlers.map((handler) => ({ at: `${handler}.exec.command`, words: textsAt(container, `${handler}.exec.command`) })),
  ]
}

/** The names that a container's `env` sets; undefined where whole ConfigMaps or Secrets may add to them. */
function variablesOf(container: object): readonly string[] | undefined {
  return listAt(container, 'envFrom').length > 0 ? undefined : listAt(container, 'env').map((entry) => textAt(entry, 'name'))
}

export interface ShellScript {
  readonly owner: KubernetesObject
  readonly path: string
  readonly text: string
  /** The shell's own flags, as in `-euc`; empty for a file. */
  readonly flags: string
  readonly isBash: boolean
  /** What the containers that run it have in their environment; undefined where nobody knows. */
  readonly variables: readonly string[] | undefined
}
