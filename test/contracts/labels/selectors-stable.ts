import type { ChangeContract, KubernetesObject } from '../model.ts'
import { at } from '../read/at.ts'
import { found, nameOf } from '../read/found.ts'

/** What the API server refuses to change is lost at the first upgrade that tries. Where the data are, a user can ask to change, and is told by the API server what to do. */
export const selectorsStable: ChangeContract = {
  kind: 'change',
  name: 'selectors-stable',
  sentence: 'Selector, claim templates and Service name of a workload stay the same over values and versions of the chart: they can never be changed.',
  unless: /nameOverride|persistence\.|storageClass=|podManagementPolicy=/,
  check: (before, after) => after.objects.filter(({ kind }) => /^(Deployment|StatefulSet|DaemonSet)$/.test(kind)).flatMap((object) => {
    const earlier = before.objects.find((other) => nameOf(other) === nameOf(object))
    return earlier === undefined || earlier === object ? [] : immutable.filter((path) => text(earlier, path) !== text(object, path)).map((path) => found(object, path))
  }),
  caught: {
    before: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app.kubernetes.io/version: v1 } } }',
    after: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app.kubernetes.io/version: v2 } } }',
  },
}

const immutable = ['spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates', 'spec.podManagementPolicy']

function text(object: KubernetesObject, path: string): string {
  return JSON.stringify(at(object, path)) ?? ''
}
