import type { Cluster } from './cluster.ts'

/** Does one thing of a journey; when it fails, the error says which, and what the cluster has to say about it. */
export function stepsIn(cluster: Cluster, namespace: string): Step {
  return async (title, work) => {
    try {
      return await work()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`${title}: ${reason}${await warningsOf(cluster, namespace)}`)
    }
  }
}

/** Helm only says that it has waited in vain; why, stands in the events. */
async function warningsOf(cluster: Cluster, namespace: string): Promise<string> {
  const path = '{range .items[*]}{.involvedObject.kind} "{.involvedObject.name}": {.message}{"\\n"}{end}'
  const text = await cluster.kubectl(['get', 'events', '--namespace', namespace, '--field-selector', 'type=Warning', '--output', `jsonpath=${path}`]).catch(() => '')
  // Autoscalers warn all the time, since the lab measures nothing; and the first warning about an object is the one that matters.
  const warnings = text.trim().split('\n').filter((line) => line !== '' && !line.startsWith('HorizontalPodAutoscaler'))
  const lines = [...new Map(warnings.toReversed().map((line) => [line.split(': ')[0], line])).values()].reverse().slice(0, 8)
  return lines.length === 0 ? '' : `\nThe cluster warns:\n${lines.join('\n')}`
}

export type Step = <Result>(title: string, work: () => Promise<Result> | Result) => Promise<Result>
