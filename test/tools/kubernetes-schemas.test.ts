import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { customResources } from './crds.ts'
import { ensureTools } from './ensure-tools.ts'
import { kubernetesSchemas } from './kubernetes-schemas.ts'

const { kubeconform } = await ensureTools(['kubeconform'])
const minors = ['1.37', '1.36', '1.35'] as const
const folders = {
  '1.37': await kubernetesSchemas('1.37'),
  '1.36': await kubernetesSchemas('1.36'),
  '1.35': await kubernetesSchemas('1.35'),
}
const custom = await customResources()

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 2
  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 } }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          ports: [{ containerPort: 80, name: http }]
          livenessProbe: { httpGet: { path: /, port: http } }
          resources: { limits: { cpu: 1.5, memory: 1Gi, ephemeral-storage: 1e3 }, requests: { cpu: 100m } }
      volumes: [{ name: empty, emptyDir: {} }]
`

test.for(minors)('Kubernetes %s: a right manifest conforms', (minor) => {
  expect(conform(deployment, folders[minor])).toBe('')
})

const mistakes = [
  { mistake: 'an unknown field', from: 'replicas: 2', to: 'replica: 2', message: "additional properties 'replica' not allowed" },
  { mistake: 'an unknown field deep inside', from: 'cpu: 100m', to: 'cpu: 100m }, limit: { cpu: 1', message: "additional properties 'limit' not allowed" },
  { mistake: 'a string for a number', from: 'replicas: 2', to: 'replicas: "2"', message: "/spec/replicas': got string, want integer" },
  { mistake: 'a null', from: 'replicas: 2', to: 'replicas: null', message: "/spec/replicas': got null, want integer" },
  { mistake: 'no quantity', from: '1Gi', to: '1GB', message: "/resources/limits/memory': 'oneOf' failed" },
  { mistake: 'a number with a fraction for int-or-string', from: 'maxUnavailable: 1', to: 'maxUnavailable: 1.5', message: "maxUnavailable': 'oneOf' failed" },
  { mistake: 'a number that int32 cannot hold', from: 'replicas: 2', to: 'replicas: 3000000000', message: 'maximum' },
  { mistake: 'a number as a label', from: 'labels: { app: web }', to: 'labels: { app: 1 }', message: "/metadata/labels/app': got number, want string" },
  { mistake: 'a missing field', from: 'selector: { matchLabels: { app: web } }', to: '', message: "missing property 'selector'" },
  { mistake: 'a map for a list', from: '[{ name: empty, emptyDir: {} }]', to: '{}', message: 'got object, want array' },
]

test.for(mistakes)('$mistake is refused', ({ from, to, message }) => {
  expect(deployment).toContain(from)
  for (const minor of minors) expect(conform(deployment.replace(from, to), folders[minor])).toContain(message)
})

test('a secret holds base64, also over lines, and nothing else', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  key: '
  expect(conform(`${secret}aGVsbG8=\n`, folders['1.37'])).toBe('')
  expect(conform(`${secret}|\n    aGVs\n    bG8=\n`, folders['1.37'])).toBe('')
  expect(conform(`${secret}no base64!\n`, folders['1.37'])).toContain("/data/key': 'no base64!' does not match pattern")
})

test('a kind that a version lacks has no schema', () => {
  const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\n'
  expect(conform(route, folders['1.37'])).toContain('could not find schema for HTTPRoute')
})

test.for(minors)('Kubernetes %s: every schema compiles and points to itself only', (minor) => {
  const files = readdirSync(folders[minor])
  expect(files.length).toBeGreaterThan(150)
  for (const file of files) {
    for (const [, target = ''] of read(folders[minor], file).matchAll(/"\$ref":"([^"]*)"/g)) {
      expect(target.startsWith('#/definitions/')).toBe(true)
      expect(read(folders[minor], file)).toContain(`"${target.slice('#/definitions/'.length)}":{`)
    }
  }
  // A manifest without fields makes kubeconform compile the schema, whether or not it conforms.
  const manifests = files.map((file) => kindOf(read(folders[minor], file))).map((kind) => `${kind}metadata: { name: a }\n`)
  const answer = conform(manifests.join('---\n'), folders[minor])
  expect(answer).not.toContain('could not find schema')
  expect(answer).not.toMatch(/compil|failed loading|failed initializing/i)
})

test('custom resources: kinds of all operators are there, and Flink alone may be skipped', () => {
  const kinds = readdirSync(custom.schemas)
  for (const name of ['httproute-gateway-v1', 'gateway-gateway-v1', 'servicemonitor-monitoring-v1', 'podmonitor-monitoring-v1', 'prometheusrule-monitoring-v1', 'sparkapplication-sparkoperator-v1beta2', 'scheduledsparkapplication-sparkoperator-v1beta2']) {
    expect(kinds).toContain(`${name}.json`)
  }
  expect(kinds.includes('flinkdeployment-flink-v1beta1.json')).toBe(!custom.skipped.includes('flinkdeployments.flink.apache.org'))
  expect(custom.skipped.filter((name) => name !== 'flinkdeployments.flink.apache.org')).toEqual([])
})

test('custom resources: right manifests conform, an unknown field does not', () => {
  const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: a }
spec:
  parentRefs: [{ name: gateway, sectionName: https }]
  rules: [{ backendRefs: [{ name: web, port: 80 }], matches: [{ path: { type: PathPrefix, value: / } }] }]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: a }
spec:
  selector: { matchLabels: { app: web } }
  endpoints: [{ port: http, interval: 30s }]
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: a }
spec:
  groups: [{ name: a, rules: [{ alert: A, expr: up == 0, for: 5m }, { record: b, expr: 1 }] }]
---
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: a }
spec: { type: Python, mainApplicationFile: local:///a.py, sparkVersion: 3.5.0, driver: { cores: 1 }, executor: { instances: 1 } }
`
  expect(conform(route, custom.schemas)).toBe('')
  expect(conform(route.replace('sectionName', 'section'), custom.schemas)).toContain("additional properties 'section' not allowed")
  expect(conform(route.replace('interval', 'intervall'), custom.schemas)).toContain("additional properties 'intervall' not allowed")
  expect(conform(route.replace('cores: 1', 'core: 1'), custom.schemas)).toContain("additional properties 'core' not allowed")
})

/** What kubeconform has against the manifests, or nothing. */
function conform(manifests: string, folder: string): string {
  const location = join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json')
  const { stdout, stderr } = spawnSync(kubeconform, ['-schema-location', location, '-'], { input: manifests, encoding: 'utf8' })
  return stdout + stderr
}

function kindOf(schema: string): string {
  const { properties } = JSON.parse(schema) as { readonly properties: Readonly<Record<'apiVersion' | 'kind', { readonly const: string }>> }
  return `apiVersion: ${properties.apiVersion.const}\nkind: ${properties.kind.const}\n`
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}
