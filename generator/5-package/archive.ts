import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import type { EmittedChart } from '../model.ts'
import { gzip } from './gzip.ts'
import { packagedFiles } from './packaged-files.ts'

/** The chart as `helm package` makes it, but with the same bytes on every machine. `modified` is the time of every entry, in seconds. */
export async function archive(chart: EmittedChart, modified: number): Promise<Archive> {
  const tar = pack()
  const mtime = new Date(modified * 1000)
  for (const { path, text } of packagedFiles(chart.files)) {
    tar.entry({ name: `${chart.name}/${path}`, mode: 0o644, mtime, uid: 0, gid: 0, uname: '', gname: '' }, text)
  }
  tar.finalize()
  return { name: `${chart.name}-${chart.version}.tgz`, bytes: gzip(await buffer(tar)) }
}

export interface Archive {
  /** `mastro-1.2.3.tgz`. */
  readonly name: string
  readonly bytes: Uint8Array
}
