{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "model-platform.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "model-platform.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "model-platform.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "model-platform.name" $.root }}
{{- end }}
{{- end }}

{{/* The value that decides whether a system is installed, as `is-on` reads it. */}}
{{- define "model-platform.deciding-switch" -}}
{{- if hasKey $.root.Values.tags $.tag }}
{{- "tags." }}{{ $.tag }}
{{- else }}
{{- $.key }}.enabled
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "model-platform.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "model-platform.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "model-platform.instance" $ }}-{{ include "model-platform.name" $ }}
{{- end }}
{{- end }}

{{/* The release's name, fit for names of Services: these must begin with a letter and have no dots. What had to be changed gets a hash, so that no two become equal. */}}
{{- define "model-platform.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Not empty if a system is installed: what `tags` says of its group beats `enabled`, as for Helm. */}}
{{- define "model-platform.is-on" -}}
{{- if ternary (get $.root.Values.tags $.tag) $.enabled (hasKey $.root.Values.tags $.tag) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "model-platform.labels" -}}
{{- include "model-platform.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "model-platform.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "model-platform.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of a chart that comes along. */}}
{{- define "model-platform.main-name" -}}
{{- default (include "model-platform.sibling-name" (dict "root" $.root "name" (default $.key (dig "nameOverride" "" $.of)))) (dig "fullnameOverride" "" $.of) }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "model-platform.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "model-platform.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "model-platform.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "model-platform.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "model-platform.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "model-platform.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of a volume. It belongs to the whole cluster, so the namespace is a part of it; what is cut off leaves a hash. */}}
{{- define "model-platform.volume-name" -}}
{{- with $whole := printf "%s-%s-%s" (include "model-platform.fullname" $.root) (include "model-platform.namespace" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
