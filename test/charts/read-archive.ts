import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'

/** The files of a .tgz by path. */
export async function readArchive(path: string): Promise<ReadonlyMap<string, string>> {
  const entries = new Map<string, string>()
  const archived = extract()
  Readable.from([gunzipSync(await readFile(path))]).pipe(archived)
  for await (const entry of archived) entries.set(entry.header.name, (await buffer(entry)).toString('latin1'))
  return entries
}
