import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { requireGo, runGo } from './go-command.ts'
import { cacheFolder, toolsFolder } from './places.ts'
import { removeSuperseded } from './remove-superseded.ts'
import { type Build, type Tool, toolNames, toolTable, type ToolName, usualToolNames } from './tool-table.ts'
import { versionIn } from './tool-versions.ts'
import { withLock } from './with-lock.ts'

/** The paths of the executables, each built once for its sources, versions and flags. */
export async function ensureTools<Name extends ToolName = ToolName>(
  names: readonly Name[] = usualToolNames as readonly string[] as readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const wanted = toolNames.filter((name) => (names as readonly ToolName[]).includes(name))
  const paths: Partial<Record<ToolName, string>> = {}
  for (const [index, name] of wanted.entries()) {
    paths[name] = await ensureTool(toolTable[name], `${index + 1}/${wanted.length}`)
  }
  return paths as Readonly<Record<Name, string>>
}

async function ensureTool(tool: Tool, position: string): Promise<string> {
  const plan = await planBuild(tool)
  if (!existsSync(plan.path)) {
    const waiting = () => say(`waiting for another process that builds ${plan.title}\n`)
    await withLock(`${dirname(dirname(plan.path))}.lock`, () => build(plan, position), waiting)
  }
  await link(tool, plan.path)
  return plan.path
}

async function planBuild(tool: Tool): Promise<Plan> {
  const folder = join(toolsFolder, tool.folder ?? '.')
  const modFile = tool.modFile ?? 'go.mod'
  const goMod = await readFile(join(folder, modFile), 'utf8')
  const versionOf = (module: string) => versionIn(goMod, module)
  const version = versionOf(tool.module)
  const parameters = [...compilerFlags, ...(tool.modFile === undefined ? [] : [`-modfile=${tool.modFile}`]), `-ldflags=${linkerFlags(tool, { version, versionOf })}`]
  const sources = tool.sources === undefined ? [] : await goFiles(join(toolsFolder, tool.sources))
  const hash = createHash('sha256').update(goMod).update(await readFile(join(folder, modFile.replace(/mod$/, 'sum'))))
  for (const file of sources) hash.update(`\n${relative(toolsFolder, file)}\n`).update(await readFile(file))
  hash.update([...parameters, tool.package, process.platform, process.arch].join('\n'))
  const key = `${tool.executable}-${hash.digest('hex').slice(0, 12)}`
  return {
    title: `${tool.executable.replace(/-[\d.]+$/, '')} ${version.replace(/^v/, '')}`,
    folder,
    parameters,
    package: tool.package,
    path: join(cacheFolder, 'tools', key, 'bin', tool.executable),
  }
}

async function build(plan: Plan, position: string): Promise<void> {
  // Another process may have finished it while this one waited.
  if (existsSync(plan.path)) return
  await requireGo(plan.folder)
  say(`building ${plan.title} (${position}) …`)
  const start = Date.now()
  const partial = `${plan.path}.${process.pid}`
  try {
    await mkdir(dirname(plan.path), { recursive: true })
    await runGo(plan.folder, ['build', ...plan.parameters, '-o', partial, plan.package])
    await rename(partial, plan.path)
    await removeSuperseded(dirname(dirname(plan.path)))
  } catch (error) {
    say(' failed\n')
    throw error
  } finally {
    await rm(partial, { force: true })
  }
  say(` ${Math.round((Date.now() - start) / 1000)} s\n`)
}

/** A short path to the newest build, for people at a shell and for scripts: .cache/tools/bin/helm-4. */
async function link(tool: Tool, path: string): Promise<void> {
  const shortPath = join(cacheFolder, 'tools', 'bin', tool.executable)
  const target = relative(dirname(shortPath), path)
  const temporary = `${shortPath}.${randomUUID()}`
  await mkdir(dirname(shortPath), { recursive: true })
  await symlink(target, temporary)
  await rename(temporary, shortPath)
}

async function goFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.go')).sort()
  return names.map((name) => join(folder, name))
}

function linkerFlags(tool: Tool, build: Build): string {
  const variables = Object.entries(tool.variables?.(build) ?? {})
  return ['-s', '-w', ...variables.map(([name, value]) => `-X ${name}=${value}`)].join(' ')
}

function say(text: string): void {
  process.stderr.write(text)
}

/** Nobody debugs these executables: without DWARF they compile in three quarters of the time. */
const compilerFlags = ['-trimpath', '-mod=readonly', '-gcflags=all=-dwarf=false']

interface Plan {
  readonly title: string
  readonly folder: string
  readonly parameters: readonly string[]
  readonly package: string
  readonly path: string
}
