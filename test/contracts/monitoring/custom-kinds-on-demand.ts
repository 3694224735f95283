import type { ChartContract } from '../model.ts'
import { found } from '../read/found.ts'

/** An object of a kind that the cluster does not know makes the whole installation fail. */
export const customKindsOnDemand: ChartContract = {
  kind: 'chart',
  name: 'custom-kinds-on-demand',
  sentence: 'With the default values no object is of a kind that an operator has to bring along, as those of Prometheus, cert-manager, a Gateway, Spark or Flink.',
  check: async (chart) => {
    const rendering = await chart.render(chart.scenarios[0]?.values ?? {})
    return 'refusal' in rendering ? [] : rendering.objects.filter(({ apiVersion }) => /^(monitoring\.coreos\.com|cert-manager\.io|gateway\.networking\.k8s\.io|keda\.sh|autoscaling\.k8s\.io|external-secrets\.io|sparkoperator\.k8s\.io|flink\.apache\.org)\//.test(apiVersion)).map((object) => found(object, 'apiVersion', object.apiVersion))
  },
  caught: { 'templates/monitor.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: x }\n' },
}
