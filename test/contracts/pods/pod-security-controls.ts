import type { Fields } from '../model.ts'
import { at, listAt, mapAt, textAt, textsAt } from '../read/at.ts'

/** What the standard asks of a pod as a whole, a function each. */
export const podControls: readonly ((pod: Fields) => readonly Breach[])[] = [
  (pod) => ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field] === true).map((field) => breach(field, 'shares a namespace of the host')),
  (pod) => listAt(pod, 'volumes').flatMap((volume, index) => Object.keys(volume).filter((type) => type !== 'name' && !volumeTypes.includes(type)).map((type) => breach(`volumes[${index}].${type}`, 'is no allowed type of volume'))),
  (pod) => listAt(pod, 'securityContext.sysctls').flatMap((sysctl, index) => (safeSysctls.includes(textAt(sysctl, 'name')) ? [] : [breach(`securityContext.sysctls[${index}]`, 'is no safe sysctl')])),
  (pod) => (at(pod, 'securityContext.runAsUser') === 0 ? [breach('securityContext.runAsUser', 'is root')] : []),
  (pod) => selinux(pod),
  (pod) => (at(pod, 'securityContext.windowsOptions.hostProcess') === true ? [breach('securityContext.windowsOptions.hostProcess', 'is a process of the host')] : []),
  (pod) => appArmor(pod),
]

/** What it asks of each container; what the pod says holds where the container says nothing. */
export const containerControls: readonly ((container: Fields, pod: Fields) => readonly Breach[])[] = [
  (container) => (at(container, 'securityContext.privileged') === true ? [breach('securityContext.privileged', 'is true')] : []),
  (container) => (at(container, 'securityContext.allowPrivilegeEscalation') === false ? [] : [breach('securityContext.allowPrivilegeEscalation', 'is not false')]),
  (container) => (textsAt(container, 'securityContext.capabilities.drop').includes('ALL') ? [] : [breach('securityContext.capabilities.drop', 'lacks ALL')]),
  (container) => textsAt(container, 'securityContext.capabilities.add').filter((capability) => capability !== 'NET_BIND_SERVICE').map((capability) => breach('securityContext.capabilities.add', capability)),
  (container, pod) => ((at(container, 'securityContext.runAsNonRoot') ?? at(pod, 'securityContext.runAsNonRoot')) === true ? [] : [breach('securityContext.runAsNonRoot', 'is not true')]),
  (container) => (at(container, 'securityContext.runAsUser') === 0 ? [breach('securityContext.runAsUser', 'is root')] : []),
  (container, pod) => {
    const type = at(container, 'securityContext.seccompProfile.type') ?? at(pod, 'securityContext.seccompProfile.type')
    return type === 'RuntimeDefault' || type === 'Localhost' ? [] : [breach('securityContext.seccompProfile.type', `is ${String(type)}`)]
  },
  (container) => (['Default', undefined].includes(at(container, 'securityContext.procMount') as string | undefined) ? [] : [breach('securityContext.procMount', 'is not Default')]),
  (container) => listAt(container, 'ports').flatMap((port, index) => (Number(port['hostPort'] ?? 0) === 0 ? [] : [breach(`ports[${index}].hostPort`, 'is a port of the host')])),
  (container) => selinux(container),
  (container) => (at(container, 'securityContext.windowsOptions.hostProcess') === true ? [breach('securityContext.windowsOptions.hostProcess', 'is a process of the host')] : []),
  (container) => appArmor(container),
  // Part of the baseline since Kubernetes 1.34: a probe must not be sent to another host.
  (container) => handlers(container).filter(([, handler]) => ['httpGet', 'tcpSocket'].some((type) => textAt(handler, `${type}.host`) !== '')).map(([path]) => breach(path, 'names a host')),
]

function selinux(fields: Fields): readonly Breach[] {
  const options = mapAt(fields, 'securityContext.seLinuxOptions')
  const isAllowed = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'].includes(textAt(options, 'type')) && !options['user'] && !options['role']
  return isAllowed ? [] : [breach('securityContext.seLinuxOptions', 'has a user, a role or a type that is not allowed')]
}

function appArmor(fields: Fields): readonly Breach[] {
  return textAt(fields, 'securityContext.appArmorProfile.type') === 'Unconfined' ? [breach('securityContext.appArmorProfile.type', 'is Unconfined')] : []
}

function handlers(container: Fields): readonly (readonly [string, unknown])[] {
  return ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle.postStart', 'lifecycle.preStop'].map((path) => [path, at(container, path)] as const)
}

function breach(path: string, detail: string): Breach {
  return { path, detail }
}

const volumeTypes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret', 'image']

const safeSysctls = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
]

interface Breach {
  readonly path: string
  readonly detail: string
}
