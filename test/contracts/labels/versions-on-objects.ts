import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

/** `helm.sh/chart` may hold no plus sign, which a version may. */
export const versionsOnObjects: RenderingContract = {
  kind: 'rendering',
  name: 'versions-on-objects',
  sentence: 'Every object says in `helm.sh/chart` which chart and version it comes from.',
  check: ({ objects, chart }) => {
    const label = new RegExp(`-${chart.version.replaceAll('+', '_').replace(/[.]/g, '\\.')}$`)
    return objects.filter(({ metadata }) => !label.test(metadata.labels?.['helm.sh/chart'] ?? '')).map((object) => found(object, 'metadata.labels.helm.sh/chart', object.metadata.labels?.['helm.sh/chart'] ?? ''))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop, labels: { helm.sh/chart: shop-0.9.0 } }',
}
