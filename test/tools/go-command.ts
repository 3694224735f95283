import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { cacheFolder, toolsFolder } from './places.ts'

/** Runs go in a folder and gives what it prints; a failure carries go's own words. */
export async function runGo(folder: string, parameters: readonly string[]): Promise<string> {
  const { output, failure } = await execute(folder, parameters)
  if (failure === undefined) return output
  throw new Error(`go ${parameters[0] ?? ''} failed in ${folder}\n${failure}`)
}

/** Throws unless a Go is there that can build the tools. */
export async function requireGo(folder: string): Promise<void> {
  const { output, failure } = await execute(folder, ['env', 'GOVERSION'])
  const [major = 0, minor = 0] = (/^go(\d+)\.(\d+)/.exec(output)?.slice(1) ?? []).map(Number)
  const isNewEnough = major > 1 || (major === 1 && minor >= oldestMinor)
  if (failure === undefined && isNewEnough) return
  const found = output.trim() === '' ? 'none was found' : `found ${output.trim()}`
  throw new Error(`Go 1.${oldestMinor} or newer is needed for the tests: https://go.dev/dl (${found})`)
}

/** The folder of a module's files, downloaded if need be and compared with the sum that is pinned here. */
export async function goModule({ path, version, sum }: PinnedModule): Promise<string> {
  await requireGo(toolsFolder)
  await mkdir(cacheFolder, { recursive: true })
  const answer = await runGo(cacheFolder, ['mod', 'download', '-json', `${path}@${version}`])
  const { Dir, Sum } = JSON.parse(answer) as { readonly Dir: string; readonly Sum: string }
  if (Sum === sum) return Dir
  throw new Error(`${path}@${version} has the sum ${Sum}, but ${sum} is pinned`)
}

function execute(folder: string, parameters: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 }
    execFile('go', parameters, options, (error, stdout, stderr) => {
      resolve({ output: stdout, failure: error === null ? undefined : `${stdout}${stderr}` || error.message })
    })
  })
}

const oldestMinor = 26

/** A workspace file above the clone must not join in, and a collector that runs rarely makes the compiler faster. */
const environment = { CGO_ENABLED: '0', GOGC: '400', GOWORK: 'off', GOFLAGS: '-buildvcs=false' }

/** A module with the sum that `go mod download -json` gave when it was chosen. */
export interface PinnedModule {
  readonly path: string
  readonly version: string
  readonly sum: string
}

interface Outcome {
  readonly output: string
  readonly failure: string | undefined
}
