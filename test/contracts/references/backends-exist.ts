import type { Fields, KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { at, listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'

/** kube-linter: dangling-ingress. */
export const backendsExist: RenderingContract = {
  kind: 'rendering',
  name: 'backends-exist',
  sentence: 'An Ingress or route leads to a Service of the chart and a port that it has.',
  check: (rendering) => rendering.objects.flatMap((object) => backends(object).filter(({ name, port }) => !isServed(rendering, name, port)).map(({ name, port, path }) => found(object, path, `${name}:${String(port)}`))),
  caught: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: r-shop }\nspec: { rules: [{ http: { paths: [{ backend: { service: { name: r-till, port: { number: 80 } } } }] } }] }',
}

function backends(object: KubernetesObject): readonly Backend[] {
  const rules = listAt(object, 'spec.rules')
  if (object.kind === 'Ingress') {
    return rules.flatMap((rule, index) => listAt(rule, 'http.paths').map((path) => ({ name: textAt(path, 'backend.service.name'), port: at(path, 'backend.service.port.name') ?? at(path, 'backend.service.port.number'), path: `spec.rules[${index}]` })))
  }
  if (!/Route$/.test(object.kind)) return []
  const ofService = ({ kind }: Fields) => kind === undefined || kind === 'Service'
  return rules.flatMap((rule, index) => listAt(rule, 'backendRefs').filter(ofService).map((backend) => ({ name: textAt(backend, 'name'), port: backend['port'], path: `spec.rules[${index}]` })))
}

function isServed(rendering: Rendering, name: string, port: unknown): boolean {
  const service = rendering.objects.find((object) => object.kind === 'Service' && object.metadata.name === name)
  if (service === undefined) return isGiven(rendering, name)
  return listAt(service, 'spec.ports').some((one) => one['port'] === port || one['name'] === port)
}

interface Backend {
  readonly name: string
  readonly port: unknown
  readonly path: string
}
