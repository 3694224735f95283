import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

/** Versions that Kubernetes 1.33 and later no longer serve (kubernetes.io/docs/reference/using-api/deprecation-guide). */
export const currentApiVersions: RenderingContract = {
  kind: 'rendering',
  name: 'current-api-versions',
  sentence: 'No object uses a version of the API that Kubernetes has removed.',
  check: ({ objects }) => objects.filter(({ apiVersion }) => removed.test(apiVersion)).map((object) => found(object, 'apiVersion', object.apiVersion)),
  caught: 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: r-shop }',
}

const removed = /^(extensions\/|apps\/v1beta|batch\/v1beta|batch\/v2alpha|policy\/v1beta|autoscaling\/v2beta|networking\.k8s\.io\/v1beta1|rbac\.authorization\.k8s\.io\/v1(alpha|beta)|apiextensions\.k8s\.io\/v1beta|storage\.k8s\.io\/v1beta1|flowcontrol\.apiserver\.k8s\.io\/v1beta)/
