import { expect, test } from 'vitest'
import { podsOf } from './read/pods.ts'
import { parseManifest } from './run/parse-manifest.ts'

/** Where the pods are found that an object makes, by the object. */
const objects: readonly (readonly [manifest: string, pods: readonly string[]])[] = [
  ['kind: Pod\nspec: { containers: [{ image: a }] }', ['spec a once']],
  ['kind: Deployment\nspec: { template: { spec: { containers: [{ image: a }] } } }', ['spec.template.spec a always']],
  ['kind: CronJob\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ image: a }] } } } } }', ['spec.jobTemplate.spec.template.spec a once']],
  ['kind: SparkApplication\nspec: { image: b, driver: {}, executor: {} }', ['spec.driver.template.spec b once', 'spec.executor.template.spec b once']],
  ['kind: ScheduledSparkApplication\nspec: { template: { image: b } }', ['spec.template.driver.template.spec b once', 'spec.template.executor.template.spec b once']],
  ['kind: ConfigMap\ndata: { pod.yaml: "kind: Pod\\nspec: { containers: [{}] }\\n", spark.properties: "spark.kubernetes.container.image=c\\n", other.yaml: "kind: Service" }', ['data.pod.yaml.spec c once']],
  ['kind: ConfigMap\ndata: { pod.yaml: "kind: Pod\\nspec: [\\n" }', ['data.pod.yaml.spec undefined once']],
  ['kind: FlinkDeployment\nspec: { podTemplate: { spec: { containers: [{ image: a }] } } }', ['spec.podTemplate.spec a always']],
  ['kind: Service\nspec: { template: { spec: { containers: [{ image: a }] } } }', []],
]

test.each(objects)('%s', (manifest, pods) => {
  const made = podsOf({ objects: [parseManifest(manifest)] })
  expect(made.map(({ path, containers, runsOnce }) => `${path} ${String(containers[0]?.container['image'])} ${runsOnce ? 'once' : 'always'}`)).toEqual(pods)
})

test('a driver of Spark has what the application says beside what its template says', () => {
  const [driver, executor] = podsOf({ objects: [parseManifest(application)] })
  expect(driver?.containers[0]?.container).toMatchObject({
    image: 'fink:1', imagePullPolicy: 'Always', args: ['local:///a.py', '-topic', 'b', '-Dc=d'],
    resources: { requests: { 'ephemeral-storage': '1Gi', cpu: 2, memory: '1g' }, limits: { memory: '1g' } },
    ports: [{ name: 'driver-rpc-port' }, { name: 'blockmanager' }, { name: 'spark-ui' }, { name: 'metrics' }],
  })
  expect(driver?.containers.map(({ container }) => container['name'])).toEqual(['spark-kubernetes-driver', 'helper'])
  expect(executor?.spec['restartPolicy']).toBe('Never')
})

const application = `
kind: SparkApplication
spec:
  image: fink:1
  imagePullPolicy: Always
  mainApplicationFile: local:///a.py
  arguments: [-topic, b]
  driver:
    cores: 2
    memory: 1g
    javaOptions: -Dc=d
    template:
      spec:
        containers:
          - name: helper
          - name: spark-kubernetes-driver
            ports: [{ name: metrics, containerPort: 8090 }]
            resources: { requests: { ephemeral-storage: 1Gi } }
  executor: {}
`
