import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

/** `helm.sh/chart` may hold no plus sign, which a version may. Charts that are brought along have versions of their own. */
export const versionsOnObjects: RenderingContract = {
  kind: 'rendering',
  name: 'versions-on-objects',
  sentence: 'Every object says in `helm.sh/chart` which chart and version it comes from.',
  check: ({ objects, chart }) => {
    const endings = [`-${chart.version}`, ...(chart.vendored ?? []).map(({ name, version }) => `${name}-${version}`)].map((text) => text.replaceAll('+', '_'))
    return objects.filter(({ metadata }) => !endings.some((ending) => metadata.labels?.['helm.sh/chart']?.endsWith(ending) === true)).map((object) => found(object, 'metadata.labels.helm.sh/chart', object.metadata.labels?.['helm.sh/chart'] ?? ''))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop, labels: { helm.sh/chart: shop-0.9.0 } }',
}
