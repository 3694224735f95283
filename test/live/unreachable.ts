/**
 * Why something that is downloaded once can't be had now; undefined if it can, and then it is there. Only a server that nobody reaches is a
 * reason to leave a test out: a version that is not there, or a build that fails, is a mistake of ours.
 */
export async function unreachable(...downloads: readonly (() => Promise<unknown>)[]): Promise<string | undefined> {
  for (const download of downloads) {
    try {
      await download()
    } catch (error) {
      const line = (error instanceof Error ? error.message : '').split('\n').find((text) => noConnection.test(text))
      if (line === undefined) throw error
      return line.trim()
    }
  }
  return undefined
}

/** As pip and Go put it. */
const noConnection = /failed to establish a new connection|name resolution|no such host|network is unreachable|dial tcp|timed? ?out|connection (?:refused|broken|aborted|reset)/i
