import { parseDocument } from 'yaml'
import type { Fields, KubernetesObject } from '../model.ts'
import { listAt, mapAt, textsAt } from './at.ts'
import { sparkPod, type SparkRole } from './spark-pod.ts'

/** The pods that an object has made: by Kubernetes, by an operator, or by a program that reads a template of a pod. */
export function podsMadeBy(object: KubernetesObject): readonly MadePod[] {
  return makers[object.kind]?.(object) ?? []
}

/** Which pods an object of a kind makes. What an operator or a program adds to a template is there already, as far as contracts look at it. */
const makers: { readonly [kind: string]: (object: KubernetesObject) => readonly MadePod[] } = {
  Pod: (pod) => [{ path: 'spec', template: pod, runsOnce: true }],
  Deployment: (object) => fromTemplate(object, 'spec.template', false),
  StatefulSet: (object) => fromTemplate(object, 'spec.template', false),
  DaemonSet: (object) => fromTemplate(object, 'spec.template', false),
  ReplicaSet: (object) => fromTemplate(object, 'spec.template', false),
  Job: (object) => fromTemplate(object, 'spec.template', true),
  CronJob: (object) => fromTemplate(object, 'spec.jobTemplate.spec.template', true),
  SparkApplication: (object) => ofApplication(object, 'spec'),
  ScheduledSparkApplication: (object) => ofApplication(object, 'spec.template'),
  // Flink makes all pods of a cluster of this one template.
  FlinkDeployment: (object) => fromTemplate(object, 'spec.podTemplate', false),
  ConfigMap: ofTemplateFiles,
}

function fromTemplate(object: KubernetesObject, path: string, runsOnce: boolean): readonly MadePod[] {
  return [{ path: `${path}.spec`, template: mapAt(object, path), runsOnce }]
}

/** A Spark application of the operator: a driver and its executors, which end with it. */
function ofApplication(object: KubernetesObject, path: string): readonly MadePod[] {
  const spec = mapAt(object, path)
  return (['driver', 'executor'] as const).map((role) => {
    const own = mapAt(spec, role)
    const program = role === 'driver' ? [spec['mainApplicationFile'], ...textsAt(spec, 'arguments')] : []
    const template = sparkPod(role, mapAt(own, 'template'), {
      image: spec['image'], pullPolicy: spec['imagePullPolicy'], cores: own['coreRequest'] ?? own['cores'], coreLimit: own['coreLimit'], memory: own['memory'],
      arguments: [...program, own['javaOptions']],
    })
    return { path: `${path}.${role}.template.spec`, template, runsOnce: true, isPart: true }
  })
}

/** Files of a ConfigMap that are pods, as spark-submit takes them, with what the file of Spark's properties beside them says. */
function ofTemplateFiles({ data = {} }: KubernetesObject): readonly MadePod[] {
  const properties = new Map(String(data['spark.properties'] ?? '').split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const))
  return Object.entries(data).filter(([, text]) => /^kind: "?Pod"?$/m.test(String(text))).map(([name, text]) => {
    const pod = mapAt({ pod: parseDocument(String(text), { version: '1.1', logLevel: 'silent' }).toJS() as unknown }, 'pod')
    const role: SparkRole = listAt(pod, 'spec.containers').some((container) => container['name'] === 'spark-kubernetes-driver') ? 'driver' : 'executor'
    const template = sparkPod(role, pod, {
      image: properties.get('spark.kubernetes.container.image'), pullPolicy: properties.get('spark.kubernetes.container.image.pullPolicy'),
      cores: properties.get(`spark.kubernetes.${role}.request.cores`) ?? properties.get(`spark.${role}.cores`), coreLimit: properties.get(`spark.kubernetes.${role}.limit.cores`),
      memory: properties.get(`spark.${role}.memory`), arguments: [properties.get(`spark.${role}.extraJavaOptions`)],
    })
    return { path: `data.${name}.spec`, template, runsOnce: true, isPart: true }
  })
}

export interface MadePod {
  /** Where its spec stands in the object. */
  readonly path: string
  /** Metadata and spec. */
  readonly template: Fields
  /** It ends by itself. */
  readonly runsOnce: boolean
  /** It is one kind of pods of an application. */
  readonly isPart?: boolean
}
