{{- define "till.selector" -}}
app.kubernetes.io/name: {{ .app }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: till
{{- end }}
{{- define "till.labels" -}}
{{ include "till.selector" . }}
app.kubernetes.io/part-of: till
app.kubernetes.io/managed-by: Helm
{{- end }}
{{- define "till.metadata" -}}
name: "{{ .root.Release.Name }}-{{ .app }}"
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- include "till.labels" . | nindent 2 }}
  helm.sh/chart: till-{{ .root.Chart.Version }}
{{- end }}
{{- define "till.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
serviceAccountName: "{{ .root.Release.Name }}-{{ .app }}"
securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
{{- end }}
{{- define "till.container" -}}
image: "example.com/till:{{ .root.Chart.AppVersion }}"
imagePullPolicy: IfNotPresent
securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
resources: { requests: { cpu: 10m, memory: 16Mi, ephemeral-storage: 16Mi }, limits: { memory: 32Mi, ephemeral-storage: 32Mi } }
{{- end }}
{{- define "till.config" -}}
label: {{ .Values.label | quote }}
{{- end }}
