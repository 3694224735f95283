import { fileURLToPath } from 'node:url'

/** The folder of this tool, with what it ships. This file and the bundle that it becomes a part of are one level below it. */
export const toolRoot = fileURLToPath(new URL('..', import.meta.url))
