import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { writeWhole } from '../5-package/write-whole.ts'
import { toolRoot } from '../tool-root.ts'
import { wrongUse, type Answer, type Surroundings } from './answer.ts'
import { findRoot } from './find-root.ts'
import type { Request } from './parse-request.ts'

/** `chartwright new`: the sources of a small chart that is complete, to be built as they are and changed from there. */
export async function newCommand({ names }: Request, { folder }: Surroundings): Promise<Answer> {
  const [name] = names
  if (name === undefined || names.length > 1) return wrongUse('"chartwright new" needs one name', 'for example "chartwright new web-shop"')
  // Names of its objects begin with it, and these become names of Services, which are DNS labels.
  if (!/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name)) return wrongUse(`"${name}" cannot be a chart's name`, 'take at most 30 lower-case letters, digits and "-", a letter first')
  if (reserved.includes(name)) return wrongUse(`"${name}" cannot be a chart's name`, `"charts-src/${name}" holds what charts share`)
  const root = findRoot(folder) ?? folder
  const files = (await starterFiles()).map(({ path, text }) => ({ path: filled(path, name), text: filled(text, name) }))
  const taken = files.find(({ path }) => existsSync(join(root, path)))
  if (taken !== undefined) return wrongUse(`"${taken.path}" is there already`, 'take another name')
  for (const { path, text } of files) await writeWhole(join(root, path), text)
  const place = relative(folder, root)
  const shown = files.map(({ path }) => `  ${join(place, path)}`)
  return {
    exitCode: 0,
    text: [`${name} begins with`, ...shown, `next: "chartwright build ${name}", then "helm install ${name} ${join(place, 'dist-charts', name)}"`].join('\n'),
    data: { files: files.map(({ path }) => path) },
  }
}

/** The starter is kept as the files that it becomes, with `__name__` for the name; the tool's package brings them along. */
async function starterFiles(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const folder = join(toolRoot, 'generator/commands/starter')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })))
}

function filled(text: string, name: string): string {
  return text.replaceAll('__name__', name)
}

const reserved = ['partials', 'helpers']
