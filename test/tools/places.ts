import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of go.mod. */
export const toolsFolder = fileURLToPath(new URL('.', import.meta.url))

/** The root of the repository. */
export const repositoryFolder = fileURLToPath(new URL('../../', import.meta.url))

/** What is built or downloaded for this machine; git ignores it, and it may be deleted at any time. */
export const cacheFolder = join(repositoryFolder, '.cache')
