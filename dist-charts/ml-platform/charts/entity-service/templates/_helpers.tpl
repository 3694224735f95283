{{/* URL of the API's Service within the cluster, without a path. */}}
{{- define "entity-service.api-url" -}}
{{- "http://" }}{{ include "entity-service.object-name" (dict "root" $ "app" "api") }}:{{ int64 $.Values.api.service.port }}
{{- end }}

{{/* Hash of what every container of the application reads. */}}
{{- define "entity-service.app-checksum" -}}
{{- sha256sum (join "," (list (include "entity-service.settings" $) (include "entity-service.credentials" $) (include "entity-service.observability" $) ($.Files.Get "files/migrate.py"))) }}
{{- end }}

{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "entity-service.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* URL of the queue for programs that are not the application, with the password's variable in it. */}}
{{- define "entity-service.broker-url" -}}
{{- if include "entity-service.redis-sentinel" $ }}
{{- "sentinel" }}
{{- else }}
{{- "redis" }}
{{- end }}
{{- "://" }}
{{- if include "entity-service.redis-has-password" $ }}
{{- ":$(REDIS_PASSWORD)@" }}
{{- end }}
{{- include "entity-service.redis-server" $ }}:
{{- if include "entity-service.redis-sentinel" $ }}
{{- "26379" }}
{{- else }}
{{- "6379" }}
{{- end }}
{{- "/0" }}
{{- end }}

{{/* MiB of the volume in which nginx takes uploads in. */}}
{{- define "entity-service.buffer-size" -}}
{{- if hasSuffix "Ti" $.Values.api.www.bufferVolumeSize }}
{{- mul 1048576 (int64 (trimSuffix "Ti" $.Values.api.www.bufferVolumeSize)) }}
{{- else if hasSuffix "Gi" $.Values.api.www.bufferVolumeSize }}
{{- mul 1024 (int64 (trimSuffix "Gi" $.Values.api.www.bufferVolumeSize)) }}
{{- else }}
{{- trimSuffix "Mi" $.Values.api.www.bufferVolumeSize }}
{{- end }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "entity-service.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "entity-service.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "entity-service.name" $.root }}
{{- end }}
{{- end }}

{{/* Connections to the database that API and workers can want, with as many pods as there can be. A worker with as many processes as its node has cores counts as one of eight. */}}
{{- define "entity-service.connections" -}}
{{- add (ternary (mul (ternary (int64 $.Values.api.autoscaling.maxReplicas) (int64 $.Values.api.replicas) $.Values.api.autoscaling.enabled) (int64 $.Values.api.gunicorn.workers) (int64 $.Values.database.connections.apiMax)) 0 $.Values.api.enabled) (ternary (mul (ternary (int64 $.Values.workers.autoscaling.maxReplicas) (int64 $.Values.workers.replicas) $.Values.workers.autoscaling.enabled) (default 8 (int64 $.Values.workers.celery.concurrency)) (int64 $.Values.database.connections.workerMax)) 0 $.Values.workers.enabled) (ternary (mul (ternary (int64 $.Values.workers.highmemory.autoscaling.maxReplicas) (int64 $.Values.workers.highmemory.replicas) $.Values.workers.highmemory.autoscaling.enabled) (default 8 (int64 $.Values.workers.highmemory.celery.concurrency)) (int64 $.Values.database.connections.workerMax)) 0 $.Values.workers.highmemory.enabled) }}
{{- end }}

{{/* The application's secrets that stand in the values, in base64. */}}
{{- define "entity-service.credentials" -}}
{{- if and $.Values.database.password.value (not (or $.Values.database.password.existingSecret (include "entity-service.embedded-postgresql" $))) }}
database-password: {{ b64enc $.Values.database.password.value | quote }}
{{- end }}
{{- if and $.Values.queue.password.value (not (or $.Values.queue.password.existingSecret (include "entity-service.embedded-redis" $))) }}
redis-password: {{ b64enc $.Values.queue.password.value | quote }}
{{- end }}
{{- if and $.Values.queue.brokerUrl.value (not $.Values.queue.brokerUrl.existingSecret) }}
broker-url: {{ b64enc $.Values.queue.brokerUrl.value | quote }}
{{- end }}
{{- if and $.Values.objectStore.accessKey.value (not $.Values.objectStore.accessKey.existingSecret) }}
access-key: {{ b64enc $.Values.objectStore.accessKey.value | quote }}
{{- end }}
{{- if and $.Values.objectStore.secretKey.value (not $.Values.objectStore.secretKey.existingSecret) }}
secret-key: {{ b64enc $.Values.objectStore.secretKey.value | quote }}
{{- end }}
{{- if $.Values.objectStore.upload.enabled }}
{{- if and $.Values.objectStore.upload.accessKey.value (not $.Values.objectStore.upload.accessKey.existingSecret) }}
upload-access-key: {{ b64enc $.Values.objectStore.upload.accessKey.value | quote }}
{{- end }}
{{- if and $.Values.objectStore.upload.secretKey.value (not $.Values.objectStore.upload.secretKey.existingSecret) }}
upload-secret-key: {{ b64enc $.Values.objectStore.upload.secretKey.value | quote }}
{{- end }}
{{- end }}
{{- if and $.Values.objectStore.download.accessKey.value (not $.Values.objectStore.download.accessKey.existingSecret) }}
download-access-key: {{ b64enc $.Values.objectStore.download.accessKey.value | quote }}
{{- end }}
{{- if and $.Values.objectStore.download.secretKey.value (not $.Values.objectStore.download.secretKey.existingSecret) }}
download-secret-key: {{ b64enc $.Values.objectStore.download.secretKey.value | quote }}
{{- end }}
{{- end }}

{{/* Name of the database. */}}
{{- define "entity-service.database-name" -}}
{{- if include "entity-service.own-postgresql" $ }}
{{- $.Values.postgresql.auth.database }}
{{- else }}
{{- $.Values.database.name }}
{{- end }}
{{- end }}

{{/* Port of the database. */}}
{{- define "entity-service.database-port" -}}
{{- if include "entity-service.own-postgresql" $ }}
{{- int64 (dig "service" "port" 5432 $.Values.postgresql) }}
{{- else }}
{{- int64 $.Values.database.port }}
{{- end }}
{{- end }}

{{/* User at the database. */}}
{{- define "entity-service.database-user" -}}
{{- if include "entity-service.own-postgresql" $ }}
{{- $.Values.postgresql.auth.username }}
{{- else }}
{{- $.Values.database.user }}
{{- end }}
{{- end }}

{{/* Secret with the certificate of the API's domain, or nothing if the API has no Ingress that names one. */}}
{{- define "entity-service.domain-secret" -}}
{{- if $.Values.api.ingress.tls.secretName }}
{{- $.Values.api.ingress.tls.secretName }}
{{- else if $.Values.api.ingress.enabled }}
{{- include "entity-service.object-name" (dict "root" $ "app" "api") }}-tls
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the release's MinIO, or nothing if it is external. */}}
{{- define "entity-service.embedded-minio" -}}
{{- if or (eq $.Values.objectStore.mode "embedded") (and (eq $.Values.objectStore.mode "") $.Values.provision.minio) }}
{{- if $.Values.objectStore.embedded.name }}
{{- include "entity-service.sibling-name" (dict "root" $ "name" $.Values.objectStore.embedded.name) }}
{{- else }}
{{- default (include "entity-service.sibling-name" (dict "root" $ "name" (default "minio" $.Values.minio.nameOverride))) (dig "fullnameOverride" "" $.Values.minio) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the release's PostgreSQL, or nothing if it is external. */}}
{{- define "entity-service.embedded-postgresql" -}}
{{- if or (eq $.Values.database.mode "embedded") (and (eq $.Values.database.mode "") $.Values.provision.postgresql) }}
{{- if $.Values.database.embedded.name }}
{{- include "entity-service.sibling-name" (dict "root" $ "name" $.Values.database.embedded.name) }}
{{- else }}
{{- default (include "entity-service.sibling-name" (dict "root" $ "name" (default "postgresql" $.Values.postgresql.nameOverride))) (dig "fullnameOverride" "" $.Values.postgresql) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the release's Redis, or nothing if it is external. */}}
{{- define "entity-service.embedded-redis" -}}
{{- if or (eq $.Values.queue.mode "embedded") (and (eq $.Values.queue.mode "") $.Values.provision.redis) }}
{{- if $.Values.queue.embedded.name }}
{{- include "entity-service.sibling-name" (dict "root" $ "name" $.Values.queue.embedded.name) }}
{{- else }}
{{- default (include "entity-service.sibling-name" (dict "root" $ "name" (default "redis" $.Values.redis.nameOverride))) (dig "fullnameOverride" "" $.Values.redis) }}
{{- end }}
{{- end }}
{{- end }}

{{/* What the benchmark measures. */}}
{{- define "entity-service.experiments" -}}
experiments.json: {{ toJson $.Values.jobs.benchmark.experiments | quote }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "entity-service.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "entity-service.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "entity-service.instance" $ }}-{{ include "entity-service.name" $ }}
{{- end }}
{{- end }}

{{/* A secret that stands in the values, or nothing if an existing Secret has it. */}}
{{- define "entity-service.given" -}}
{{- if not $.of.existingSecret }}
{{- $.of.value }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "entity-service.image" -}}
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
{{- define "entity-service.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "entity-service.labels" -}}
{{- include "entity-service.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "entity-service.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "entity-service.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Connections that the database takes, or 0 if that is not known. */}}
{{- define "entity-service.max-connections" -}}
{{- if include "entity-service.own-postgresql" $ }}
{{- (default 100 (dig "max_connections" "" $.Values.postgresql.settings)) | toJson }}
{{- else if include "entity-service.embedded-postgresql" $ }}
{{- "0" }}
{{- else }}
{{- int64 $.Values.database.maxConnections }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "entity-service.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "entity-service.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "entity-service.object-name" -}}
{{- with $whole := printf "%s-%s" (include "entity-service.fullname" $.root) $.app }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Host and port of the object store. */}}
{{- define "entity-service.object-store-server" -}}
{{- if include "entity-service.own-minio" $ }}
{{- include "entity-service.embedded-minio" $ }}:{{ int64 (dig "service" "port" 9000 $.Values.minio) }}
{{- else if include "entity-service.embedded-minio" $ }}
{{- include "entity-service.embedded-minio" $ }}:9000
{{- else }}
{{- $.Values.objectStore.server }}
{{- end }}
{{- end }}

{{/* The application's files for logging and tracing. */}}
{{- define "entity-service.observability" -}}
{{- if $.Values.logging.config }}
logging.yaml: {{ toYaml $.Values.logging.config | quote }}
{{- else }}
logging.yaml: |
  version: 1
  disable_existing_loggers: false
  formatters:
    simple:
      format: "%(message)s"
  filters:
    stdout:
      (): entityservice.logger_setup.StdOutFilter
    stderr:
      (): entityservice.logger_setup.StdErrFilter
  handlers:
    stdout:
      class: logging.StreamHandler
      formatter: simple
      filters:
        - stdout
      stream: ext://sys.stdout
    stderr:
      class: logging.StreamHandler
      formatter: simple
      filters:
        - stderr
      stream: ext://sys.stderr
  {{- if $.Values.logging.loggers }}
  loggers:
    {{- range $logger, $level := $.Values.logging.loggers }}
    {{ $logger | quote }}:
      level: {{ $level | quote }}
    {{- end }}
  {{- end }}
  root:
    level: {{ $.Values.logging.level | quote }}
    handlers:
      - stdout
      - stderr
{{- end }}
{{- if $.Values.tracing.config }}
tracing.yaml: {{ toYaml $.Values.tracing.config | quote }}
{{- else }}
tracing.yaml: |
  logging: false
  sampler:
    {{- if $.Values.tracing.enabled }}
    type: {{ $.Values.tracing.sampler.type | quote }}
    param: {{ float64 $.Values.tracing.sampler.param | toJson }}
    {{- else }}
    type: const
    param: 0
    {{- end }}
  local_agent:
    reporting_host: {{ default "127.0.0.1" $.Values.tracing.agentHost | quote }}
    reporting_port: {{ int64 $.Values.tracing.agentPort }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "entity-service.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if it is the MinIO that `provision.minio` switches on. */}}
{{- define "entity-service.own-minio" -}}
{{- if and (include "entity-service.embedded-minio" $) (not $.Values.objectStore.embedded.name) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if the database is the one that `provision.postgresql` switches on. */}}
{{- define "entity-service.own-postgresql" -}}
{{- if and (include "entity-service.embedded-postgresql" $) (not $.Values.database.embedded.name) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if it is the Redis that `provision.redis` switches on. */}}
{{- define "entity-service.own-redis" -}}
{{- if and (include "entity-service.embedded-redis" $) (not $.Values.queue.embedded.name) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "entity-service.pod-labels" -}}
{{- include "entity-service.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "entity-service.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Not empty if Redis asks for a password. */}}
{{- define "entity-service.redis-has-password" -}}
{{- if include "entity-service.own-redis" $ }}
{{- if dig "auth" "enabled" true $.Values.redis }}
{{- "true" }}
{{- end }}
{{- else if or (include "entity-service.embedded-redis" $) $.Values.queue.password.value $.Values.queue.password.existingSecret }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if Redis is found through Sentinels. */}}
{{- define "entity-service.redis-sentinel" -}}
{{- if include "entity-service.own-redis" $ }}
{{- if dig "sentinel" "enabled" false $.Values.redis }}
{{- "true" }}
{{- end }}
{{- else if $.Values.queue.useSentinel }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Host name of Redis, or of its Sentinels. */}}
{{- define "entity-service.redis-server" -}}
{{- default $.Values.queue.server (include "entity-service.embedded-redis" $) }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "entity-service.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "entity-service.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "entity-service.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "entity-service.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "entity-service.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* The environment variables that API, workers and migration have in common. The migration reads POSTGRES_USER and POSTGRES_DB where the rest reads DATABASE_USER and DATABASE. */}}
{{- define "entity-service.settings" -}}
{{- if not (hasKey $.Values.settings.extra "DEBUG") }}
DEBUG: {{ $.Values.settings.debug | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CONNEXION_STRICT_VALIDATION") }}
CONNEXION_STRICT_VALIDATION: {{ $.Values.settings.strictValidation | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CONNEXION_RESPONSE_VALIDATION") }}
CONNEXION_RESPONSE_VALIDATION: {{ $.Values.settings.responseValidation | toString | quote }}
{{- end }}
{{- if $.Values.settings.logHttpHeaderFields }}
{{- if not (hasKey $.Values.settings.extra "LOG_HTTP_HEADER_FIELDS") }}
LOG_HTTP_HEADER_FIELDS: {{ join "," $.Values.settings.logHttpHeaderFields | quote }}
{{- end }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "LOG_CFG") }}
LOG_CFG: /etc/entity-service/logging.yaml
{{- end }}
{{- if not (hasKey $.Values.settings.extra "TRACE_CFG") }}
TRACE_CFG: /etc/entity-service/tracing.yaml
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DATABASE_SERVER") }}
DATABASE_SERVER: {{ default $.Values.database.host (include "entity-service.embedded-postgresql" $) | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DATABASE") }}
DATABASE: {{ include "entity-service.database-name" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DATABASE_USER") }}
DATABASE_USER: {{ include "entity-service.database-user" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "POSTGRES_DB") }}
POSTGRES_DB: {{ include "entity-service.database-name" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "POSTGRES_USER") }}
POSTGRES_USER: {{ include "entity-service.database-user" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "PGPORT") }}
PGPORT: {{ include "entity-service.database-port" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "PGSSLMODE") }}
PGSSLMODE: {{ $.Values.database.sslMode | quote }}
{{- end }}
{{- if $.Values.database.sslRootCert.existingConfigMap }}
{{- if not (hasKey $.Values.settings.extra "PGSSLROOTCERT") }}
PGSSLROOTCERT: /etc/database-ca/ca.crt
{{- end }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "FLASK_DB_MIN_CONNECTIONS") }}
FLASK_DB_MIN_CONNECTIONS: {{ int64 $.Values.database.connections.apiMin | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "FLASK_DB_MAX_CONNECTIONS") }}
FLASK_DB_MAX_CONNECTIONS: {{ int64 $.Values.database.connections.apiMax | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CELERY_DB_MIN_CONNECTIONS") }}
CELERY_DB_MIN_CONNECTIONS: {{ int64 $.Values.database.connections.workerMin | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CELERY_DB_MAX_CONNECTIONS") }}
CELERY_DB_MAX_CONNECTIONS: {{ int64 $.Values.database.connections.workerMax | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "REDIS_SERVER") }}
REDIS_SERVER: {{ include "entity-service.redis-server" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "REDIS_USE_SENTINEL") }}
REDIS_USE_SENTINEL: {{ ternary "true" "false" (not (empty (include "entity-service.redis-sentinel" $))) | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "REDIS_SENTINEL_NAME") }}
REDIS_SENTINEL_NAME: {{ $.Values.queue.sentinelName | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MINIO_SERVER") }}
MINIO_SERVER: {{ include "entity-service.object-store-server" $ | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MINIO_SECURE") }}
MINIO_SECURE: {{ $.Values.objectStore.secure | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MINIO_BUCKET") }}
MINIO_BUCKET: {{ $.Values.objectStore.bucket | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "UPLOAD_OBJECT_STORE_ENABLED") }}
UPLOAD_OBJECT_STORE_ENABLED: {{ $.Values.objectStore.upload.enabled | toString | quote }}
{{- end }}
{{- if $.Values.objectStore.upload.enabled }}
{{- if not (hasKey $.Values.settings.extra "UPLOAD_OBJECT_STORE_SERVER") }}
UPLOAD_OBJECT_STORE_SERVER: {{ default (include "entity-service.object-store-server" $) $.Values.objectStore.upload.server | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "UPLOAD_OBJECT_STORE_SECURE") }}
UPLOAD_OBJECT_STORE_SECURE: {{ (ternary $.Values.objectStore.upload.secure $.Values.objectStore.secure (not (empty $.Values.objectStore.upload.server))) | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "UPLOAD_OBJECT_STORE_BUCKET") }}
UPLOAD_OBJECT_STORE_BUCKET: {{ $.Values.objectStore.upload.bucket | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "UPLOAD_OBJECT_STORE_STS_DURATION") }}
UPLOAD_OBJECT_STORE_STS_DURATION: {{ int64 $.Values.objectStore.upload.stsDuration | toString | quote }}
{{- end }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DOWNLOAD_OBJECT_STORE_SERVER") }}
DOWNLOAD_OBJECT_STORE_SERVER: {{ default (include "entity-service.object-store-server" $) $.Values.objectStore.download.server | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DOWNLOAD_OBJECT_STORE_SECURE") }}
DOWNLOAD_OBJECT_STORE_SECURE: {{ (ternary $.Values.objectStore.download.secure $.Values.objectStore.secure (not (empty $.Values.objectStore.download.server))) | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "DOWNLOAD_OBJECT_STORE_STS_DURATION") }}
DOWNLOAD_OBJECT_STORE_STS_DURATION: {{ int64 $.Values.objectStore.download.stsDuration | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CHUNK_SIZE_AIM") }}
CHUNK_SIZE_AIM: {{ int64 $.Values.settings.chunkSizeAim | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MAX_CACHE_SIZE") }}
MAX_CACHE_SIZE: {{ int64 $.Values.settings.maxCacheSize | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "CACHE_EXPIRY_SECONDS") }}
CACHE_EXPIRY_SECONDS: {{ int64 $.Values.settings.cacheExpirySeconds | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "ENTITY_CACHE_THRESHOLD") }}
ENTITY_CACHE_THRESHOLD: {{ int64 $.Values.settings.entityCacheThreshold | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MIN_ENCODING_SIZE") }}
MIN_ENCODING_SIZE: {{ int64 $.Values.settings.minEncodingSize | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "MAX_ENCODING_SIZE") }}
MAX_ENCODING_SIZE: {{ int64 $.Values.settings.maxEncodingSize | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "SOLVER_MAX_CANDIDATE_PAIRS") }}
SOLVER_MAX_CANDIDATE_PAIRS: {{ int64 $.Values.settings.solverMaxCandidatePairs | toString | quote }}
{{- end }}
{{- if not (hasKey $.Values.settings.extra "SIMILARITY_SCORES_MAX_CANDIDATE_PAIRS") }}
SIMILARITY_SCORES_MAX_CANDIDATE_PAIRS: {{ int64 $.Values.settings.similarityScoresMaxCandidatePairs | toString | quote }}
{{- end }}
{{- if and $.Values.tracing.enabled $.Values.tracing.agentHost }}
{{- if not (hasKey $.Values.settings.extra "JAEGER_AGENT_HOST") }}
JAEGER_AGENT_HOST: {{ $.Values.tracing.agentHost | quote }}
{{- end }}
{{- end }}
{{- with $.Values.settings.extra }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* The administrator's secrets that stand in the values, in base64. */}}
{{- define "entity-service.setup-credentials" -}}
{{- if and $.Values.objectStore.setup.accessKey.value (not $.Values.objectStore.setup.accessKey.existingSecret) }}
access-key: {{ b64enc $.Values.objectStore.setup.accessKey.value | quote }}
{{- end }}
{{- if and $.Values.objectStore.setup.secretKey.value (not $.Values.objectStore.setup.secretKey.existingSecret) }}
secret-key: {{ b64enc $.Values.objectStore.setup.secretKey.value | quote }}
{{- end }}
{{- end }}

{{/* The secrets in the values that the set-up of the object store reads. */}}
{{- define "entity-service.setup-job-credentials" -}}
{{ if or $.Values.objectStore.setup.accessKey.value $.Values.objectStore.setup.accessKey.existingSecret -}}
{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.setup.accessKey) }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.setup.secretKey) }}
{{ else -}}
{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.accessKey) }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.secretKey) }}
{{ end -}}
{{ if $.Values.objectStore.setup.users }}{{ if $.Values.objectStore.upload.enabled }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.upload.accessKey) }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.upload.secretKey) }}{{ end }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.download.accessKey) }},{{ include "entity-service.given" (dict "root" $ "of" $.Values.objectStore.download.secretKey) }}{{ end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "entity-service.short-name" -}}
{{- with $whole := printf "%s-%s" (include "entity-service.fullname" $.root) $.app }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "entity-service.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "entity-service.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the existing Secret that the release's MinIO was told for a key of a user, or nothing. */}}
{{- define "entity-service.store-secret" -}}
{{- range $name, $one := $.root.Values.minio.users }}
{{- if eq $name $.user }}
{{- if eq $.kind "access-key" }}
{{- dig "accessKey" "existingSecret" "" $one }}
{{- else }}
{{- dig "secretKey" "existingSecret" "" $one }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Key in the existing Secret that the release's MinIO was told for a key of a user. */}}
{{- define "entity-service.store-secret-key" -}}
{{- range $name, $one := $.root.Values.minio.users }}
{{- if eq $name $.user }}
{{- if eq $.kind "access-key" }}
{{- dig "accessKey" "existingSecretKey" "access-key" $one }}
{{- else }}
{{- dig "secretKey" "existingSecretKey" "secret-key" $one }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The configuration of nginx. What it writes goes to /tmp and /buffers, since the root file system can't be written. */}}
{{- define "entity-service.www-config" -}}
nginx.conf: |
  worker_processes {{ int64 $.Values.api.www.workerProcesses }};
  worker_shutdown_timeout {{ int64 $.Values.api.gunicorn.gracefulTimeout }}s;
  error_log /dev/stderr warn;
  pid /tmp/nginx.pid;

  events {
    worker_connections {{ int64 $.Values.api.www.workerConnections }};
  }

  http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    server_tokens off;

    log_format main '[$status] $remote_addr "$request" $request_length $bytes_sent $request_time "$http_user_agent"';
    access_log /dev/stdout main;

    client_body_temp_path /buffers/client;
    proxy_temp_path /buffers/proxy;
    fastcgi_temp_path /buffers/fastcgi;
    uwsgi_temp_path /buffers/uwsgi;
    scgi_temp_path /buffers/scgi;

    client_max_body_size {{ int64 $.Values.api.www.maxBodySize }}m;
    client_body_buffer_size 1m;
    client_body_timeout {{ int64 $.Values.api.www.timeoutSeconds }}s;
    send_timeout {{ int64 $.Values.api.www.timeoutSeconds }}s;
    keepalive_timeout 75s;
    gzip off;
  {{ if $.Values.api.www.trustedProxies }}
    # The client is whom the proxies in front name, so that the limits below are its own.
  {{- range $range := $.Values.api.www.trustedProxies }}
    set_real_ip_from {{ printf "\"%s\"" ($range | replace "\\" "\\\\" | replace "\"" "\\\"") }};
  {{- end }}
    real_ip_header X-Forwarded-For;
    real_ip_recursive on;
  {{ end }}{{ if $.Values.api.www.rateLimit.enabled }}
    limit_req_zone $binary_remote_addr zone=client:10m rate={{ int64 $.Values.api.www.rateLimit.perClient }}r/s;
    # A fixed key: a variable that is empty would switch the limit off.
    limit_req_zone all zone=pod:32k rate={{ int64 $.Values.api.www.rateLimit.perPod }}r/s;
    limit_req_status 429;
  {{ end }}
    # Whether the client speaks TLS is known where TLS ends.
    map $http_x_forwarded_proto $forwarded_proto {
      default $http_x_forwarded_proto;
      "" $scheme;
    }

    upstream app {
      server 127.0.0.1:8000;
      keepalive 16;
    }

    server {
      listen 8851;

      location = /nginx-health {
        access_log off;
        default_type text/plain;
        return 200 ok;
      }

      location /api/v1/ {
  {{- if $.Values.api.www.rateLimit.enabled }}
        limit_req zone=client burst={{ int64 $.Values.api.www.rateLimit.burstPerClient }} nodelay;
        limit_req zone=pod burst={{ int64 $.Values.api.www.rateLimit.burstPerPod }};
  {{- end }}
  {{- if $.Values.api.www.allowOrigin }}
        add_header Access-Control-Allow-Origin {{ printf "\"%s\"" ($.Values.api.www.allowOrigin | replace "\\" "\\\\" | replace "\"" "\\\"") }} always;
        add_header Access-Control-Allow-Methods "GET, POST, DELETE, OPTIONS" always;
        add_header Access-Control-Allow-Headers "Authorization, Cache-Control, Content-Type, Hash-Count, Hash-Size, If-Modified-Since, Range" always;
        add_header Access-Control-Expose-Headers "Content-Length, Content-Range" always;
        add_header Access-Control-Max-Age 86400 always;
        if ($request_method = OPTIONS) {
          return 204;
        }
  {{- end }}
        proxy_pass http://app/;
        proxy_redirect off;
        proxy_http_version 1.1;
        proxy_request_buffering {{ if $.Values.api.www.requestBuffering }}on{{ else }}off{{ end }};
        proxy_connect_timeout 60s;
        proxy_send_timeout {{ int64 $.Values.api.www.timeoutSeconds }}s;
        proxy_read_timeout {{ int64 $.Values.api.www.timeoutSeconds }}s;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $forwarded_proto;
      }

      location / {
  {{- if $.Values.api.www.root }}
        root {{ printf "\"%s\"" ($.Values.api.www.root | replace "\\" "\\\\" | replace "\"" "\\\"") }};
  {{- else }}
        return 404;
  {{- end }}
      }
    }
  }
{{- end }}

{{- define "entity-service.api-ingress.spec.tls" -}}
{{- if $.Values.api.domain }}
{{- if and $.Values.api.tls (not (hasKey $.Values.api.ingress.hosts $.Values.api.domain)) }}
- hosts:
    - {{ $.Values.api.domain | quote }}
  secretName: {{ default (printf "%s-tls" (include "entity-service.object-name" (dict "root" $ "app" "api"))) $.Values.api.ingress.tls.secretName | quote }}
{{- end }}
{{- end }}
{{- range $hostname, $host := $.Values.api.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "entity-service.object-name" (dict "root" $ "app" "api"))) $.Values.api.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "entity-service.migration-job.spec.template.spec.containers.args" -}}
kubectl --namespace {{ include "entity-service.namespace" $ }} delete job --selector app.kubernetes.io/name=migration,app.kubernetes.io/instance={{ $.Release.Name }}
helm upgrade {{ $.Release.Name }} CHART --namespace {{ $.Release.Namespace }} --reuse-values
{{- end }}

{{- define "entity-service.migration-job.spec" -}}
backoffLimit: {{ int64 $.Values.migration.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.migration.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.migration.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "entity-service.pod-labels" (dict "root" $ "app" "migration" "part" "" "more" $.Values.migration.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: migration
      checksum/config: {{ include "entity-service.app-checksum" $ | quote }}
      {{- with $.Values.migration.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.migration.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.migration.enableServiceLinks }}
    {{- if not $.Values.migration.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.migration.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.migration.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.migration.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.migration.podSecurityContext (not (empty (include "entity-service.openshift" $)))) | nindent 6 }}
    {{- if $.Values.migration.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.migration.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.migration.dnsPolicy }}
    dnsPolicy: {{ $.Values.migration.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.migration.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "entity-service.service-account-name" (dict "root" $ "app" "migration" "of" $.Values.migration.serviceAccount) | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.migration.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.migration.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.migration.runtimeClassName }}
    runtimeClassName: {{ $.Values.migration.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.migration.schedulerName }}
    schedulerName: {{ $.Values.migration.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.migration.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.migration.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.migration.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.migration.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.migration.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.migration.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.migration.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "entity-service.selector-labels" (dict "root" $ "app" "migration" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.migration.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "entity-service.selector-labels" (dict "root" $ "app" "migration" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- with $.Values.migration.initContainers }}
    initContainers:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.migration.sidecars "migration") }}
      - name: migration
        image: {{ include "entity-service.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.migration.command }}
        command:
          {{- toYaml $.Values.migration.command | nindent 10 }}
        {{- else }}
        command:
          - python
          - /opt/migration/migrate.py
          - migrate
        {{- end }}
        {{- if $.Values.migration.args }}
        args:
          {{- toYaml $.Values.migration.args | nindent 10 }}
        {{- else if not $.Values.migration.command }}
        args:
          - {{ int64 $.Values.migration.connectSeconds | toString | quote }}
          - {{ include "entity-service.migration-job.spec.template.spec.containers.args" $ | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.migration.ports }}
        ports:
          {{- range $portName, $port := $.Values.migration.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.migration.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        envFrom:
          - configMapRef:
              name: {{ include "entity-service.object-name" (dict "root" $ "app" "settings") | quote }}
          {{- with $.Values.migration.envFrom }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- if or (or (include "entity-service.embedded-postgresql" $) (and (not (include "entity-service.embedded-postgresql" $)) (or $.Values.database.password.value $.Values.database.password.existingSecret))) (include "entity-service.redis-has-password" $) (or $.Values.queue.brokerUrl.value $.Values.queue.brokerUrl.existingSecret) (or (or $.Values.objectStore.accessKey.value $.Values.objectStore.accessKey.existingSecret) (and (not (or $.Values.objectStore.accessKey.value $.Values.objectStore.accessKey.existingSecret)) (include "entity-service.embedded-minio" $))) (or (or $.Values.objectStore.secretKey.value $.Values.objectStore.secretKey.existingSecret) (and (not (or $.Values.objectStore.secretKey.value $.Values.objectStore.secretKey.existingSecret)) (include "entity-service.embedded-minio" $))) (and $.Values.objectStore.upload.enabled (or (or (or $.Values.objectStore.upload.accessKey.value $.Values.objectStore.upload.accessKey.existingSecret) (and (not (or $.Values.objectStore.upload.accessKey.value $.Values.objectStore.upload.accessKey.existingSecret)) (include "entity-service.embedded-minio" $))) (or (or $.Values.objectStore.upload.secretKey.value $.Values.objectStore.upload.secretKey.existingSecret) (and (not (or $.Values.objectStore.upload.secretKey.value $.Values.objectStore.upload.secretKey.existingSecret)) (include "entity-service.embedded-minio" $))))) (or (or $.Values.objectStore.download.accessKey.value $.Values.objectStore.download.accessKey.existingSecret) (and (not (or $.Values.objectStore.download.accessKey.value $.Values.objectStore.download.accessKey.existingSecret)) (include "entity-service.embedded-minio" $))) (or (or $.Values.objectStore.download.secretKey.value $.Values.objectStore.download.secretKey.existingSecret) (and (not (or $.Values.objectStore.download.secretKey.value $.Values.objectStore.download.secretKey.existingSecret)) (include "entity-service.embedded-minio" $))) $.Values.migration.env }}
        env:
          {{- if include "entity-service.embedded-postgresql" $ }}
          {{- if not (hasKey $.Values.migration.env "DATABASE_PASSWORD") }}
          - name: DATABASE_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-postgresql" $) (dig "password" "existingSecret" "" $.Values.postgresql.auth) }}
                name: {{ $.Values.postgresql.auth.password.existingSecret | quote }}
                key: {{ dig "password" "existingSecretKey" "password" $.Values.postgresql.auth | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-postgresql" $ | quote }}
                key: {{ $.Values.database.embedded.passwordKey | quote }}
                {{- end }}
          {{- end }}
          {{- else if or $.Values.database.password.value $.Values.database.password.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "DATABASE_PASSWORD") }}
          - name: DATABASE_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.database.password.existingSecret }}
                name: {{ $.Values.database.password.existingSecret | quote }}
                key: {{ $.Values.database.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: database-password
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if include "entity-service.redis-has-password" $ }}
          {{- if not (hasKey $.Values.migration.env "REDIS_PASSWORD") }}
          - name: REDIS_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-redis" $) (dig "auth" "password" "existingSecret" "" $.Values.redis) }}
                name: {{ $.Values.redis.auth.password.existingSecret | quote }}
                key: {{ dig "auth" "password" "existingSecretKey" "password" $.Values.redis | quote }}
                {{- else if include "entity-service.embedded-redis" $ }}
                name: {{ include "entity-service.embedded-redis" $ | quote }}
                key: password
                {{- else if $.Values.queue.password.existingSecret }}
                name: {{ $.Values.queue.password.existingSecret | quote }}
                key: {{ $.Values.queue.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: redis-password
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.queue.brokerUrl.value $.Values.queue.brokerUrl.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "CELERY_BROKER_URL") }}
          - name: CELERY_BROKER_URL
            valueFrom:
              secretKeyRef:
                {{- if $.Values.queue.brokerUrl.existingSecret }}
                name: {{ $.Values.queue.brokerUrl.existingSecret | quote }}
                key: {{ $.Values.queue.brokerUrl.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: broker-url
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.accessKey.value $.Values.objectStore.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "MINIO_ACCESS_KEY") }}
          - name: MINIO_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: access-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "MINIO_ACCESS_KEY") }}
          - name: MINIO_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "access-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "access-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "access-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.objectStore.embedded.users.application | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.secretKey.value $.Values.objectStore.secretKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "MINIO_SECRET_KEY") }}
          - name: MINIO_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: secret-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "MINIO_SECRET_KEY") }}
          - name: MINIO_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "secret-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "secret-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.application "kind" "secret-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.objectStore.embedded.users.application | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.objectStore.upload.enabled }}
          {{- if or $.Values.objectStore.upload.accessKey.value $.Values.objectStore.upload.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "UPLOAD_OBJECT_STORE_ACCESS_KEY") }}
          - name: UPLOAD_OBJECT_STORE_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.upload.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.upload.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.upload.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: upload-access-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "UPLOAD_OBJECT_STORE_ACCESS_KEY") }}
          - name: UPLOAD_OBJECT_STORE_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "access-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "access-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "access-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.objectStore.embedded.users.upload | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.upload.secretKey.value $.Values.objectStore.upload.secretKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "UPLOAD_OBJECT_STORE_SECRET_KEY") }}
          - name: UPLOAD_OBJECT_STORE_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.upload.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.upload.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.upload.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: upload-secret-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "UPLOAD_OBJECT_STORE_SECRET_KEY") }}
          - name: UPLOAD_OBJECT_STORE_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "secret-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "secret-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.upload "kind" "secret-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.objectStore.embedded.users.upload | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.download.accessKey.value $.Values.objectStore.download.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "DOWNLOAD_OBJECT_STORE_ACCESS_KEY") }}
          - name: DOWNLOAD_OBJECT_STORE_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.download.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.download.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.download.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: download-access-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "DOWNLOAD_OBJECT_STORE_ACCESS_KEY") }}
          - name: DOWNLOAD_OBJECT_STORE_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "access-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "access-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "access-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.objectStore.embedded.users.download | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.download.secretKey.value $.Values.objectStore.download.secretKey.existingSecret }}
          {{- if not (hasKey $.Values.migration.env "DOWNLOAD_OBJECT_STORE_SECRET_KEY") }}
          - name: DOWNLOAD_OBJECT_STORE_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.download.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.download.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.download.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: download-secret-key
                {{- end }}
          {{- end }}
          {{- else if include "entity-service.embedded-minio" $ }}
          {{- if not (hasKey $.Values.migration.env "DOWNLOAD_OBJECT_STORE_SECRET_KEY") }}
          - name: DOWNLOAD_OBJECT_STORE_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if and (include "entity-service.own-minio" $) (include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "secret-key")) }}
                name: {{ include "entity-service.store-secret" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "secret-key") | quote }}
                key: {{ include "entity-service.store-secret-key" (dict "root" $ "user" $.Values.objectStore.embedded.users.download "kind" "secret-key") | quote }}
                {{- else }}
                name: {{ include "entity-service.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.objectStore.embedded.users.download | quote }}
                {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.migration.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.migration.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.migration.volumeMounts "/etc/entity-service") }}
          - name: config
            mountPath: /etc/entity-service
            readOnly: true
          {{- end }}
          {{- if $.Values.database.sslRootCert.existingConfigMap }}
          {{- if not (hasKey $.Values.migration.volumeMounts "/etc/database-ca") }}
          - name: database-ca
            mountPath: /etc/database-ca
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.migration.volumeMounts "/opt/migration") }}
          - name: migration
            mountPath: /opt/migration
            readOnly: true
          {{- end }}
          {{- range $mountPath, $mount := $.Values.migration.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.migration.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.migration.containerSecurityContext "runAsUser" "runAsGroup") $.Values.migration.containerSecurityContext (not (empty (include "entity-service.openshift" $)))) | nindent 10 }}
        {{- with $.Values.migration.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.migration.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.migration.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.migration.volumes "config") }}
      - name: config
        configMap:
          name: {{ include "entity-service.object-name" (dict "root" $ "app" "observability") | quote }}
      {{- end }}
      {{- if $.Values.database.sslRootCert.existingConfigMap }}
      {{- if not (hasKey $.Values.migration.volumes "database-ca") }}
      - name: database-ca
        configMap:
          name: {{ $.Values.database.sslRootCert.existingConfigMap | quote }}
          items:
            - key: {{ $.Values.database.sslRootCert.existingConfigMapKey | quote }}
              path: ca.crt
      {{- end }}
      {{- end }}
      {{- if $.Values.migration.enabled }}
      {{- if not (hasKey $.Values.migration.volumes "migration") }}
      - name: migration
        configMap:
          name: {{ include "entity-service.object-name" (dict "root" $ "app" "migration") | quote }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.migration.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.migration.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "entity-service.monitor-ingress.spec.tls" -}}
{{- if $.Values.api.domain }}
{{- if and $.Values.api.tls (not (hasKey $.Values.monitor.ingress.hosts $.Values.api.domain)) }}
- hosts:
    - {{ $.Values.api.domain | quote }}
  {{- if ternary "" (include "entity-service.domain-secret" $) (not (empty (or $.Values.monitor.ingress.tls.clusterIssuer $.Values.monitor.ingress.tls.issuer))) }}
  secretName: {{ default (ternary "" (include "entity-service.domain-secret" $) (not (empty (or $.Values.monitor.ingress.tls.clusterIssuer $.Values.monitor.ingress.tls.issuer)))) $.Values.monitor.ingress.tls.secretName | quote }}
  {{- else }}
  secretName: {{ default (printf "%s-tls" (include "entity-service.object-name" (dict "root" $ "app" "monitor"))) $.Values.monitor.ingress.tls.secretName | quote }}
  {{- end }}
{{- end }}
{{- end }}
{{- range $hostname, $host := $.Values.monitor.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "entity-service.object-name" (dict "root" $ "app" "monitor"))) $.Values.monitor.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "entity-service.objectstore-setup-job.spec" -}}
backoffLimit: {{ int64 $.Values.objectStore.setup.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.objectStore.setup.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.objectStore.setup.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "entity-service.pod-labels" (dict "root" $ "app" "objectstore-setup" "part" "" "more" $.Values.objectStore.setup.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: objectstore-setup
      checksum/config: {{ sha256sum (join "," (list (include "entity-service.setup-job-credentials" $) ($.Files.Get "files/setup.sh"))) | quote }}
      {{- with $.Values.objectStore.setup.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.objectStore.setup.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.objectStore.setup.enableServiceLinks }}
    {{- if not $.Values.objectStore.setup.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.objectStore.setup.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.objectStore.setup.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.objectStore.setup.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.objectStore.setup.podSecurityContext (not (empty (include "entity-service.openshift" $)))) | nindent 6 }}
    {{- if $.Values.objectStore.setup.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.objectStore.setup.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.objectStore.setup.dnsPolicy }}
    dnsPolicy: {{ $.Values.objectStore.setup.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.objectStore.setup.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "entity-service.service-account-name" (dict "root" $ "app" "objectstore-setup" "of" $.Values.objectStore.setup.serviceAccount) | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.objectStore.setup.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.objectStore.setup.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.objectStore.setup.runtimeClassName }}
    runtimeClassName: {{ $.Values.objectStore.setup.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.objectStore.setup.schedulerName }}
    schedulerName: {{ $.Values.objectStore.setup.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.objectStore.setup.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.objectStore.setup.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.objectStore.setup.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.objectStore.setup.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.objectStore.setup.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.objectStore.setup.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.objectStore.setup.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "entity-service.selector-labels" (dict "root" $ "app" "objectstore-setup" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.objectStore.setup.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "entity-service.selector-labels" (dict "root" $ "app" "objectstore-setup" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- with $.Values.objectStore.setup.initContainers }}
    initContainers:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.objectStore.setup.sidecars "objectstore-setup") }}
      - name: objectstore-setup
        image: {{ include "entity-service.image" (dict "root" $ "of" $.Values.objectStore.setup.image) | quote }}
        imagePullPolicy: {{ $.Values.objectStore.setup.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.objectStore.setup.command }}
        command:
          {{- toYaml $.Values.objectStore.setup.command | nindent 10 }}
        {{- else }}
        command:
          - sh
          - /opt/objectstore/setup.sh
        {{- end }}
        {{- if $.Values.objectStore.setup.args }}
        args:
          {{- toYaml $.Values.objectStore.setup.args | nindent 10 }}
        {{- else if not $.Values.objectStore.setup.command }}
        args:
          - {{ printf "http%s://%s" (ternary "s" "" $.Values.objectStore.secure) $.Values.objectStore.server | quote }}
          - {{ $.Values.objectStore.bucket | quote }}
          {{- if $.Values.objectStore.upload.enabled }}
          - {{ $.Values.objectStore.upload.bucket | quote }}
          {{- end }}
        {{- end }}
        {{- end }}
        {{- if $.Values.objectStore.setup.ports }}
        ports:
          {{- range $portName, $port := $.Values.objectStore.setup.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.objectStore.setup.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.objectStore.setup.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.objectStore.setup.env "MC_CONFIG_DIR") }}
          - name: MC_CONFIG_DIR
            value: /tmp/mc
          {{- end }}
          {{- if or $.Values.objectStore.setup.accessKey.value $.Values.objectStore.setup.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.objectStore.setup.env "ADMIN_ACCESS_KEY") }}
          - name: ADMIN_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.setup.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.setup.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.setup.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "objectstore-setup") | quote }}
                key: access-key
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.objectStore.setup.env "ADMIN_SECRET_KEY") }}
          - name: ADMIN_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.setup.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.setup.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.setup.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "objectstore-setup") | quote }}
                key: secret-key
                {{- end }}
          {{- end }}
          {{- else }}
          {{- if not (hasKey $.Values.objectStore.setup.env "ADMIN_ACCESS_KEY") }}
          - name: ADMIN_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: access-key
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.objectStore.setup.env "ADMIN_SECRET_KEY") }}
          - name: ADMIN_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: secret-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.objectStore.setup.users }}
          {{- if $.Values.objectStore.upload.enabled }}
          {{- if or $.Values.objectStore.upload.accessKey.value $.Values.objectStore.upload.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.objectStore.setup.env "UPLOAD_ACCESS_KEY") }}
          - name: UPLOAD_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.upload.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.upload.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.upload.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: upload-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.upload.secretKey.value $.Values.objectStore.upload.secretKey.existingSecret }}
          {{- if not (hasKey $.Values.objectStore.setup.env "UPLOAD_SECRET_KEY") }}
          - name: UPLOAD_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.upload.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.upload.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.upload.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: upload-secret-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.download.accessKey.value $.Values.objectStore.download.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.objectStore.setup.env "DOWNLOAD_ACCESS_KEY") }}
          - name: DOWNLOAD_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.download.accessKey.existingSecret }}
                name: {{ $.Values.objectStore.download.accessKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.download.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: download-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.objectStore.download.secretKey.value $.Values.objectStore.download.secretKey.existingSecret }}
          {{- if not (hasKey $.Values.objectStore.setup.env "DOWNLOAD_SECRET_KEY") }}
          - name: DOWNLOAD_SECRET_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.objectStore.download.secretKey.existingSecret }}
                name: {{ $.Values.objectStore.download.secretKey.existingSecret | quote }}
                key: {{ $.Values.objectStore.download.secretKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "entity-service.object-name" (dict "root" $ "app" "credentials") | quote }}
                key: download-secret-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.objectStore.setup.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.objectStore.setup.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.objectStore.setup.volumeMounts "/opt/objectstore") }}
          - name: objectstore
            mountPath: /opt/objectstore
            readOnly: true
          {{- end }}
          {{- range $mountPath, $mount := $.Values.objectStore.setup.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.objectStore.setup.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.objectStore.setup.containerSecurityContext "runAsUser" "runAsGroup") $.Values.objectStore.setup.containerSecurityContext (not (empty (include "entity-service.openshift" $)))) | nindent 10 }}
        {{- with $.Values.objectStore.setup.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.objectStore.setup.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.objectStore.setup.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.objectStore.setup.volumes "objectstore") }}
      - name: objectstore
        configMap:
          name: {{ include "entity-service.object-name" (dict "root" $ "app" "objectstore-setup") | quote }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.objectStore.setup.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.objectStore.setup.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
