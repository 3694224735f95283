import type { ChartContract, Schema } from '../model.ts'
import { at, listAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** Closed for all but the release: the ports of each rule then have peers, and a peer of the user's gets in. An entry that says nothing must not become a rule for all. */
export const policyAdmitsDeclared: ChartContract = {
  kind: 'chart',
  name: 'policy-admits-declared',
  sentence: 'With `allowExternal` and `allowExternalEgress` off, a network policy admits only declared peers, and those that the user adds.',
  check: async (chart) => {
    const policiesOf = (schema: Schema) => schemaPaths(schema).filter(({ path, schema: { properties = {} } }) => path.at(-1) === 'networkPolicy' && !path.includes('*') && 'enabled' in properties)
    const missing = policiesOf(chart.schema).filter(({ schema }) => !('allowExternalEgress' in (schema.properties ?? {}))).map(({ path }) => ({ object: 'values', path: `${path.join('.')}.allowExternalEgress`, detail: 'there is no such value' }))
    const peer = { ipBlock: { cidr: '192.0.2.0/24' } }
    const closed = policiesOf(chart.wholeSchema).reduce((values, { path, schema }) => {
      const has = (field: string) => field in (schema.properties ?? {})
      return setAt(values, path, { enabled: true, allowExternalEgress: false, ...(has('allowExternal') ? { allowExternal: false } : {}), ...(has('from') ? { from: { contract: peer, nothing: {} } } : {}), ...(has('egress') ? { egress: { contract: { to: [peer] }, nothing: {} } } : {}) })
    }, {})
    const checked = await Promise.all(chart.scenarios.map(async ({ values }) => {
      const rendering = await chart.render(overlaid(values, closed))
      if ('refusal' in rendering) return []
      const network = rendering.objects.filter(({ kind }) => kind === 'NetworkPolicy')
      return [
        ...network.flatMap((policy) => listAt(policy, 'spec.ingress').flatMap((rule, index) => (listAt(rule, 'from').length > 0 && !listAt(rule, 'from').some((one) => Object.keys(one).length === 0) ? [] : [found(policy, `spec.ingress[${index}]`, 'admits everybody')]))),
        ...network.flatMap((policy) => listAt(policy, 'spec.egress').flatMap((rule, index) => (listAt(rule, 'to').length > 0 || listAt(rule, 'ports').some((port) => port['port'] === 53) ? [] : [found(policy, `spec.egress[${index}]`, 'leads everywhere')]))),
        ...network.filter((policy) => listAt(policy, 'spec.ingress').length > 0 && !JSON.stringify(at(policy, 'spec.ingress')).includes('192.0.2.0/24')).map((policy) => found(policy, 'spec.ingress', "the user's peer does not get in")),
      ]
    }))
    return [...missing, ...checked.flat()]
  },
  caught: {
    'values.schema.json': '{"type":"object","properties":{"networkPolicy":{"type":"object","properties":{"enabled":{"type":"boolean"},"allowExternalEgress":{"type":"boolean"}}}}}',
    'templates/policy.yaml': 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: x }\nspec: { egress: [{}] }\n',
  },
}
