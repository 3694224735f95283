import type { RenderingContract } from '../model.ts'
import { mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** A selector can never change; so it may hold nothing that a new version of the chart or of the application changes. */
export const selectorsSmall: RenderingContract = {
  kind: 'rendering',
  name: 'selectors-small',
  sentence: 'Selectors of workloads use only name, instance and component: a version in them would forbid every upgrade.',
  check: ({ objects }) => objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)).flatMap((object) =>
    Object.keys(mapAt(object, 'spec.selector.matchLabels')).filter((key) => !allowed.includes(key)).map((key) => found(object, `spec.selector.matchLabels.${key}`))),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app.kubernetes.io/version: v1 } } }',
}

const allowed = ['name', 'instance', 'component'].map((key) => `app.kubernetes.io/${key}`)
