import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toolsFolder } from './places.ts'
import { toolTable } from './tool-table.ts'

/** Each tool with the version that it bears. */
export function toolVersions(): readonly { readonly name: string; readonly version: string }[] {
  return Object.values(toolTable).map(({ executable, module, folder = '.', modFile = 'go.mod' }) => {
    return { name: executable.replace(/-[\d.]+$/, ''), version: versionIn(readFileSync(join(toolsFolder, folder, modFile), 'utf8'), module) }
  })
}

/** The version of a module in the text of a go.mod. */
export function versionIn(goMod: string, module: string): string {
  const line = goMod.split('\n').find((text) => text.trim().replace(/^require /, '').startsWith(`${module} v`))
  const version = line?.trim().replace(/^require /, '').split(' ')[1]
  if (version === undefined) throw new Error(`go.mod requires no ${module}`)
  return version
}
