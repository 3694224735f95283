import { didYouMean } from '../../diagnostics/nearest.ts'
import type { Rule } from '../rule.ts'

/** A manifest's file is named after the app and the kind of its objects, so that each is found where one looks for it. */
export const templateName: Rule = ({ chart, catalogue }, report) => {
  for (const { name, file } of chart.templates) {
    const base = name.slice(name.lastIndexOf('/') + 1)
    const [, app, resource = ''] = /^((?:\[component\]|[a-z0-9]+)(?:-[a-z0-9]+)*?)-([a-z]+)\.yml$/.exec(base) ?? []
    if (app !== undefined && resourceTypes.has(resource)) continue
    const isSpelled = app !== undefined
    const reason = isSpelled ? { why: `"${resource}" is no resource type`, ...didYouMean(resource, resourceTypes) } : { why: 'a manifest is named "[app-name]-[resource-type].yml.hbs", with small letters, digits and hyphens' }
    const span = { file: file.path, start: 0, end: Math.max(1, catalogue.files[file.path]?.text.indexOf('\n') ?? 1) }
    report({ rule: 'template-name', severity: 'error', message: `"${base}.hbs" does not name a manifest`, ...reason, span })
  }
}

/** Kinds of objects in small letters, and the short names that kubectl has for the long ones. */
const resourceTypes: ReadonlySet<string> = new Set([
  'certificate', 'clusterrole', 'clusterrolebinding', 'configmap', 'cronjob', 'daemonset', 'deployment', 'externalsecret', 'flinkdeployment',
  'gateway', 'grpcroute', 'horizontalpodautoscaler', 'hpa', 'httproute', 'ingress', 'ingressclass', 'issuer', 'job', 'limitrange', 'namespace',
  'networkpolicy', 'objects', 'persistentvolume', 'persistentvolumeclaim', 'pdb', 'pod', 'poddisruptionbudget', 'podmonitor', 'priorityclass',
  'prometheusrule', 'pvc', 'resourcequota', 'role', 'rolebinding', 'route', 'scaledobject', 'secret', 'service', 'serviceaccount',
  'servicemonitor', 'sparkapplication', 'scheduledsparkapplication', 'statefulset', 'storageclass', 'tcproute', 'test', 'tlsroute', 'udproute', 'verticalpodautoscaler',
])
