import type { ChartFile } from '../model.ts'
import { helmignore } from './helmignore.ts'

/** The files that Helm takes from a chart's folder, in the order in which `helm package` writes them. */
export function packagedFiles(files: readonly ChartFile[]): readonly ChartFile[] {
  const isIgnored = helmignore(files.find((file) => file.path === '.helmignore')?.text ?? '')
  return files
    .filter((file) => !isIgnored(file.path))
    .sort((left, right) => rank(left.path) - rank(right.path) || (left.path < right.path ? -1 : 1))
}

function rank(path: string): number {
  const index = first.indexOf(path)
  if (index >= 0) return index
  if (path.startsWith('templates/')) return first.length
  return path.startsWith('charts/') ? first.length + 2 : first.length + 1
}

const first = ['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']
