import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ensureTools } from './ensure-tools.ts'
import { withoutRandom } from './random-entries.ts'

/** Starts Helm 4 and Helm 3 in one process that renders as `helm template` does, without a start of a program for each rendering. */
export async function openHelmBatch(): Promise<HelmBatch> {
  const { helmBatch } = await ensureTools(['helmBatch'])
  const program = spawn(helmBatch, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let end: Error | undefined

  createInterface({ input: program.stdout }).on('line', (line) => {
    const { id, ...answer } = JSON.parse(line) as { readonly id: number } & Partial<Rendered>
    const request = waiting.get(id)
    const manifests = answer.manifests ?? []
    request?.resolve({ notes: '', warnings: [], ...answer, manifests: request.isRandomKept ? manifests : manifests.map((manifest) => withoutRandom(manifest)) })
    waiting.delete(id)
  })
  const fail = (error: Error) => {
    end ??= error
    for (const { reject } of waiting.values()) reject(end)
    waiting.clear()
  }
  // A write to a program that has ended fails on the pipe, and the renderings that wait fail through 'close'.
  program.stdin.on('error', fail)
  program.on('error', fail)
  const closed = new Promise<void>((resolve) => program.on('close', () => resolve(fail(new Error('helm-batch has ended')))))

  return {
    render: ({ isRandomKept = false, ...request }) => new Promise((resolve, reject) => {
      if (end !== undefined) return reject(end)
      const id = ++lastId
      waiting.set(id, { resolve, reject, isRandomKept })
      program.stdin.write(`${JSON.stringify({ id, ...request })}\n`)
    }),
    close: () => {
      program.stdin.end()
      return closed
    },
  }
}

/** What `helm template` would print: the manifests trimmed as a whole, then the hooks. */
export function templateText({ manifests }: Rendered): string {
  const print = ({ path, content }: RenderedManifest) => `---\n# Source: ${path}\n${content}\n`
  const plain = manifests.filter(({ hook }) => hook !== true).map(print).join('')
  const hooks = manifests.filter(({ hook }) => hook === true).map(print).join('')
  return `${plain.trim()}\n${hooks}`
}

export interface HelmBatch {
  /** A chart that fails gives an answer with an error; the promise is rejected only when the program is gone. */
  readonly render: (request: RenderRequest) => Promise<Rendered>
  /** Resolves when what was asked is answered and the program has ended. */
  readonly close: () => Promise<void>
}

export interface RenderRequest {
  /** The path of a chart's folder or .tgz. It is read again when its files have changed. */
  readonly chart: string
  readonly engine: 'helm4' | 'helm3'
  /** The values in the role of one values file: as data, or as YAML text. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly valuesYaml?: string
  readonly release?: {
    readonly name?: string
    readonly namespace?: string
    readonly isInstall?: boolean
    readonly isUpgrade?: boolean
    readonly revision?: number
  }
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
  readonly skipSchemaValidation?: boolean
  readonly includeCrds?: boolean
  readonly showNotes?: boolean
  /** Whether passwords that the chart makes up stay as they are; else they are made equal, so that whatever else differs is found. */
  readonly isRandomKept?: boolean
}

export interface Rendered {
  /** In the order of `helm template`, hooks last. */
  readonly manifests: readonly RenderedManifest[]
  readonly notes: string
  /** What Helm logs while rendering, such as values that it could not merge. */
  readonly warnings: readonly string[]
  /** Helm's message, without the `Error: ` that the command line puts before it. */
  readonly error?: string
}

export interface RenderedManifest {
  readonly path: string
  readonly content: string
  readonly hook?: boolean
}

interface Waiting {
  readonly isRandomKept: boolean
  readonly resolve: (rendered: Rendered) => void
  readonly reject: (error: Error) => void
}
