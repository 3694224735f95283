import type { ChartContract, Fields, KubernetesObject } from '../model.ts'
import { at, mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** Each cloud reads an annotation of its own; one too few, and a store is open to the Internet. */
export const internalLoadBalancer: ChartContract = {
  kind: 'chart',
  name: 'internal-load-balancer',
  sentence: "Each choice of `internalLoadBalancer` adds one annotation to a Service of type LoadBalancer, none to another, and none that the user has.",
  check: async (chart) => {
    const values = chart.scenarios[0]?.values ?? {}
    const groups = schemaPaths(chart.schema).filter(({ path }) => path.at(-1) === 'internalLoadBalancer' && !path.includes('*')).map(({ path, schema }) => ({ path: path.slice(0, -1), choices: (schema.enum ?? []).filter((choice) => typeof choice === 'string' && choice !== schema.default) }))
    const servicesWith = async (path: readonly string[], more: Fields): Promise<readonly KubernetesObject[]> => {
      // An annotation that stands there twice can't be read.
      const rendering = await chart.render(overlaid(values, setAt({}, path, more))).catch((error: unknown) => ({ refusal: String(error) }))
      return 'refusal' in rendering ? [] : rendering.objects.filter(({ kind }) => kind === 'Service')
    }
    const checked = await Promise.all(groups.flatMap(({ path, choices }) => choices.map(async (internalLoadBalancer) => {
      const plain = await servicesWith(path, { type: 'LoadBalancer' })
      const balanced = await servicesWith(path, { type: 'LoadBalancer', internalLoadBalancer })
      const inside = await servicesWith(path, { type: 'ClusterIP', internalLoadBalancer, annotations: { [other]: 'own' } })
      const added = balanced.flatMap((service) => addedTo(service, plain).map((key) => ({ service, key })))
      const owned = await Promise.all(added.map(async ({ service, key }) => (await servicesWith(path, { type: 'LoadBalancer', internalLoadBalancer, annotations: { [key]: 'own' } })).filter((one) => one.metadata.name === service.metadata.name && addedTo(one, plain).join() === key && mapAt(one, 'metadata.annotations')[key] === 'own')))
      const detail = `${path.join('.')}.internalLoadBalancer=${String(internalLoadBalancer)}`
      return [
        ...(plain.length > 0 && added.length !== 1 ? [{ object: 'values', path: detail, detail: `adds ${added.length} annotations` }] : []),
        ...inside.flatMap((service) => addedTo(service, plain).filter((key) => key !== other).map((key) => found(service, `metadata.annotations.${key}`, `${detail} without a load balancer`))),
        ...added.flatMap(({ service, key }, index) => (owned[index]?.length === 1 ? [] : [found(service, `metadata.annotations.${key}`, `${detail} is not the user's`)])),
      ]
    })))
    return checked.flat()
  },
  caught: {
    'values.schema.json': '{"type":"object","properties":{"service":{"type":"object","properties":{"internalLoadBalancer":{"type":"string","enum":["","gke"],"default":""}}}}}',
    'templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { type: LoadBalancer }\n',
  },
}

const other = 'example.com/other'

/** The annotations of a Service beyond those that it had before. */
function addedTo(service: KubernetesObject, before: readonly KubernetesObject[]): readonly string[] {
  const known = before.find(({ metadata }) => metadata.name === service.metadata.name)
  return Object.keys(mapAt(service, 'metadata.annotations')).filter((key) => at(known?.metadata.annotations ?? {}, [key]) === undefined)
}
