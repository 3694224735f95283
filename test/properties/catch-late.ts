import { cp, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { judge, type Finding } from '../contracts/run/judge.ts'
import { openSubject } from '../contracts/run/open-subject.ts'
import { startCluster, type Cluster } from '../lab/cluster.ts'
import { liveTests } from './catch-live.ts'
import { writeChart } from './catch-mutant.ts'
import { nullTests } from './catch-nulls.ts'
import type { Chart } from './chart.ts'
import { once } from './once.ts'
import { hasSameMeaning } from './same-meaning.ts'
import { isLong } from './seed.ts'
import { hiddenValues } from './shown-values.ts'
import type { Mutant } from './template-mutants.ts'

/** The tests that take too long to be asked about every mutant: they are asked about those that all others have left. */
export function lateTests(chart: Chart): LateTests {
  const findings = once(async () => new Set((await findingsOf(chart)).map(keyOf)))
  const cluster = once(async () => {
    const started = await startCluster({ hasDefinitions: true })
    return { started, namespace: await started.newNamespace() }
  })
  const nulls = nullTests(chart)
  const live = liveTests(chart)
  let isClusterUsed = false
  return {
    catchLate: async (mutant, { plain, documents }) => {
      if (hasSameMeaning(chart, mutant)) return 'its meaning, which is the same'
      const folder = await mkdtemp(join(chart.scratch, 'mutant-'))
      try {
        await writeChart(chart, folder, mutant.path, mutant.text)
        const changed = { ...chart, package: folder, files: chart.files.map((file) => (file.path === mutant.path ? { ...file, text: mutant.text } : file)) }
        const fresh = documents.filter((document) => !plain.includes(document))
        isClusterUsed ||= fresh.length > 0
        if (fresh.length > 0 && (await isRefused(await cluster(), fresh, plain))) return 'cluster'
        const hidden = await hiddenBy(chart, changed, mutant)
        if (hidden !== undefined) return `value that shows no more: ${hidden}`
        const known = await findings()
        const found = (await findingsOf(changed)).find((finding) => !known.has(keyOf(finding)))
        if (found !== undefined) return `contract ${found.contract}, with ${found.toggle}`
        // The checks alone look at every null, and these tests take long.
        const nulled = mutant.path.endsWith('zz-checks.yml') ? await nulls.caughtAt(folder) : undefined
        if (nulled !== undefined) return `nulls: ${nulled}`
        if (!isLong) return undefined
        // These tests give values that the schema refuses, too.
        await cp(join(chart.folder, 'values.schema.json'), join(folder, 'values.schema.json'))
        const failed = await live.failedBy(folder)
        return failed === undefined ? undefined : `live: ${failed}`
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    stop: async () => {
      if (isClusterUsed) await (await cluster()).started.stop()
    },
  }
}

async function findingsOf(chart: Chart): Promise<readonly Finding[]> {
  return (await judge(await openSubject(chart))).findings
}

function keyOf({ contract, scenario, toggle, object, path }: Finding): string {
  return [contract, scenario, toggle, object, path].join(' ')
}

/** A value of the line that makes a difference in the chart, and none any more. */
async function hiddenBy(chart: Chart, changed: Chart, { line }: Mutant): Promise<string | undefined> {
  const named = [...line.matchAll(/\.Values\.([A-Za-z][\w.]*\w)/g)].map(([, path = '']) => path)
  if (named.length === 0) return undefined
  const isNamed = (path: string): boolean => named.some((name) => path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`))
  const { hidden } = await hiddenValues(changed, isNamed)
  if (hidden.length === 0) return undefined
  const before = (await hiddenValues(chart, (path) => hidden.includes(path))).hidden
  return hidden.find((path) => !before.includes(path))
}

/** Whether the API server says against the documents what it does not say against those that they were made from. */
async function isRefused(cluster: Running, fresh: readonly string[], plain: readonly string[]): Promise<boolean> {
  const headers = fresh.map(headerOf)
  const known = await problemsWith(cluster, plain.filter((document) => headers.includes(headerOf(document))))
  return (await problemsWith(cluster, fresh)).some((problem) => !known.includes(problem))
}

function headerOf(document: string): string {
  return ['kind', 'name'].map((key) => new RegExp(`^ *${key}: .*$`, 'm').exec(document)?.[0].trim()).join(' ')
}

async function problemsWith({ started, namespace }: Running, documents: readonly string[]): Promise<readonly string[]> {
  if (documents.length === 0) return []
  try {
    const texts = [...new Set(documents)].map((text) => text.replace(/^ {2}namespace: .*\n/m, ''))
    await started.kubectl(['create', '--dry-run=server', '--namespace', namespace, '--filename', '-'], texts.join('\n---\n'))
    return []
  } catch (error) {
    return String(error).split('\n')
  }
}

interface Running {
  readonly started: Cluster
  readonly namespace: string
}

export interface LateTests {
  /** The name of the test that catches a mutant. `plain` is what the chart makes in the same scenarios. */
  readonly catchLate: (mutant: Mutant, seen: { readonly plain: readonly string[]; readonly documents: readonly string[] }) => Promise<string | undefined>
  readonly stop: () => Promise<void>
}
