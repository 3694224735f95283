import type { RenderingContract } from '../model.ts'
import { fileReferences } from '../read/file-references.ts'
import { found, nameOf } from '../read/found.ts'
import { listAt, textAt } from '../read/at.ts'
import { podsOf } from '../read/pods.ts'

/** What nobody reads is left over from a component that is off, or has a name that somebody mistyped. */
export const noOrphans: RenderingContract = {
  kind: 'rendering',
  name: 'no-orphans',
  sentence: 'Every ConfigMap, Secret and service account of the chart is used by something in it.',
  check: (rendering) => {
    const used = new Set([
      ...podsOf(rendering).flatMap((pod) => [...fileReferences(pod).map(({ kind, name }) => `${kind}/${name}`), `ServiceAccount/${textAt(pod.spec, 'serviceAccountName')}`]),
      ...rendering.objects.filter(({ kind }) => kind === 'Ingress').flatMap((object) => listAt(object, 'spec.tls').map((tls) => `Secret/${textAt(tls, 'secretName')}`)),
      ...rendering.objects.filter(({ kind }) => kind === 'ServiceMonitor').flatMap((object) => listAt(object, 'spec.endpoints').flatMap((endpoint) => ['username', 'password'].map((part) => `Secret/${textAt(endpoint, `basicAuth.${part}.name`)}`))),
    ])
    // A dashboard or rule that a sidecar of Grafana collects is found by its label.
    return rendering.objects.filter((object) => ['ConfigMap', 'Secret', 'ServiceAccount'].includes(object.kind) && !used.has(nameOf(object)) && !('grafana_dashboard' in (object.metadata.labels ?? {}))).map((object) => found(object, 'metadata.name'))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { a: b }',
}
