{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "service.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "service.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "service.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "service.name" $.root }}
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "service.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "service.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "service.instance" $ }}-{{ include "service.name" $ }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "service.image" -}}
{{- if or $.root.Values.global.imageRegistry $.of.registry }}
{{- default $.of.registry $.root.Values.global.imageRegistry }}/
{{- end }}
{{- $.of.repository }}
{{- if $.of.digest }}
{{- "@" }}{{ $.of.digest }}
{{- else }}
{{- ":" }}{{ default $.root.Chart.AppVersion $.of.tag }}
{{- end }}
{{- end }}

{{/* The release's name, fit for names of Services: these must begin with a letter and have no dots. What had to be changed gets a hash, so that no two become equal. */}}
{{- define "service.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "service.labels" -}}
{{- include "service.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "service.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "service.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "service.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "service.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "service.object-name" -}}
{{- with $whole := printf "%s%s" (include "service.fullname" $.root) (trimPrefix "-service" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "service.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "service.pod-labels" -}}
{{- include "service.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "service.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "service.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Entries of the chart's Secret: what is given in the values and needed. */}}
{{- define "service.secret-data" -}}
{{- if and (eq $.Values.redis.mode "external") $.Values.redis.external.password.value (not $.Values.redis.external.password.existingSecret) }}
redis-password: {{ b64enc $.Values.redis.external.password.value | quote }}
{{- end }}
{{- if and (eq $.Values.redis.mode "uri") $.Values.redis.uri.value (not $.Values.redis.uri.existingSecret) }}
redis-uri: {{ b64enc $.Values.redis.uri.value | quote }}
{{- end }}
{{- if and (eq $.Values.mongodb.mode "external") $.Values.mongodb.external.password.value (not $.Values.mongodb.external.password.existingSecret) }}
mongodb-password: {{ b64enc $.Values.mongodb.external.password.value | quote }}
{{- end }}
{{- if and (eq $.Values.mongodb.mode "uri") $.Values.mongodb.uri.value (not $.Values.mongodb.uri.existingSecret) }}
mongodb-uri: {{ b64enc $.Values.mongodb.uri.value | quote }}
{{- end }}
{{- if $.Values.elasticApm.enabled }}
{{- if and $.Values.elasticApm.secretToken.value (not $.Values.elasticApm.secretToken.existingSecret) }}
elastic-apm-secret-token: {{ b64enc $.Values.elasticApm.secretToken.value | quote }}
{{- end }}
{{- if and $.Values.elasticApm.apiKey.value (not $.Values.elasticApm.apiKey.existingSecret) }}
elastic-apm-api-key: {{ b64enc $.Values.elasticApm.apiKey.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "service.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "service.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "service.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "service.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "service.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "service.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "service.service-deployment.spec.template.spec.containers.env.value" -}}
{{- range $labelName, $label := $.Values.elasticApm.globalLabels }}
{{- $labelName }}={{ $label }}
{{- if not (eq $labelName (last (keys $.Values.elasticApm.globalLabels | sortAlpha))) }}
{{- "," }}
{{- end }}
{{- end }}
{{- end }}

{{- define "service.service-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "service.object-name" (dict "root" $ "app" "service"))) $.Values.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}
