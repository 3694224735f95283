import type { Fields } from '../model.ts'
import { at, listAt, mapAt } from './at.ts'

/** A pod as Spark makes it of a template: it sets image, CPU, memory, ports and restart policy itself, and keeps the rest. */
export function sparkPod(role: SparkRole, template: Fields, given: SparkSettings): Fields {
  const spec = mapAt(template, 'spec')
  const containers = listAt(spec, 'containers')
  const main = containers.find(({ name }) => name === `spark-kubernetes-${role}`) ?? containers[0] ?? {}
  const container = defined({
    ...main,
    image: given.image,
    imagePullPolicy: given.pullPolicy,
    args: given.arguments.filter((argument) => argument !== undefined).map(String),
    ports: [...ports[role], ...listAt(main, 'ports')],
    resources: {
      ...mapAt(main, 'resources'),
      requests: defined({ ...mapAt(main, 'resources.requests'), cpu: given.cores, memory: given.memory }),
      limits: defined({ ...mapAt(main, 'resources.limits'), cpu: given.coreLimit ?? at(main, 'resources.limits.cpu'), memory: given.memory }),
    },
  })
  return { ...template, spec: { ...spec, restartPolicy: 'Never', containers: [container, ...containers.filter((other) => other !== main)] } }
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

const blocks = { name: 'blockmanager', containerPort: 7079 }

const ports: { readonly [role in SparkRole]: readonly Fields[] } = {
  driver: [{ name: 'driver-rpc-port', containerPort: 7078 }, blocks, { name: 'spark-ui', containerPort: 4040 }],
  executor: [blocks],
}

export type SparkRole = 'driver' | 'executor'

/** What an application or a file of properties says of a driver or an executor. */
export interface SparkSettings {
  readonly image: unknown
  readonly pullPolicy: unknown
  readonly cores: unknown
  readonly coreLimit: unknown
  readonly memory: unknown
  readonly arguments: readonly unknown[]
}
