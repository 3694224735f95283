import { ensureTools } from '../tools/ensure-tools.ts'

/** The executables that these tests run. */
export const tools = await ensureTools(['helm3', 'helm4', 'unittest', 'kubeconform', 'kubescore'])
