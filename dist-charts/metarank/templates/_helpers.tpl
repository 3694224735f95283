{{/* Version of metarank that a release runs: each mode has its own. */}}
{{- define "metarank.app-version" -}}
{{- ternary "0.4.0" $.Chart.AppVersion (eq $.Values.mode "flink") }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "metarank.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "metarank.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "metarank.name" $.root }}
{{- end }}
{{- end }}

{{/* The configuration file. */}}
{{- define "metarank.config-file" -}}
{{- if eq $.Values.mode "flink" }}
features:
  {{- toYaml $.Values.flink.config.features | nindent 2 }}
models:
  {{- toYaml $.Values.flink.config.models | nindent 2 }}
bootstrap:
  source:
    type: {{ $.Values.flink.config.bootstrap.source.type | quote }}
    {{- if eq $.Values.flink.config.bootstrap.source.type "file" }}
    {{- if $.Values.flink.config.bootstrap.source.path }}
    path: {{ $.Values.flink.config.bootstrap.source.path | quote }}
    {{- end }}
    {{- else if eq $.Values.flink.config.bootstrap.source.type "kafka" }}
    brokers:
      {{- toYaml $.Values.flink.config.bootstrap.source.brokers | nindent 6 }}
    topic: {{ $.Values.flink.config.bootstrap.source.topic | quote }}
    groupId: {{ $.Values.flink.config.bootstrap.source.groupId | quote }}
    {{- else if eq $.Values.flink.config.bootstrap.source.type "pulsar" }}
    serviceUrl: {{ $.Values.flink.config.bootstrap.source.serviceUrl | quote }}
    adminUrl: {{ $.Values.flink.config.bootstrap.source.adminUrl | quote }}
    topic: {{ $.Values.flink.config.bootstrap.source.topic | quote }}
    subscriptionName: {{ $.Values.flink.config.bootstrap.source.subscriptionName | quote }}
    subscriptionType: {{ $.Values.flink.config.bootstrap.source.subscriptionType | quote }}
    {{- else if eq $.Values.flink.config.bootstrap.source.type "kinesis" }}
    topic: {{ $.Values.flink.config.bootstrap.source.topic | quote }}
    region: {{ $.Values.flink.config.bootstrap.source.region | quote }}
    {{- end }}
    {{- if $.Values.flink.config.bootstrap.source.offset }}
    offset: {{ $.Values.flink.config.bootstrap.source.offset | quote }}
    {{- end }}
    {{- if and $.Values.flink.config.bootstrap.source.options (or (eq $.Values.flink.config.bootstrap.source.type "kafka") (eq $.Values.flink.config.bootstrap.source.type "pulsar")) }}
    options:
      {{- toYaml $.Values.flink.config.bootstrap.source.options | nindent 6 }}
    {{- end }}
  workdir: {{ include "metarank.workdir" $ | quote }}
  parallelism: {{ int64 $.Values.bootstrap.parallelism }}
  syntheticImpression:
    enabled: {{ $.Values.flink.config.bootstrap.syntheticImpression.enabled }}
    eventName: {{ $.Values.flink.config.bootstrap.syntheticImpression.eventName | quote }}
inference:
  host: {{ $.Values.flink.config.inference.host | quote }}
  port: {{ int64 $.Values.flink.config.inference.port }}
  parallelism: {{ int64 $.Values.update.parallelism }}
  state:
    type: {{ $.Values.flink.config.inference.state.type | quote }}
    {{- if eq $.Values.flink.config.inference.state.type "redis" }}
    host: {{ include "metarank.redis-host" $ | quote }}
    port: {{ int64 (include "metarank.redis-port" $) }}
    {{- end }}
    format: {{ $.Values.flink.config.inference.state.format | quote }}
  source:
    {{- if eq $.Values.flink.config.inference.source.type "rest" }}
    type: rest
    bufferSize: {{ int64 $.Values.flink.config.inference.source.bufferSize }}
    host: {{ include "metarank.object-name" (dict "root" $ "app" "api") | quote }}
    port: {{ int64 $.Values.api.service.port }}
    {{- else }}
    type: {{ $.Values.flink.config.inference.source.type | quote }}
    {{- if not (eq $.Values.flink.config.inference.source.type "file") }}
    {{- if eq $.Values.flink.config.inference.source.type "kafka" }}
    brokers:
      {{- toYaml $.Values.flink.config.inference.source.brokers | nindent 6 }}
    topic: {{ $.Values.flink.config.inference.source.topic | quote }}
    groupId: {{ $.Values.flink.config.inference.source.groupId | quote }}
    {{- else if eq $.Values.flink.config.inference.source.type "pulsar" }}
    serviceUrl: {{ $.Values.flink.config.inference.source.serviceUrl | quote }}
    adminUrl: {{ $.Values.flink.config.inference.source.adminUrl | quote }}
    topic: {{ $.Values.flink.config.inference.source.topic | quote }}
    subscriptionName: {{ $.Values.flink.config.inference.source.subscriptionName | quote }}
    subscriptionType: {{ $.Values.flink.config.inference.source.subscriptionType | quote }}
    {{- else if eq $.Values.flink.config.inference.source.type "kinesis" }}
    topic: {{ $.Values.flink.config.inference.source.topic | quote }}
    region: {{ $.Values.flink.config.inference.source.region | quote }}
    {{- end }}
    {{- end }}
    {{- if $.Values.flink.config.inference.source.offset }}
    offset: {{ $.Values.flink.config.inference.source.offset | quote }}
    {{- end }}
    {{- if and $.Values.flink.config.inference.source.options (or (eq $.Values.flink.config.inference.source.type "kafka") (eq $.Values.flink.config.inference.source.type "pulsar")) }}
    options:
      {{- toYaml $.Values.flink.config.inference.source.options | nindent 6 }}
    {{- end }}
    {{- end }}
{{- else }}
core:
  tracking:
    analytics: {{ $.Values.serve.config.core.tracking.analytics }}
    errors: {{ $.Values.serve.config.core.tracking.errors }}
  clickthrough:
    maxSessionLength: {{ $.Values.serve.config.core.clickthrough.maxSessionLength | quote }}
    maxParallelSessions: {{ int64 $.Values.serve.config.core.clickthrough.maxParallelSessions }}
  import:
    cache:
      enabled: {{ $.Values.serve.config.core.import.cache.enabled }}
      size: {{ int64 $.Values.serve.config.core.import.cache.size }}
api:
  host: {{ $.Values.serve.config.api.host | quote }}
  port: {{ int64 $.Values.serve.config.api.port }}
  timeout: {{ $.Values.serve.config.api.timeout | quote }}
state:
  type: {{ $.Values.serve.config.state.type | quote }}
  {{- if eq $.Values.serve.config.state.type "redis" }}
  host: {{ include "metarank.redis-host" $ | quote }}
  port: {{ int64 (include "metarank.redis-port" $) }}
  cache:
    maxSize: {{ int64 $.Values.serve.config.state.cache.maxSize }}
    ttl: {{ $.Values.serve.config.state.cache.ttl | quote }}
    clientTracking: {{ $.Values.serve.config.state.cache.clientTracking }}
  pipeline:
    enabled: {{ $.Values.serve.config.state.pipeline.enabled }}
    maxSize: {{ int64 $.Values.serve.config.state.pipeline.maxSize }}
    flushPeriod: {{ $.Values.serve.config.state.pipeline.flushPeriod | quote }}
  timeout:
    socket: {{ $.Values.serve.config.state.timeout.socket | quote }}
    connect: {{ $.Values.serve.config.state.timeout.connect | quote }}
    command: {{ $.Values.serve.config.state.timeout.command | quote }}
  {{- if and (eq $.Values.store.mode "external") $.Values.store.external.tls.enabled }}
  tls:
    enabled: true
    verify: {{ $.Values.store.external.tls.verify | quote }}
    {{- if $.Values.store.external.tls.existingCaSecret }}
    ca: /redis-ca/ca.crt
    {{- end }}
  {{- end }}
  db:
    state: {{ int64 $.Values.serve.config.state.db.state }}
    values: {{ int64 $.Values.serve.config.state.db.values }}
    rankings: {{ int64 $.Values.serve.config.state.db.rankings }}
    models: {{ int64 $.Values.serve.config.state.db.models }}
  format: {{ $.Values.serve.config.state.format | quote }}
  {{- else if eq $.Values.serve.config.state.type "file" }}
  path: {{ $.Values.serve.config.state.path | quote }}
  format: {{ $.Values.serve.config.state.format | quote }}
  backend:
    type: {{ $.Values.serve.config.state.backend.type | quote }}
    {{- if eq $.Values.serve.config.state.backend.type "rocksdb" }}
    lruCacheSize: {{ int64 $.Values.serve.config.state.backend.lruCacheSize }}
    blockSize: {{ int64 $.Values.serve.config.state.backend.blockSize }}
    {{- else }}
    mmap: {{ $.Values.serve.config.state.backend.mmap }}
    maxNodeSize: {{ int64 $.Values.serve.config.state.backend.maxNodeSize }}
    {{- end }}
  {{- end }}
{{- if ne $.Values.serve.config.train.type "state" }}
train:
  type: {{ $.Values.serve.config.train.type | quote }}
  {{- if eq $.Values.serve.config.train.type "redis" }}
  host: {{ include "metarank.redis-host" $ | quote }}
  port: {{ int64 (include "metarank.redis-port" $) }}
  cache:
    maxSize: {{ int64 $.Values.serve.config.state.cache.maxSize }}
    ttl: {{ $.Values.serve.config.state.cache.ttl | quote }}
    clientTracking: {{ $.Values.serve.config.state.cache.clientTracking }}
  pipeline:
    enabled: {{ $.Values.serve.config.state.pipeline.enabled }}
    maxSize: {{ int64 $.Values.serve.config.state.pipeline.maxSize }}
    flushPeriod: {{ $.Values.serve.config.state.pipeline.flushPeriod | quote }}
  timeout:
    socket: {{ $.Values.serve.config.state.timeout.socket | quote }}
    connect: {{ $.Values.serve.config.state.timeout.connect | quote }}
    command: {{ $.Values.serve.config.state.timeout.command | quote }}
  {{- if and (eq $.Values.store.mode "external") $.Values.store.external.tls.enabled }}
  tls:
    enabled: true
    verify: {{ $.Values.store.external.tls.verify | quote }}
    {{- if $.Values.store.external.tls.existingCaSecret }}
    ca: /redis-ca/ca.crt
    {{- end }}
  {{- end }}
  db: {{ int64 $.Values.serve.config.train.db }}
  ttl: {{ $.Values.serve.config.train.ttl | quote }}
  format: {{ $.Values.serve.config.train.format | quote }}
  {{- else if eq $.Values.serve.config.train.type "file" }}
  path: {{ $.Values.serve.config.train.path | quote }}
  format: {{ $.Values.serve.config.train.format | quote }}
  {{- else if eq $.Values.serve.config.train.type "s3" }}
  bucket: {{ $.Values.serve.config.train.bucket | quote }}
  prefix: {{ $.Values.serve.config.train.prefix | quote }}
  region: {{ $.Values.s3.region | quote }}
  {{- if $.Values.s3.endpoint }}
  endpoint: {{ $.Values.s3.endpoint | quote }}
  {{- end }}
  compress: {{ $.Values.serve.config.train.compress | quote }}
  batchSizeBytes: {{ int64 $.Values.serve.config.train.batchSizeBytes }}
  batchSizeEvents: {{ int64 $.Values.serve.config.train.batchSizeEvents }}
  partInterval: {{ $.Values.serve.config.train.partInterval | quote }}
  format: {{ $.Values.serve.config.train.format | quote }}
  {{- end }}
{{- end }}
{{- if ne $.Values.serve.config.input.type "none" }}
input:
  type: {{ $.Values.serve.config.input.type | quote }}
  {{- if eq $.Values.serve.config.input.type "file" }}
  {{- if $.Values.serve.config.input.path }}
  path: {{ $.Values.serve.config.input.path | quote }}
  {{- end }}
  {{- else if eq $.Values.serve.config.input.type "kafka" }}
  brokers:
    {{- toYaml $.Values.serve.config.input.brokers | nindent 4 }}
  topic: {{ $.Values.serve.config.input.topic | quote }}
  groupId: {{ $.Values.serve.config.input.groupId | quote }}
  {{- else if eq $.Values.serve.config.input.type "pulsar" }}
  serviceUrl: {{ $.Values.serve.config.input.serviceUrl | quote }}
  adminUrl: {{ $.Values.serve.config.input.adminUrl | quote }}
  topic: {{ $.Values.serve.config.input.topic | quote }}
  subscriptionName: {{ $.Values.serve.config.input.subscriptionName | quote }}
  subscriptionType: {{ $.Values.serve.config.input.subscriptionType | quote }}
  {{- else if eq $.Values.serve.config.input.type "kinesis" }}
  topic: {{ $.Values.serve.config.input.topic | quote }}
  region: {{ $.Values.serve.config.input.region | quote }}
  {{- end }}
  {{- if $.Values.serve.config.input.offset }}
  offset: {{ $.Values.serve.config.input.offset | quote }}
  {{- end }}
  {{- if and $.Values.serve.config.input.options (or (eq $.Values.serve.config.input.type "kafka") (eq $.Values.serve.config.input.type "pulsar")) }}
  options:
    {{- toYaml $.Values.serve.config.input.options | nindent 4 }}
  {{- end }}
  format: {{ $.Values.serve.config.input.format | quote }}
  {{- if eq $.Values.serve.config.input.type "file" }}
  sort: {{ $.Values.serve.config.input.sort | quote }}
  {{- else if eq $.Values.serve.config.input.type "kinesis" }}
  {{- if $.Values.serve.config.input.endpoint }}
  endpoint: {{ $.Values.serve.config.input.endpoint | quote }}
  {{- end }}
  skipCertVerification: {{ $.Values.serve.config.input.skipCertVerification }}
  getRecordsPeriod: {{ $.Values.serve.config.input.getRecordsPeriod | quote }}
  sleepOnEmptyPeriod: {{ $.Values.serve.config.input.sleepOnEmptyPeriod | quote }}
  {{- end }}
{{- end }}
features:
  {{- toYaml $.Values.serve.config.features | nindent 2 }}
models:
  {{- toYaml $.Values.serve.config.models | nindent 2 }}
{{- with $.Values.serve.config.inference }}
inference:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Names of the features that are declared, each in brackets. */}}
{{- define "metarank.feature-names" -}}
{{ range $feature := $.of.features }}({{ $feature.name }})
{{ end }}
{{- end }}

{{/* Name of a FlinkDeployment, at most 45 characters: Flink appends to it. */}}
{{- define "metarank.flink-name" -}}
{{- with $whole := printf "%s-%s" (include "metarank.fullname" $.root) $.app }}
{{- if gt (len $whole) 45 }}
{{- trimSuffix "-" (trunc 36 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "metarank.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "metarank.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "metarank.instance" $ }}-{{ include "metarank.name" $ }}
{{- end }}
{{- end }}

{{/* Reference of an image. Without a tag it is that of the mode's generation. */}}
{{- define "metarank.image" -}}
{{- if or $.root.Values.global.imageRegistry $.of.registry }}
{{- default $.of.registry $.root.Values.global.imageRegistry }}/
{{- end }}
{{- $.of.repository }}
{{- if $.of.digest }}
{{- "@" }}{{ $.of.digest }}
{{- else }}
{{- ":" }}{{ default (include "metarank.app-version" $.root) $.of.tag }}
{{- end }}
{{- end }}

{{/* The release's name, fit for names of Services: these must begin with a letter and have no dots. What had to be changed gets a hash, so that no two become equal. */}}
{{- define "metarank.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Name of the service account of the stages that are Jobs. */}}
{{- define "metarank.job-account" -}}
{{- if include "metarank.jobs-wait" $ }}
{{- include "metarank.service-account-name" (dict "root" $ "app" "wait" "of" $.Values.wait.serviceAccount) }}
{{- else }}
{{- include "metarank.service-account-name" (dict "root" $ "app" "api" "of" $.Values.api.serviceAccount) }}
{{- end }}
{{- end }}

{{/* Not empty if Jobs wait for the end of the bootstrap, which they read by the Kubernetes API. */}}
{{- define "metarank.jobs-wait" -}}
{{- if and (include "metarank.waits-for-bootstrap" $) (or $.Values.train.enabled $.Values.upload.enabled) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "metarank.labels" -}}
{{- include "metarank.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "metarank.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "metarank.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "metarank.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "metarank.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "metarank.object-name" -}}
{{- with $whole := printf "%s%s" (include "metarank.fullname" $.root) (trimPrefix "-metarank" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "metarank.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "metarank.pod-labels" -}}
{{- include "metarank.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "metarank.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Not empty if the certificate of Redis' authority is mounted. */}}
{{- define "metarank.redis-ca" -}}
{{- if and (eq $.Values.mode "serve") (include "metarank.uses-redis" $) (eq $.Values.store.mode "external") $.Values.store.external.tls.enabled $.Values.store.external.tls.existingCaSecret }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Host of Redis. */}}
{{- define "metarank.redis-host" -}}
{{- if eq $.Values.store.mode "external" }}
{{- $.Values.store.external.host }}
{{- else }}
{{- include "metarank.redis-name" $ }}
{{- end }}
{{- end }}

{{/* Where the password of Redis comes from: `sibling` is the Secret of the Redis of this release, `values` what is given; empty if there is none, or nobody to give it to. */}}
{{- define "metarank.redis-login" -}}
{{- if and (eq $.Values.mode "serve") (include "metarank.uses-redis" $) }}
{{- if eq $.Values.store.mode "external" }}
{{- if or $.Values.store.external.password.value $.Values.store.external.password.existingSecret }}
{{- "values" }}
{{- end }}
{{- else if ternary (dig "auth" "enabled" true $.Values.redis) $.Values.store.embedded.auth $.Values.redis.enabled }}
{{- "sibling" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the Redis of this release. */}}
{{- define "metarank.redis-name" -}}
{{- if and $.Values.redis.enabled (dig "fullnameOverride" "" $.Values.redis) }}
{{- $.Values.redis.fullnameOverride }}
{{- else if and $.Values.redis.enabled $.Values.redis.nameOverride }}
{{- include "metarank.sibling-name" (dict "root" $ "name" $.Values.redis.nameOverride) }}
{{- else }}
{{- include "metarank.sibling-name" (dict "root" $ "name" $.Values.store.embedded.name) }}
{{- end }}
{{- end }}

{{/* Port of Redis. */}}
{{- define "metarank.redis-port" -}}
{{- if eq $.Values.store.mode "external" }}
{{- int64 $.Values.store.external.port }}
{{- else }}
{{- ternary (int64 (dig "service" "port" 6379 $.Values.redis)) (int64 $.Values.store.embedded.port) $.Values.redis.enabled }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "metarank.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Not empty if a stage runs, other than those whose pods are Flink's. */}}
{{- define "metarank.runs" -}}
{{- if or $.Values.api.enabled $.Values.train.enabled (and (eq $.Values.mode "serve") $.Values.import.enabled) (and (eq $.Values.mode "flink") $.Values.upload.enabled) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if a stage runs on Flink. */}}
{{- define "metarank.runs-on-flink" -}}
{{- if and (eq $.Values.mode "flink") (or $.Values.bootstrap.enabled $.Values.update.enabled) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if there is an access key of the object store. */}}
{{- define "metarank.s3-keys" -}}
{{- if or $.Values.s3.accessKeyId.value $.Values.s3.accessKeyId.existingSecret }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Entries of the chart's Secret: what is given in the values and needed. */}}
{{- define "metarank.secret-data" -}}
{{- if and (eq (include "metarank.redis-login" $) "values") (not $.Values.store.external.password.existingSecret) }}
redis-password: {{ b64enc $.Values.store.external.password.value | quote }}
{{- end }}
{{- if include "metarank.s3-keys" $ }}
{{- if not $.Values.s3.accessKeyId.existingSecret }}
access-key-id: {{ b64enc $.Values.s3.accessKeyId.value | quote }}
{{- end }}
{{- if and $.Values.s3.secretAccessKey.value (not $.Values.s3.secretAccessKey.existingSecret) }}
secret-access-key: {{ b64enc $.Values.s3.secretAccessKey.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "metarank.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "metarank.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "metarank.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "metarank.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "metarank.short-name" -}}
{{- with $whole := printf "%s%s" (include "metarank.fullname" $.root) (trimPrefix "-metarank" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "metarank.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "metarank.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if something is kept in Redis. */}}
{{- define "metarank.uses-redis" -}}
{{- if eq $.Values.mode "flink" }}
{{- if eq $.Values.flink.config.inference.state.type "redis" }}
{{- "true" }}
{{- end }}
{{- else if or (eq $.Values.serve.config.state.type "redis") (eq $.Values.serve.config.train.type "redis") }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if stages wait for the end of the bootstrap. */}}
{{- define "metarank.waits-for-bootstrap" -}}
{{- if and (eq $.Values.mode "flink") $.Values.wait.enabled $.Values.bootstrap.enabled (or $.Values.train.enabled $.Values.upload.enabled $.Values.update.enabled) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* The folder of the bootstrap, without a slash at its end. */}}
{{- define "metarank.workdir" -}}
{{- trimSuffix "/" $.Values.flink.config.bootstrap.workdir }}
{{- end }}

{{- define "metarank.api-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.api.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "metarank.object-name" (dict "root" $ "app" "api"))) $.Values.api.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "metarank.import-job.spec" -}}
backoffLimit: {{ int64 $.Values.import.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.import.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.import.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "metarank.pod-labels" (dict "root" $ "app" "import" "part" "" "more" $.Values.import.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: import
      checksum/config: {{ sha256sum (join "," (list (ternary "" (include "metarank.config-file" $) (not (empty $.Values.existingConfigMap))) (include "metarank.secret-data" $))) | quote }}
      {{- with $.Values.import.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.import.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.import.enableServiceLinks }}
    {{- if not $.Values.import.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.import.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.import.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.import.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.import.podSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 6 }}
    {{- if $.Values.import.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.import.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.import.dnsPolicy }}
    dnsPolicy: {{ $.Values.import.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.import.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "metarank.job-account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.import.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.import.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.import.runtimeClassName }}
    runtimeClassName: {{ $.Values.import.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.import.schedulerName }}
    schedulerName: {{ $.Values.import.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.import.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.import.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.import.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.import.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.import.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.import.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.import.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "import" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.import.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "import" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and $.Values.wait.enabled (or (and true (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $))) $.Values.import.initContainers }}
    initContainers:
      {{- if and $.Values.wait.enabled (or (and true (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $)) }}
      - name: wait
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        command:
          - bash
          - -euc
        args:
          - |
            # Java machines are slow to start and slow to fail: better to be here until all is there.
            pause() {
              echo "waiting for $1"
              if [ "$SECONDS" -ge "$WAIT_TIMEOUT_SECONDS" ]; then
                echo "gave up after $SECONDS seconds"
                exit 1
              fi
              sleep "$WAIT_INTERVAL_SECONDS"
            }
            {{- if and true (include "metarank.uses-redis" $) }}
            until (exec 3<>"/dev/tcp/$REDIS_HOST/$REDIS_PORT") 2> /tmp/error; do
              pause "Redis at $REDIS_HOST:$REDIS_PORT"
            done
            {{- end }}
            {{- if and true (include "metarank.waits-for-bootstrap" $) }}
            until wget --quiet --output-document=- --ca-certificate="$ACCOUNT_FOLDER/ca.crt" --header="Authorization: Bearer $(cat "$ACCOUNT_FOLDER/token")" "$BOOTSTRAP_URL" | grep -q '"state": *"FINISHED"'; do
              pause "the end of the bootstrap"
            done
            {{- end }}
        env:
          - name: WAIT_TIMEOUT_SECONDS
            value: {{ int64 $.Values.wait.timeoutSeconds | toString | quote }}
          - name: WAIT_INTERVAL_SECONDS
            value: {{ int64 $.Values.wait.intervalSeconds | toString | quote }}
          {{- if and true (include "metarank.uses-redis" $) }}
          - name: REDIS_HOST
            value: {{ include "metarank.redis-host" $ | quote }}
          - name: REDIS_PORT
            value: {{ include "metarank.redis-port" $ | quote }}
          {{- end }}
          {{- if and true (include "metarank.waits-for-bootstrap" $) }}
          - name: BOOTSTRAP_URL
            value: {{ printf "https://kubernetes.default.svc/apis/flink.apache.org/v1beta1/namespaces/%s/flinkdeployments/%s" (include "metarank.namespace" $) (include "metarank.flink-name" (dict "root" $ "app" "bootstrap")) | quote }}
          - name: ACCOUNT_FOLDER
            value: /var/run/secrets/kubernetes.io/serviceaccount
          {{- end }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- if include "metarank.waits-for-bootstrap" $ }}
          - name: account
            mountPath: /var/run/secrets/kubernetes.io/serviceaccount
            readOnly: true
          {{- end }}
        resources:
          {{- toYaml $.Values.wait.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.import.containerSecurityContext "runAsUser" "runAsGroup") $.Values.import.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
      {{- end }}
      {{- with $.Values.import.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.import.sidecars "import") }}
      - name: import
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- with $.Values.import.command }}
        command:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if $.Values.import.args }}
        args:
          {{- toYaml $.Values.import.args | nindent 10 }}
        {{- else if not $.Values.import.command }}
        args:
          - import
          - --config
          - {{ printf "/config/%s.yml" $.Values.configName | quote }}
          - --data
          - {{ $.Values.import.path | quote }}
          {{- if $.Values.import.offset }}
          - --offset
          - {{ $.Values.import.offset | quote }}
          {{- end }}
          - --format
          - {{ $.Values.import.format | quote }}
          - --validation
          - {{ $.Values.import.validation | toString | quote }}
          - --sort-files-by
          - {{ $.Values.import.sortFilesBy | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.import.ports }}
        ports:
          {{- range $portName, $port := $.Values.import.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.import.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.import.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if include "metarank.s3-keys" $ }}
          {{- if not (hasKey $.Values.import.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: access-key-id
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.import.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: secret-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.import.env "AWS_REGION") }}
          - name: AWS_REGION
            value: {{ $.Values.s3.region | quote }}
          {{- end }}
          {{- if and $.Values.s3.endpoint (eq $.Values.mode "flink") }}
          {{- if not (hasKey $.Values.import.env "AWS_S3_ENDPOINT_URL") }}
          - name: AWS_S3_ENDPOINT_URL
            value: {{ $.Values.s3.endpoint | quote }}
          {{- end }}
          {{- end }}
          {{- if include "metarank.redis-login" $ }}
          {{- if and (eq $.Values.store.mode "external") $.Values.store.external.username }}
          {{- if not (hasKey $.Values.import.env "METARANK_REDIS_USER") }}
          - name: METARANK_REDIS_USER
            value: {{ $.Values.store.external.username | quote }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.import.env "METARANK_REDIS_PASSWORD") }}
          - name: METARANK_REDIS_PASSWORD
            {{- if eq (include "metarank.redis-login" $) "values" }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.store.external.password.existingSecret }}
                name: {{ $.Values.store.external.password.existingSecret | quote }}
                key: {{ $.Values.store.external.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: redis-password
                {{- end }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if and $.Values.redis.enabled (dig "auth" "password" "existingSecret" "" $.Values.redis) }}
                name: {{ $.Values.redis.auth.password.existingSecret | quote }}
                key: {{ dig "auth" "password" "existingSecretKey" "password" $.Values.redis | quote }}
                {{- else }}
                name: {{ include "metarank.redis-name" $ | quote }}
                key: password
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.javaOptions }}
          {{- if not (hasKey $.Values.import.env (ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink"))) }}
          - name: {{ ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink") | quote }}
            value: {{ $.Values.javaOptions | quote }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.import.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.import.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.import.volumeMounts "/config") }}
          - name: config
            mountPath: /config
            readOnly: true
          {{- end }}
          {{- if include "metarank.redis-ca" $ }}
          {{- if not (hasKey $.Values.import.volumeMounts "/redis-ca") }}
          - name: redis-ca
            mountPath: /redis-ca
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if $.Values.import.dataClaim }}
          {{- if not (hasKey $.Values.import.volumeMounts "/data") }}
          - name: data
            mountPath: /data
            readOnly: true
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.import.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.import.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.import.containerSecurityContext "runAsUser" "runAsGroup") $.Values.import.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
        {{- with $.Values.import.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.import.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.import.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.import.volumes "config") }}
      - name: config
        configMap:
          name: {{ default (include "metarank.object-name" (dict "root" $ "app" "metarank")) $.Values.existingConfigMap | quote }}
      {{- end }}
      {{- if include "metarank.redis-ca" $ }}
      {{- if not (hasKey $.Values.import.volumes "redis-ca") }}
      - name: redis-ca
        secret:
          secretName: {{ $.Values.store.external.tls.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.store.external.tls.existingCaSecretKey | quote }}
              path: ca.crt
      {{- end }}
      {{- end }}
      {{- if include "metarank.waits-for-bootstrap" $ }}
      {{- if not (hasKey $.Values.import.volumes "account") }}
      - name: account
        projected:
          sources:
            - serviceAccountToken:
                path: token
                expirationSeconds: 3600
            - configMap:
                name: kube-root-ca.crt
                # Kubernetes puts it into every namespace.
                optional: true
                items:
                  - key: ca.crt
                    path: ca.crt
      {{- end }}
      {{- end }}
      {{- if $.Values.import.dataClaim }}
      {{- if not (hasKey $.Values.import.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ $.Values.import.dataClaim | quote }}
          readOnly: true
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.import.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.import.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "metarank.train-job.spec" -}}
backoffLimit: {{ int64 $.Values.train.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.train.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.train.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "metarank.pod-labels" (dict "root" $ "app" "train" "part" "" "more" $.Values.train.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: train
      checksum/config: {{ sha256sum (join "," (list (ternary "" (include "metarank.config-file" $) (not (empty $.Values.existingConfigMap))) (include "metarank.secret-data" $))) | quote }}
      {{- with $.Values.train.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.train.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.train.enableServiceLinks }}
    {{- if not $.Values.train.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.train.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.train.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.train.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.train.podSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 6 }}
    {{- if $.Values.train.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.train.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.train.dnsPolicy }}
    dnsPolicy: {{ $.Values.train.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.train.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "metarank.job-account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.train.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.train.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.train.runtimeClassName }}
    runtimeClassName: {{ $.Values.train.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.train.schedulerName }}
    schedulerName: {{ $.Values.train.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.train.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.train.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.train.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.train.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.train.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.train.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.train.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "train" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.train.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "train" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and $.Values.wait.enabled (or (and false (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $))) $.Values.train.initContainers }}
    initContainers:
      {{- if and $.Values.wait.enabled (or (and false (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $)) }}
      - name: wait
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        command:
          - bash
          - -euc
        args:
          - |
            # Java machines are slow to start and slow to fail: better to be here until all is there.
            pause() {
              echo "waiting for $1"
              if [ "$SECONDS" -ge "$WAIT_TIMEOUT_SECONDS" ]; then
                echo "gave up after $SECONDS seconds"
                exit 1
              fi
              sleep "$WAIT_INTERVAL_SECONDS"
            }
            {{- if and false (include "metarank.uses-redis" $) }}
            until (exec 3<>"/dev/tcp/$REDIS_HOST/$REDIS_PORT") 2> /tmp/error; do
              pause "Redis at $REDIS_HOST:$REDIS_PORT"
            done
            {{- end }}
            {{- if and true (include "metarank.waits-for-bootstrap" $) }}
            until wget --quiet --output-document=- --ca-certificate="$ACCOUNT_FOLDER/ca.crt" --header="Authorization: Bearer $(cat "$ACCOUNT_FOLDER/token")" "$BOOTSTRAP_URL" | grep -q '"state": *"FINISHED"'; do
              pause "the end of the bootstrap"
            done
            {{- end }}
        env:
          - name: WAIT_TIMEOUT_SECONDS
            value: {{ int64 $.Values.wait.timeoutSeconds | toString | quote }}
          - name: WAIT_INTERVAL_SECONDS
            value: {{ int64 $.Values.wait.intervalSeconds | toString | quote }}
          {{- if and false (include "metarank.uses-redis" $) }}
          - name: REDIS_HOST
            value: {{ include "metarank.redis-host" $ | quote }}
          - name: REDIS_PORT
            value: {{ include "metarank.redis-port" $ | quote }}
          {{- end }}
          {{- if and true (include "metarank.waits-for-bootstrap" $) }}
          - name: BOOTSTRAP_URL
            value: {{ printf "https://kubernetes.default.svc/apis/flink.apache.org/v1beta1/namespaces/%s/flinkdeployments/%s" (include "metarank.namespace" $) (include "metarank.flink-name" (dict "root" $ "app" "bootstrap")) | quote }}
          - name: ACCOUNT_FOLDER
            value: /var/run/secrets/kubernetes.io/serviceaccount
          {{- end }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- if include "metarank.waits-for-bootstrap" $ }}
          - name: account
            mountPath: /var/run/secrets/kubernetes.io/serviceaccount
            readOnly: true
          {{- end }}
        resources:
          {{- toYaml $.Values.wait.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.train.containerSecurityContext "runAsUser" "runAsGroup") $.Values.train.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
      {{- end }}
      {{- with $.Values.train.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.train.sidecars "train") }}
      - name: train
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- with $.Values.train.command }}
        command:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if $.Values.train.args }}
        args:
          {{- toYaml $.Values.train.args | nindent 10 }}
        {{- else if not $.Values.train.command }}
        args:
          - train
          - {{ printf "/config/%s.yml" $.Values.configName | quote }}
          - {{ $.Values.train.model | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.train.ports }}
        ports:
          {{- range $portName, $port := $.Values.train.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.train.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.train.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if include "metarank.s3-keys" $ }}
          {{- if not (hasKey $.Values.train.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: access-key-id
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.train.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: secret-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.train.env "AWS_REGION") }}
          - name: AWS_REGION
            value: {{ $.Values.s3.region | quote }}
          {{- end }}
          {{- if and $.Values.s3.endpoint (eq $.Values.mode "flink") }}
          {{- if not (hasKey $.Values.train.env "AWS_S3_ENDPOINT_URL") }}
          - name: AWS_S3_ENDPOINT_URL
            value: {{ $.Values.s3.endpoint | quote }}
          {{- end }}
          {{- end }}
          {{- if include "metarank.redis-login" $ }}
          {{- if and (eq $.Values.store.mode "external") $.Values.store.external.username }}
          {{- if not (hasKey $.Values.train.env "METARANK_REDIS_USER") }}
          - name: METARANK_REDIS_USER
            value: {{ $.Values.store.external.username | quote }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.train.env "METARANK_REDIS_PASSWORD") }}
          - name: METARANK_REDIS_PASSWORD
            {{- if eq (include "metarank.redis-login" $) "values" }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.store.external.password.existingSecret }}
                name: {{ $.Values.store.external.password.existingSecret | quote }}
                key: {{ $.Values.store.external.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: redis-password
                {{- end }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if and $.Values.redis.enabled (dig "auth" "password" "existingSecret" "" $.Values.redis) }}
                name: {{ $.Values.redis.auth.password.existingSecret | quote }}
                key: {{ dig "auth" "password" "existingSecretKey" "password" $.Values.redis | quote }}
                {{- else }}
                name: {{ include "metarank.redis-name" $ | quote }}
                key: password
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.javaOptions }}
          {{- if not (hasKey $.Values.train.env (ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink"))) }}
          - name: {{ ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink") | quote }}
            value: {{ $.Values.javaOptions | quote }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.train.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.train.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.train.volumeMounts "/config") }}
          - name: config
            mountPath: /config
            readOnly: true
          {{- end }}
          {{- if include "metarank.redis-ca" $ }}
          {{- if not (hasKey $.Values.train.volumeMounts "/redis-ca") }}
          - name: redis-ca
            mountPath: /redis-ca
            readOnly: true
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.train.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.train.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.train.containerSecurityContext "runAsUser" "runAsGroup") $.Values.train.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
        {{- with $.Values.train.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.train.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.train.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.train.volumes "config") }}
      - name: config
        configMap:
          name: {{ default (include "metarank.object-name" (dict "root" $ "app" "metarank")) $.Values.existingConfigMap | quote }}
      {{- end }}
      {{- if include "metarank.redis-ca" $ }}
      {{- if not (hasKey $.Values.train.volumes "redis-ca") }}
      - name: redis-ca
        secret:
          secretName: {{ $.Values.store.external.tls.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.store.external.tls.existingCaSecretKey | quote }}
              path: ca.crt
      {{- end }}
      {{- end }}
      {{- if include "metarank.waits-for-bootstrap" $ }}
      {{- if not (hasKey $.Values.train.volumes "account") }}
      - name: account
        projected:
          sources:
            - serviceAccountToken:
                path: token
                expirationSeconds: 3600
            - configMap:
                name: kube-root-ca.crt
                # Kubernetes puts it into every namespace.
                optional: true
                items:
                  - key: ca.crt
                    path: ca.crt
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.train.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.train.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "metarank.upload-job.spec" -}}
backoffLimit: {{ int64 $.Values.upload.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.upload.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.upload.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "metarank.pod-labels" (dict "root" $ "app" "upload" "part" "" "more" $.Values.upload.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: upload
      checksum/config: {{ sha256sum (join "," (list (ternary "" (include "metarank.config-file" $) (not (empty $.Values.existingConfigMap))) (include "metarank.secret-data" $))) | quote }}
      {{- with $.Values.upload.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.upload.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.upload.enableServiceLinks }}
    {{- if not $.Values.upload.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.upload.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.upload.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.upload.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.upload.podSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 6 }}
    {{- if $.Values.upload.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.upload.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.upload.dnsPolicy }}
    dnsPolicy: {{ $.Values.upload.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.upload.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "metarank.job-account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.upload.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.upload.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.upload.runtimeClassName }}
    runtimeClassName: {{ $.Values.upload.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.upload.schedulerName }}
    schedulerName: {{ $.Values.upload.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.upload.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.upload.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.upload.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.upload.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.upload.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.upload.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.upload.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "upload" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.upload.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "metarank.selector-labels" (dict "root" $ "app" "upload" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and $.Values.wait.enabled (or (and true (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $))) $.Values.upload.initContainers }}
    initContainers:
      {{- if and $.Values.wait.enabled (or (and true (include "metarank.uses-redis" $)) (include "metarank.waits-for-bootstrap" $)) }}
      - name: wait
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        command:
          - bash
          - -euc
        args:
          - |
            # Java machines are slow to start and slow to fail: better to be here until all is there.
            pause() {
              echo "waiting for $1"
              if [ "$SECONDS" -ge "$WAIT_TIMEOUT_SECONDS" ]; then
                echo "gave up after $SECONDS seconds"
                exit 1
              fi
              sleep "$WAIT_INTERVAL_SECONDS"
            }
            {{- if and true (include "metarank.uses-redis" $) }}
            until (exec 3<>"/dev/tcp/$REDIS_HOST/$REDIS_PORT") 2> /tmp/error; do
              pause "Redis at $REDIS_HOST:$REDIS_PORT"
            done
            {{- end }}
            {{- if and true (include "metarank.waits-for-bootstrap" $) }}
            until wget --quiet --output-document=- --ca-certificate="$ACCOUNT_FOLDER/ca.crt" --header="Authorization: Bearer $(cat "$ACCOUNT_FOLDER/token")" "$BOOTSTRAP_URL" | grep -q '"state": *"FINISHED"'; do
              pause "the end of the bootstrap"
            done
            {{- end }}
        env:
          - name: WAIT_TIMEOUT_SECONDS
            value: {{ int64 $.Values.wait.timeoutSeconds | toString | quote }}
          - name: WAIT_INTERVAL_SECONDS
            value: {{ int64 $.Values.wait.intervalSeconds | toString | quote }}
          {{- if and true (include "metarank.uses-redis" $) }}
          - name: REDIS_HOST
            value: {{ include "metarank.redis-host" $ | quote }}
          - name: REDIS_PORT
            value: {{ include "metarank.redis-port" $ | quote }}
          {{- end }}
          {{- if and true (include "metarank.waits-for-bootstrap" $) }}
          - name: BOOTSTRAP_URL
            value: {{ printf "https://kubernetes.default.svc/apis/flink.apache.org/v1beta1/namespaces/%s/flinkdeployments/%s" (include "metarank.namespace" $) (include "metarank.flink-name" (dict "root" $ "app" "bootstrap")) | quote }}
          - name: ACCOUNT_FOLDER
            value: /var/run/secrets/kubernetes.io/serviceaccount
          {{- end }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- if include "metarank.waits-for-bootstrap" $ }}
          - name: account
            mountPath: /var/run/secrets/kubernetes.io/serviceaccount
            readOnly: true
          {{- end }}
        resources:
          {{- toYaml $.Values.wait.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.upload.containerSecurityContext "runAsUser" "runAsGroup") $.Values.upload.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
      {{- end }}
      {{- with $.Values.upload.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.upload.sidecars "upload") }}
      - name: upload
        image: {{ include "metarank.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- with $.Values.upload.command }}
        command:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if $.Values.upload.args }}
        args:
          {{- toYaml $.Values.upload.args | nindent 10 }}
        {{- else if not $.Values.upload.command }}
        args:
          - upload
          - {{ printf "/config/%s.yml" $.Values.configName | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.upload.ports }}
        ports:
          {{- range $portName, $port := $.Values.upload.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.upload.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.upload.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if include "metarank.s3-keys" $ }}
          {{- if not (hasKey $.Values.upload.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: access-key-id
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.upload.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: secret-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.upload.env "AWS_REGION") }}
          - name: AWS_REGION
            value: {{ $.Values.s3.region | quote }}
          {{- end }}
          {{- if and $.Values.s3.endpoint (eq $.Values.mode "flink") }}
          {{- if not (hasKey $.Values.upload.env "AWS_S3_ENDPOINT_URL") }}
          - name: AWS_S3_ENDPOINT_URL
            value: {{ $.Values.s3.endpoint | quote }}
          {{- end }}
          {{- end }}
          {{- if include "metarank.redis-login" $ }}
          {{- if and (eq $.Values.store.mode "external") $.Values.store.external.username }}
          {{- if not (hasKey $.Values.upload.env "METARANK_REDIS_USER") }}
          - name: METARANK_REDIS_USER
            value: {{ $.Values.store.external.username | quote }}
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.upload.env "METARANK_REDIS_PASSWORD") }}
          - name: METARANK_REDIS_PASSWORD
            {{- if eq (include "metarank.redis-login" $) "values" }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.store.external.password.existingSecret }}
                name: {{ $.Values.store.external.password.existingSecret | quote }}
                key: {{ $.Values.store.external.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "metarank.object-name" (dict "root" $ "app" "metarank") | quote }}
                key: redis-password
                {{- end }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if and $.Values.redis.enabled (dig "auth" "password" "existingSecret" "" $.Values.redis) }}
                name: {{ $.Values.redis.auth.password.existingSecret | quote }}
                key: {{ dig "auth" "password" "existingSecretKey" "password" $.Values.redis | quote }}
                {{- else }}
                name: {{ include "metarank.redis-name" $ | quote }}
                key: password
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.javaOptions }}
          {{- if not (hasKey $.Values.upload.env (ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink"))) }}
          - name: {{ ternary "JAVA_TOOL_OPTIONS" "JAVA_OPTS" (eq $.Values.mode "flink") | quote }}
            value: {{ $.Values.javaOptions | quote }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.upload.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.upload.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.upload.volumeMounts "/config") }}
          - name: config
            mountPath: /config
            readOnly: true
          {{- end }}
          {{- if include "metarank.redis-ca" $ }}
          {{- if not (hasKey $.Values.upload.volumeMounts "/redis-ca") }}
          - name: redis-ca
            mountPath: /redis-ca
            readOnly: true
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.upload.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.upload.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.upload.containerSecurityContext "runAsUser" "runAsGroup") $.Values.upload.containerSecurityContext (not (empty (include "metarank.openshift" $)))) | nindent 10 }}
        {{- with $.Values.upload.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.upload.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.upload.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.upload.volumes "config") }}
      - name: config
        configMap:
          name: {{ default (include "metarank.object-name" (dict "root" $ "app" "metarank")) $.Values.existingConfigMap | quote }}
      {{- end }}
      {{- if include "metarank.redis-ca" $ }}
      {{- if not (hasKey $.Values.upload.volumes "redis-ca") }}
      - name: redis-ca
        secret:
          secretName: {{ $.Values.store.external.tls.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.store.external.tls.existingCaSecretKey | quote }}
              path: ca.crt
      {{- end }}
      {{- end }}
      {{- if include "metarank.waits-for-bootstrap" $ }}
      {{- if not (hasKey $.Values.upload.volumes "account") }}
      - name: account
        projected:
          sources:
            - serviceAccountToken:
                path: token
                expirationSeconds: 3600
            - configMap:
                name: kube-root-ca.crt
                # Kubernetes puts it into every namespace.
                optional: true
                items:
                  - key: ca.crt
                    path: ca.crt
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.upload.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.upload.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
