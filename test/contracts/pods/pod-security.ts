import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { containerControls, podControls } from './pod-security-controls.ts'

/** The restricted level of kubernetes.io/docs/concepts/security/pod-security-standards, for templates too, where the API server only warns. */
export const podSecurity: RenderingContract = {
  kind: 'rendering',
  name: 'pod-security',
  sentence: 'Every pod, of hooks and tests too, keeps to the Pod Security Standard `restricted`.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => [
    ...podControls.flatMap((control) => control(pod.spec)).map(({ path, detail }) => found(pod.owner, `${pod.path}.${path}`, detail)),
    ...pod.containers.flatMap(({ container, path: at }) => containerControls.flatMap((control) => control(container, pod.spec)).map(({ path, detail }) => found(pod.owner, `${at}.${path}`, detail))),
  ]),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, securityContext: { privileged: true } }] }',
}
