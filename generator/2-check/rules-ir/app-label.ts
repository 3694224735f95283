import { byDefault, unknownText } from '../../ir/by-default.ts'
import { knownText } from '../../ir/known-text.ts'
import type { IrRule } from '../rule-ir.ts'

/** A manifest's file and its objects say the same about which app they belong to. */
export const appLabel: IrRule = ({ ir: { chart } }, report) => ({
  scalar: (node, place) => {
    if (place.path.at(-1) !== label) return
    const path = place.path.join('.')
    const isLabel = path === `metadata.labels.${label}` || path === `spec.template.metadata.labels.${label}`
    if (!isLabel || place.isEmbedded || node.kind !== 'scalar') return
    const app = appOf(place.manifest.name)
    const value = knownText(node, place.environment, byDefault(chart.metadata))
    if (value === undefined || value.includes(unknownText) || value === app) return
    report({
      rule: 'app-label',
      severity: 'error',
      message: `${place.manifest.name} is a manifest of "${app}", but its label "${label}" is "${value}"`,
      why: 'a manifest is looked for by the name of its app, in files and in the cluster alike',
      fix: `rename the file to "${value}-${place.manifest.name.slice(app.length + 1)}.hbs", or write "${app}" into the label`,
      span: place.includedAt ?? node.span,
    })
  },
})

const label = 'app.kubernetes.io/name'

/** `catalogue` for `catalogue-deployment.yml`: no resource type has a hyphen in it. */
function appOf(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1)
  return base.slice(0, base.lastIndexOf('-'))
}
