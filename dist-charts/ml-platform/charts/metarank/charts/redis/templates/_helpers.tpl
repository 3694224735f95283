{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "redis.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "redis.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "redis.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "redis.name" $.root }}
{{- end }}
{{- end }}

{{/* The configuration files, and the script that starts servers and sentinels with them. The password and who is the master are added when a pod starts. */}}
{{- define "redis.config-data" -}}
redis.conf: |
  port 6379
  bind * -::*
  protected-mode no
  dir /data
  {{- if $.Values.persistence.enabled }}
  appendonly yes
  {{- else }}
  appendonly no
  save ""
  {{- end }}
  {{- if $.Values.maxmemory }}
  maxmemory {{ $.Values.maxmemory }}
  {{- end }}
  maxmemory-policy {{ $.Values.maxmemoryPolicy }}
  {{- if $.Values.redisai.enabled }}
  loadmodule {{ $.Values.redisai.modulePath }}{{ range $name, $value := $.Values.redisai.options }} {{ $name }} {{ printf "\"%s\"" ((ternary $value (toJson $value) (kindIs "string" $value)) | replace "\\" "\\\\" | replace "\"" "\\\"" | replace "\n" "\\n" | replace "\r" "\\r") }}{{ end }}
  {{- end }}
  {{- range $directive, $arguments := $.Values.config }}
  {{ first (splitList "." $directive) }}{{ range $argument := $arguments }} {{ printf "\"%s\"" ((ternary $argument (toJson $argument) (kindIs "string" $argument)) | replace "\\" "\\\\" | replace "\"" "\\\"" | replace "\n" "\\n" | replace "\r" "\\r") }}{{ end }}
  {{- end }}
{{- if $.Values.sentinel.enabled }}
sentinel.conf: |
  port 26379
  protected-mode no
  dir /tmp
  sentinel resolve-hostnames yes
  sentinel announce-hostnames yes
  sentinel down-after-milliseconds {{ $.Values.sentinel.masterName }} {{ int64 $.Values.sentinel.downAfterMilliseconds }}
  sentinel failover-timeout {{ $.Values.sentinel.masterName }} {{ int64 $.Values.sentinel.failoverTimeout }}
  sentinel parallel-syncs {{ $.Values.sentinel.masterName }} {{ int64 $.Values.sentinel.parallelSyncs }}
{{- end }}
redis.sh: |
  # What the containers run, and what their probes ask: sh redis.sh server, ready …
  set -eu

  # The image's program: Valkey's, else Redis'.
  program() {
    command -v "valkey-$1" || command -v "redis-$1"
  }

  # An argument for a configuration file, each byte as \xHH, so that no character means anything.
  quoted() {
    printf '"%s"' "$(printf %s "$1" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"
  }

  ask_server() {
    timeout 5 "$(program cli)" -h 127.0.0.1 -p 6379 "$@" 2> /dev/null
  }

  {{ if $.Values.sentinel.enabled -}}
  self="$POD_NAME.$DOMAIN"

  # A sentinel that asks for no password complains about one.
  ask_sentinel() (
    [ "$SENTINEL_AUTH" = true ] || unset REDISCLI_AUTH
    sentinel=$1
    shift
    timeout 5 "$(program cli)" -h "$sentinel" -p 26379 "$@" 2> /dev/null
  )

  # Whom the sentinels call the master. Nothing if none of them answers.
  known_master() {
    tries=3
    while [ "$tries" -gt 0 ]; do
      master=$(ask_sentinel "$SERVICE" sentinel get-master-addr-by-name "$MASTER_NAME" | head -n 1)
      [ -z "$master" ] || break
      tries=$((tries - 1))
      sleep 1
    done
    echo "$master"
  }

  has_data() {
    [ -d /data/appendonlydir ] || [ -e /data/appendonly.aof ] || [ -e /data/dump.rdb ]
  }

  # A master that comes back empty would make its replicas empty too: it waits until one of them has taken its place.
  elected_master() {
    waited=0
    master=$(known_master)
    while [ "$master" = "$self" ] && ! has_data && [ "$waited" -lt 60 ]; do
      sleep 1
      waited=$((waited + 1))
      master=$(known_master)
    done
    echo "${master:-$WORKLOAD-0.$DOMAIN}"
  }

  # The identity of a sentinel comes from its pod's name: after a restart the others know it again, instead of counting one more.
  sentinel() {
    umask 077
    master=$(known_master)
    master=${master:-$WORKLOAD-0.$DOMAIN}
    until getent hosts "$master" > /dev/null; do
      echo "waiting for the name $master"
      sleep 1
    done
    {
      cat /conf/sentinel.conf
      echo "sentinel myid $(printf %s "$self" | sha1sum | cut -c 1-40)"
      echo "sentinel announce-ip $self"
      echo "sentinel monitor $MASTER_NAME $master 6379 $QUORUM"
      if [ -n "${REDISCLI_AUTH:-}" ]; then
        echo "sentinel auth-pass $MASTER_NAME $(quoted "$REDISCLI_AUTH")"
        if [ "$SENTINEL_AUTH" = true ]; then
          echo "requirepass $(quoted "$REDISCLI_AUTH")"
          echo "sentinel sentinel-pass $(quoted "$REDISCLI_AUTH")"
        fi
      fi
    } > /run/redis/sentinel.conf
    exec "$(program server)" /run/redis/sentinel.conf --sentinel
  }

  {{ end -}}
  server() {
    umask 077
    {
      cat /conf/redis.conf
      if [ -n "${REDISCLI_AUTH:-}" ]; then
        echo "requirepass $(quoted "$REDISCLI_AUTH")"
        echo "masterauth $(quoted "$REDISCLI_AUTH")"
      fi
  {{- if $.Values.sentinel.enabled }}
      master=$(elected_master)
      echo "replica-announce-ip $self"
      [ "$master" = "$self" ] || echo "replicaof $master 6379"
  {{- end }}
    } > /run/redis/redis.conf
    exec "$(program server)" /run/redis/redis.conf
  }

  case $1 in
    server) server ;;
    alive) ask_server ping ;;
    # While it loads its data, a server answers, but not with PONG.
  {{- if $.Values.redisai.enabled }}
    ready) [ "$(ask_server ping)" = PONG ] && ask_server module list | grep -qx ai ;;
  {{- else }}
    ready) [ "$(ask_server ping)" = PONG ] ;;
  {{- end }}
  {{- if $.Values.sentinel.enabled }}
    sentinel) sentinel ;;
    sentinel-ready) [ "$(ask_sentinel 127.0.0.1 ping)" = PONG ] ;;
  {{- end }}
  esac
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "redis.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "redis.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "redis.instance" $ }}-{{ include "redis.name" $ }}
{{- end }}
{{- end }}

{{/* A secret in base64, as it stands in a Secret: the one that is given, else the one that the release's Secret has already, else a random one of 32 letters and digits. Without a cluster, as under `helm template` and Argo CD, nothing is found: presets for these name Secrets that exist. */}}
{{- define "redis.generated-secret" -}}
{{- if $.of.value }}
{{- b64enc $.of.value }}
{{- else }}
{{- default (b64enc (randAlphaNum 32)) (ternary (dig "data" $.key "" (lookup "v1" "Secret" (include "redis.namespace" $.root) $.secret)) (toJson (dig "data" $.key "" (lookup "v1" "Secret" (include "redis.namespace" $.root) $.secret))) (kindIs "string" (dig "data" $.key "" (lookup "v1" "Secret" (include "redis.namespace" $.root) $.secret)))) }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "redis.image" -}}
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
{{- define "redis.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "redis.labels" -}}
{{- include "redis.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "redis.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "redis.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "redis.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "redis.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "redis.object-name" -}}
{{- with $whole := printf "%s%s" (include "redis.fullname" $.root) (trimPrefix "-redis" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "redis.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "redis.pod-labels" -}}
{{- include "redis.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "redis.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "redis.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "redis.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "redis.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "redis.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "redis.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "redis.short-name" -}}
{{- with $whole := printf "%s%s" (include "redis.fullname" $.root) (trimPrefix "-redis" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
