import { ensureTools } from './ensure-tools.ts'
import { toolNames } from './tool-table.ts'

/** Vitest runs the default export once before the tests. `CHARTWRIGHT_TOOLS=helm4,helm3` limits what is built; all is the default. */
export default async function globalSetup(): Promise<void> {
  const wish = process.env['CHARTWRIGHT_TOOLS']
  if (wish === undefined) {
    await ensureTools()
    return
  }
  const wished = wish.split(',').map((name) => name.trim()).filter((name) => name !== '')
  const unknown = wished.find((name) => !toolNames.some((known) => known === name))
  if (unknown !== undefined) throw new Error(`CHARTWRIGHT_TOOLS names "${unknown}", but the tools are ${toolNames.join(', ')}`)
  await ensureTools(toolNames.filter((name) => wished.includes(name)))
}
