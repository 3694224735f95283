import type { ChartFile } from '../model.ts'

/**
 * What stays out of the package: Helm stores every file of a chart in the release's Secret, which holds 1 MiB,
 * and tests are for those who have the folder.
 */
export function helmignore(): ChartFile {
  const patterns = ['/tests/', '/ci/', '.git/', '.gitignore', '.DS_Store', '*.swp', '*.bak', '*.tmp', '*.orig', '*~', '.idea/', '.vscode/']
  return { path: '.helmignore', text: `${patterns.join('\n')}\n` }
}
