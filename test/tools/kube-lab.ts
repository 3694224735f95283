import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ensureTools } from './ensure-tools.ts'

/**
 * Starts a real control plane for one test file; pods only pretend to run. It ends with this process whatever happens,
 * since it reads a pipe that this process holds.
 *
 * Namespaces without labels hold pods to the restricted standard. A pod fails with the annotation `kube-lab/exit: "1"`,
 * is never ready with `kube-lab/ready: "no"`, and cannot be pulled when its image has `does-not-exist` in its name.
 */
export async function startKubeLab({ version = 'v1.37', emulatedVersion, registry = false }: KubeLabOptions = {}): Promise<KubeLab> {
  const name = executables[version]
  const { [name]: kubeLab } = await ensureTools([name])
  const parameters = [...(registry ? ['--registry'] : []), ...(emulatedVersion === undefined ? [] : [`--emulated-version=${emulatedVersion}`])]
  const program = spawn(kubeLab, parameters, { stdio: ['pipe', 'pipe', 'pipe'] })
  let messages = ''
  program.stderr.setEncoding('utf8').on('data', (text: string) => (messages += text))
  const closed = new Promise<void>((resolve) => program.on('close', () => resolve()))
  // Writing to a program that has ended is no error here: its end is seen otherwise.
  program.stdin.on('error', () => {})

  const ready = await new Promise<Readiness>((resolve, reject) => {
    program.on('error', reject)
    program.on('close', () => reject(new Error(`kube-lab has ended before it was ready\n${messages}`)))
    createInterface({ input: program.stdout }).once('line', (line) => resolve(JSON.parse(line) as Readiness))
  })
  return {
    ...ready,
    stop: async () => {
      program.stdin.end()
      const patience = setTimeout(() => program.kill('SIGKILL'), 15_000)
      await closed
      clearTimeout(patience)
      if (messages !== '') throw new Error(`kube-lab has failed\n${messages}`)
    },
  }
}

const executables = { 'v1.37': 'kubeLab', 'v1.36': 'kubeLab136' } as const

export interface KubeLabOptions {
  /** Which Kubernetes it truly is: 1.37 unless another one is wished for, whose first build takes minutes. */
  readonly version?: keyof typeof executables
  /** A minor from 1.34 on whose APIs the server shows. Its version still is that of the binary. */
  readonly emulatedVersion?: string
  /** Whether an OCI registry over plain HTTP runs beside it. */
  readonly registry?: boolean
}

export interface KubeLab extends Readiness {
  /** Throws when a part of the control plane has failed on the way. */
  readonly stop: () => Promise<void>
}

interface Readiness {
  /** The path of a kubeconfig for an administrator. */
  readonly kubeconfig: string
  /** Host and port, as in `oci://<registry>/charts`. */
  readonly registry?: string
  /** How long the start took. */
  readonly seconds: number
}
