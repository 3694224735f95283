import type { ChartContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** OpenShift refuses a pod that asks for a user or a group outside of its namespace's range. */
export const openshiftIds: ChartContract = {
  kind: 'chart',
  name: 'openshift-ids',
  sentence: 'On OpenShift no pod asks for a user, a group or a group of files by number.',
  check: async (chart) => {
    const renderings = await Promise.all(chart.scenarios.map(({ values }) => chart.render(values, { apiVersions: ['security.openshift.io/v1'] })))
    return renderings.flatMap((rendering) => ('refusal' in rendering ? [] : podsOf(rendering).flatMap((pod) => [
      ...['runAsUser', 'runAsGroup', 'fsGroup'].filter((field) => at(pod.spec, `securityContext.${field}`) !== undefined).map((field) => found(pod.owner, `${pod.path}.securityContext.${field}`)),
      ...pod.containers.flatMap(({ container, path }) => ['runAsUser', 'runAsGroup'].filter((field) => at(container, `securityContext.${field}`) !== undefined).map((field) => found(pod.owner, `${path}.securityContext.${field}`))),
    ])))
  },
  caught: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { securityContext: { fsGroup: 1000 }, containers: [] }\n' },
}
