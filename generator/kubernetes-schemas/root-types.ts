/** The Kubernetes types that values pass through; what they refer to comes along. Names are full only where two versions share one. */
export const rootTypes: readonly string[] = [
  'Affinity',
  'Container',
  'ContainerPort',
  'DeploymentStrategy',
  'EnvFromSource',
  'EnvVarSource',
  'EphemeralVolumeSource',
  'HostAlias',
  'IngressBackend',
  'IngressTLS',
  'LabelSelector',
  'Lifecycle',
  'LocalObjectReference',
  'NetworkPolicyEgressRule',
  'NetworkPolicyIngressRule',
  'NetworkPolicyPeer',
  'NetworkPolicyPort',
  'PersistentVolumeClaimSpec',
  'PodDNSConfig',
  'PodFailurePolicy',
  'PodReadinessGate',
  'PodResourceClaim',
  'PodSecurityContext',
  'PolicyRule',
  'Probe',
  'ResourceRequirements',
  'SecretKeySelector',
  'SecurityContext',
  'ServicePort',
  'SessionAffinityConfig',
  'StatefulSetPersistentVolumeClaimRetentionPolicy',
  'StatefulSetUpdateStrategy',
  'Toleration',
  'TopologySpreadConstraint',
  'TypedLocalObjectReference',
  'TypedObjectReference',
  'Volume',
  'VolumeMount',
  'VolumeResourceRequirements',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior',
  'io.k8s.api.autoscaling.v2.MetricSpec',
]

/**
 * What a map keyed by name holds: the type without the property that the key stands for.
 * The property is the one by which Kubernetes itself merges such a list, so no key can come up twice.
 */
export const entryTypes: readonly { readonly name: string; readonly type: string; readonly key: string }[] = [
  { name: 'ContainerEntry', type: 'Container', key: 'name' },
  { name: 'ContainerPortEntry', type: 'ContainerPort', key: 'name' },
  { name: 'ServicePortEntry', type: 'ServicePort', key: 'name' },
  { name: 'VolumeEntry', type: 'Volume', key: 'name' },
  { name: 'VolumeMountEntry', type: 'VolumeMount', key: 'mountPath' },
]

/**
 * Of a Volume: sources that Kubernetes has deprecated in favour of CSI drivers, or that no running version serves any more.
 * Of metadata: what the API server writes.
 */
export const leftOut: { readonly [type: string]: readonly string[] } = {
  ObjectMeta: [
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'generateName',
    'generation',
    'managedFields',
    'ownerReferences',
    'resourceVersion',
    'selfLink',
    'uid',
  ],
  Volume: [
    'awsElasticBlockStore',
    'azureDisk',
    'azureFile',
    'cephfs',
    'cinder',
    'flexVolume',
    'flocker',
    'gcePersistentDisk',
    'gitRepo',
    'glusterfs',
    'photonPersistentDisk',
    'portworxVolume',
    'quobyte',
    'rbd',
    'scaleIO',
    'storageos',
    'vsphereVolume',
  ],
}
