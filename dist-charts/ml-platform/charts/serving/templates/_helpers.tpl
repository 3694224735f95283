{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "serving.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "serving.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "serving.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "serving.name" $.root }}
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "serving.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "serving.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "serving.instance" $ }}-{{ include "serving.name" $ }}
{{- end }}
{{- end }}

{{/* Not empty if nginx stands before the model server. */}}
{{- define "serving.gateway" -}}
{{- if and $.Values.gateway.enabled (eq $.Values.backend "mlflow") }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "serving.image" -}}
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
{{- define "serving.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "serving.labels" -}}
{{- include "serving.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "serving.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "serving.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* URI of the model that is served. */}}
{{- define "serving.model-uri" -}}
{{- if $.Values.model.uri }}
{{- $.Values.model.uri }}
{{- else if $.Values.model.version }}
{{- "models:/" }}{{ $.Values.model.name }}/{{ int64 $.Values.model.version }}
{{- else if $.Values.model.stage }}
{{- "models:/" }}{{ $.Values.model.name }}/{{ $.Values.model.stage }}
{{- else }}
{{- "models:/" }}{{ $.Values.model.name }}@{{ $.Values.model.alias }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "serving.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "serving.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Configuration of the gateway. */}}
{{- define "serving.nginx-conf" -}}
worker_processes 1;
pid /tmp/nginx.pid;
error_log stderr notice;

events {
  worker_connections 1024;
}

http {
  server_tokens off;
  access_log /dev/stdout;
  client_max_body_size {{ $.Values.gateway.maxBodySize }};
  client_body_temp_path /tmp/nginx-client-body;
  proxy_temp_path /tmp/nginx-proxy;
  fastcgi_temp_path /tmp/nginx-fastcgi;
  scgi_temp_path /tmp/nginx-scgi;
  uwsgi_temp_path /tmp/nginx-uwsgi;

  # A GET can't be a prediction: it asks whether the model is there.
  map $request_method $target {
    default /invocations;
    GET /ping;
  }

  server {
    listen {{ if eq $.Values.host "::" }}[::]{{ else }}0.0.0.0{{ end }}:{{ int64 $.Values.gateway.containerPort }};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_connect_timeout 5s;
    proxy_read_timeout {{ int64 $.Values.requestTimeoutSeconds }}s;
    proxy_send_timeout {{ int64 $.Values.requestTimeoutSeconds }}s;

    location = {{ $.Values.predictPath }} {
      rewrite ^ $target break;
      proxy_pass http://{{ if eq $.Values.host "::" }}[::1]{{ else }}127.0.0.1{{ end }}:{{ int64 $.Values.containerPort }};
    }

    location = /gateway-health {
      access_log off;
      return 204;
    }

    location / {
      proxy_pass http://{{ if eq $.Values.host "::" }}[::1]{{ else }}127.0.0.1{{ end }}:{{ int64 $.Values.containerPort }};
    }
  }
}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "serving.object-name" -}}
{{- with $whole := printf "%s%s" (include "serving.fullname" $.root) (trimPrefix "-serving" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "serving.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "serving.pod-labels" -}}
{{- include "serving.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "serving.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "serving.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Entries of the chart's Secret: what is given in the values and needed. */}}
{{- define "serving.secret-data" -}}
{{- if and $.Values.tracking.auth.enabled $.Values.tracking.auth.password.value (not $.Values.tracking.auth.password.existingSecret) }}
tracking-password: {{ b64enc $.Values.tracking.auth.password.value | quote }}
{{- end }}
{{- if eq $.Values.artifacts.mode "s3" }}
{{- if and $.Values.artifacts.s3.accessKeyId.value (not $.Values.artifacts.s3.accessKeyId.existingSecret) }}
access-key-id: {{ b64enc $.Values.artifacts.s3.accessKeyId.value | quote }}
{{- end }}
{{- if and $.Values.artifacts.s3.secretAccessKey.value (not $.Values.artifacts.s3.secretAccessKey.existingSecret) }}
secret-access-key: {{ b64enc $.Values.artifacts.s3.secretAccessKey.value | quote }}
{{- end }}
{{- end }}
{{- if eq $.Values.backend "redisai" }}
{{- if and (eq $.Values.redisai.mode "external") $.Values.redisai.external.password.value (not $.Values.redisai.external.password.existingSecret) }}
redisai-password: {{ b64enc $.Values.redisai.external.password.value | quote }}
{{- end }}
{{- if and (eq $.Values.redisai.mode "uri") $.Values.redisai.uri.value (not $.Values.redisai.uri.existingSecret) }}
redisai-uri: {{ b64enc $.Values.redisai.uri.value | quote }}
{{- end }}
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
{{- define "serving.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "serving.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "serving.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "serving.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "serving.short-name" -}}
{{- with $whole := printf "%s%s" (include "serving.fullname" $.root) (trimPrefix "-serving" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "serving.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "serving.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* URL of the tracking server. */}}
{{- define "serving.tracking-uri" -}}
{{- if eq $.Values.tracking.mode "external" }}
{{- $.Values.tracking.external.url }}
{{- else }}
{{- "http://" }}{{ include "serving.sibling-name" (dict "root" $ "name" $.Values.tracking.embedded.name) }}:{{ int64 $.Values.tracking.embedded.port }}{{ $.Values.tracking.embedded.path }}
{{- end }}
{{- end }}

{{- define "serving.serving-deployment.spec.template.spec.containers.env.value" -}}
{{- range $labelName, $label := $.Values.elasticApm.globalLabels }}
{{- $labelName }}={{ $label }}
{{- if not (eq $labelName (last (keys $.Values.elasticApm.globalLabels | sortAlpha))) }}
{{- "," }}
{{- end }}
{{- end }}
{{- end }}

{{- define "serving.serving-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "serving.object-name" (dict "root" $ "app" "serving"))) $.Values.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}
