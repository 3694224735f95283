{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "mastro.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "mastro.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "mastro.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "mastro.name" $.root }}
{{- end }}
{{- end }}

{{/* The connection string, where all of it stands in the values. User and password may hold any characters: in this place of a URL a blank is `%20`. */}}
{{- define "mastro.connection-string" -}}
{{- if $.Values.externalMongodb.connectionString.value }}
{{- $.Values.externalMongodb.connectionString.value }}
{{- else if $.Values.externalMongodb.username }}
{{- include "mastro.mongodb-scheme" $ }}://{{ replace "+" "%20" (urlquery $.Values.externalMongodb.username) }}:{{ replace "+" "%20" (urlquery $.Values.externalMongodb.password.value) }}@{{ include "mastro.mongodb-address" $ }}
{{- else }}
{{- include "mastro.mongodb-scheme" $ }}://{{ include "mastro.mongodb-address" $ }}
{{- end }}
{{- end }}

{{/* Name of a crawler's service account. */}}
{{- define "mastro.crawler-account" -}}
{{- include "mastro.service-account-name" (dict "root" $.root "app" (printf "crawler-%s" $.name) "of" $.crawler.serviceAccount) }}
{{- end }}

{{/* The configuration file of a crawler. `settings` comes last, because the secret ones are appended when the pod starts. A Job runs the crawler once: without a schedule for images that know `schedule`; the older ones need some period even so. */}}
{{- define "mastro.crawler-config" -}}
type: crawler
backend:
  name: {{ $.name | quote }}
  type: {{ $.crawler.type | quote }}
  crawler:
    {{- if eq $.crawler.type "s3" }}
    root: {{ default $.crawler.s3.bucket $.crawler.root | quote }}
    {{- else }}
    root: {{ $.crawler.root | quote }}
    {{- end }}
    filter-filename: {{ $.crawler.filterFilename | quote }}
    {{- if eq $.crawler.scheduleKeys "period" }}
    schedule-period: {{ $.crawler.schedulePeriod | quote }}
    schedule-value: {{ int64 $.crawler.scheduleValue }}
    {{- else if and $.crawler.schedule (eq $.crawler.mode "deployment") }}
    schedule: {{ $.crawler.schedule | quote }}
    {{- end }}
    {{- if eq $.crawler.mode "deployment" }}
    start-now: {{ $.crawler.startNow }}
    {{- else }}
    start-now: true
    {{- end }}
    catalogue-endpoint: {{ default (printf "http://%s:%d/assets/" (include "mastro.object-name" (dict "root" $.root "app" "catalogue")) (int64 $.root.Values.catalogue.service.port)) $.crawler.catalogueEndpoint | quote }}
  {{- if and $.crawler.kerberos.enabled (eq $.crawler.type "hdfs") }}
  kerberos:
    krb-config-path: /etc-krb5/krb5.conf
    keytab-path: /keytabs/user.keytab
    username: {{ $.crawler.kerberos.user | quote }}
    realm: {{ $.crawler.kerberos.realm | quote }}
  {{- end }}
  {{- if or (eq $.crawler.type "s3") (eq $.crawler.type "impala") (eq $.crawler.type "hive") $.crawler.settings }}
  settings:
    {{- if eq $.crawler.type "s3" }}
    endpoint: {{ $.crawler.s3.endpoint | quote }}
    region: {{ $.crawler.s3.region | quote }}
    bucket: {{ $.crawler.s3.bucket | quote }}
    use-ssl: {{ $.crawler.s3.useSsl | toString | quote }}
    {{- end }}
    {{- if eq $.crawler.type "impala" }}
    host: {{ $.crawler.impala.host | quote }}
    port: {{ int64 $.crawler.impala.port | toString | quote }}
    use-kerberos: {{ $.crawler.kerberos.enabled | toString | quote }}
    {{- end }}
    {{- if eq $.crawler.type "hive" }}
    host: {{ $.crawler.hive.host | quote }}
    port: {{ int64 $.crawler.hive.port | toString | quote }}
    auth-type: {{ $.crawler.hive.authType | quote }}
    {{- if eq $.crawler.hive.authType "kerberos" }}
    kerberos-service-name: {{ $.crawler.hive.kerberosServiceName | quote }}
    {{- end }}
    {{- if eq $.crawler.hive.authType "plain" }}
    username: {{ $.crawler.hive.username | quote }}
    {{- end }}
    {{- end }}
    {{- with $.crawler.settings }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
{{- end }}

{{/* The secrets of a crawler that stand in the values, in base64. */}}
{{- define "mastro.crawler-secret-data" -}}
{{- if eq $.crawler.type "s3" }}
{{- if not $.crawler.s3.accessKeyId.existingSecret }}
access-key-id: {{ b64enc $.crawler.s3.accessKeyId.value | quote }}
{{- end }}
{{- if not $.crawler.s3.secretAccessKey.existingSecret }}
secret-access-key: {{ b64enc $.crawler.s3.secretAccessKey.value | quote }}
{{- end }}
{{- end }}
{{- if and (eq $.crawler.type "hive") (eq $.crawler.hive.authType "plain") (not $.crawler.hive.password.existingSecret) }}
password: {{ b64enc $.crawler.hive.password.value | quote }}
{{- end }}
{{- if and $.crawler.kerberos.enabled (not $.crawler.kerberos.keytab.existingSecret) }}
user.keytab: {{ regexReplaceAll "[ \\t\\n]" $.crawler.kerberos.keytab.value "" | quote }}
{{- end }}
{{- end }}

{{/* Not empty if a crawler has settings that are secret. */}}
{{- define "mastro.crawler-secret-settings" -}}
{{- if or (eq $.crawler.type "s3") (and (eq $.crawler.type "hive") (eq $.crawler.hive.authType "plain")) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "mastro.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "mastro.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "mastro.instance" $ }}-{{ include "mastro.name" $ }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "mastro.image" -}}
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
{{- define "mastro.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "mastro.labels" -}}
{{- include "mastro.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mastro.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "mastro.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* What follows user and password in the connection string: host, port, database and options. */}}
{{- define "mastro.mongodb-address" -}}
{{- if eq $.Values.database.mode "external" }}
{{- $.Values.externalMongodb.host }}
{{- if not $.Values.externalMongodb.srv }}
{{- ":" }}{{ int64 $.Values.externalMongodb.port }}
{{- end }}
{{- "/" }}{{ $.Values.externalMongodb.database }}
{{- range $name, $value := $.Values.externalMongodb.options }}
{{- if eq $name (first (keys $.Values.externalMongodb.options | sortAlpha)) }}
{{- "?" }}
{{- else }}
{{- "&" }}
{{- end }}
{{- urlquery $name }}={{ urlquery $value }}
{{- end }}
{{- else }}
{{- include "mastro.mongodb-name" $ }}:{{ ternary (int64 (dig "service" "port" 27017 $.Values.mongodb)) (int64 $.Values.database.embedded.port) $.Values.mongodb.enabled }}/{{ include "mastro.mongodb-database" $ }}?authSource={{ include "mastro.mongodb-database" $ }}
{{- if include "mastro.mongodb-replica-set" $ }}
{{- "&replicaSet=" }}{{ include "mastro.mongodb-replica-set" $ }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the database. */}}
{{- define "mastro.mongodb-database" -}}
{{- if eq $.Values.database.mode "external" }}
{{- $.Values.externalMongodb.database }}
{{- else }}
{{- ternary $.Values.mongodb.auth.database $.Values.database.embedded.database $.Values.mongodb.enabled }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the MongoDB of this release. */}}
{{- define "mastro.mongodb-name" -}}
{{- if and $.Values.mongodb.enabled (dig "fullnameOverride" "" $.Values.mongodb) }}
{{- $.Values.mongodb.fullnameOverride }}
{{- else if and $.Values.mongodb.enabled $.Values.mongodb.nameOverride }}
{{- include "mastro.sibling-name" (dict "root" $ "name" $.Values.mongodb.nameOverride) }}
{{- else }}
{{- include "mastro.sibling-name" (dict "root" $ "name" $.Values.database.embedded.name) }}
{{- end }}
{{- end }}

{{/* Name of the replica set of the MongoDB of this release; empty if it is a single server. */}}
{{- define "mastro.mongodb-replica-set" -}}
{{- if not $.Values.mongodb.enabled }}
{{- $.Values.database.embedded.replicaSet }}
{{- else if dig "replicaSet" "enabled" false $.Values.mongodb }}
{{- dig "replicaSet" "name" "rs0" $.Values.mongodb }}
{{- end }}
{{- end }}

{{/* Scheme of the connection string. */}}
{{- define "mastro.mongodb-scheme" -}}
{{- ternary "mongodb+srv" "mongodb" (and $.Values.externalMongodb.srv (eq $.Values.database.mode "external")) }}
{{- end }}

{{/* Name of the Secret with the connection string or the password, which is added when a pod starts; empty where they stand in the values. */}}
{{- define "mastro.mongodb-secret" -}}
{{- if eq $.Values.database.mode "embedded" }}
{{- if and $.Values.mongodb.enabled (dig "password" "existingSecret" "" $.Values.mongodb.auth) }}
{{- $.Values.mongodb.auth.password.existingSecret }}
{{- else }}
{{- include "mastro.mongodb-name" $ }}
{{- end }}
{{- else if or $.Values.externalMongodb.connectionString.existingSecret $.Values.externalMongodb.connectionString.value }}
{{- $.Values.externalMongodb.connectionString.existingSecret }}
{{- else if $.Values.externalMongodb.username }}
{{- $.Values.externalMongodb.password.existingSecret }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "mastro.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "mastro.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "mastro.object-name" -}}
{{- with $whole := printf "%s-%s" (include "mastro.fullname" $.root) $.app }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "mastro.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "mastro.pod-labels" -}}
{{- include "mastro.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mastro.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "mastro.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "mastro.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "mastro.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "mastro.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "mastro.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "mastro.short-name" -}}
{{- with $whole := printf "%s-%s" (include "mastro.fullname" $.root) $.app }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "mastro.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "mastro.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The configuration file of a store. `settings` comes last and the connection string last of all, because a secret one is appended when the pod starts. */}}
{{- define "mastro.store-config" -}}
type: {{ $.type | quote }}
details:
  port: {{ int64 $.of.containerPort }}
backend:
  name: {{ printf "%s-mongo" $.type | quote }}
  type: mongo
  settings:
    database: {{ include "mastro.mongodb-database" $.root | quote }}
    collection: {{ $.of.collection | quote }}
    {{- with $.of.settings }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if not (include "mastro.mongodb-secret" $.root) }}
    connection-string: {{ include "mastro.connection-string" $.root | quote }}
    {{- end }}
{{- end }}

{{/* URL of a store for the web interface's nginx, which does not start when it can't resolve a host name: for a store that is off, an address where nobody listens. */}}
{{- define "mastro.store-url" -}}
{{- if $.url }}
{{- $.url }}
{{- else if $.of.enabled }}
{{- "http://" }}{{ include "mastro.object-name" (dict "root" $.root "app" $.app) }}:{{ int64 $.of.service.port }}/
{{- else }}
{{- "http://127.0.0.1:9/" }}
{{- end }}
{{- end }}

{{- define "mastro.catalogue-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.catalogue.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "mastro.object-name" (dict "root" $ "app" "catalogue"))) $.Values.catalogue.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mastro.featurestore-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.featurestore.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "mastro.object-name" (dict "root" $ "app" "featurestore"))) $.Values.featurestore.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mastro.metricstore-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.metricstore.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "mastro.object-name" (dict "root" $ "app" "metricstore"))) $.Values.metricstore.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mastro.ui-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.ui.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "mastro.object-name" (dict "root" $ "app" "ui"))) $.Values.ui.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mastro.crawler-job.spec" -}}
backoffLimit: {{ int64 $.crawler.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.crawler.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.crawler.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "mastro.pod-labels" (dict "root" $.root "app" "crawler" "part" $.name "more" $.crawler.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: crawler
      checksum/config: {{ sha256sum (join "," (list (include "mastro.crawler-config" (dict "root" $.root "crawler" $.crawler "name" $.name)) (include "mastro.crawler-secret-data" (dict "root" $.root "crawler" $.crawler)) (ternary $.crawler.kerberos.krb5Conf "" (and $.crawler.kerberos.enabled (not $.crawler.kerberos.existingConfigMap))) (ternary (toJson $.crawler.hdfs.files) "" (and (eq $.crawler.type "hdfs") (not $.crawler.hdfs.existingConfigMap))))) | quote }}
      {{- with $.crawler.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.crawler.automountServiceAccountToken }}
    enableServiceLinks: {{ $.crawler.enableServiceLinks }}
    {{- if not $.crawler.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.root.Values.global.imagePullSecrets $.crawler.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.root.Values.global.imagePullSecrets $.crawler.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.crawler.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.crawler.podSecurityContext (not (empty (include "mastro.openshift" $.root)))) | nindent 6 }}
    {{- if $.crawler.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.crawler.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.crawler.dnsPolicy }}
    dnsPolicy: {{ $.crawler.dnsPolicy | quote }}
    {{- end }}
    {{- with $.crawler.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "mastro.crawler-account" (dict "root" $.root "crawler" $.crawler "name" $.name) | quote }}
    terminationGracePeriodSeconds: {{ int64 $.crawler.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.root.Values.global.priorityClassName $.crawler.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.crawler.runtimeClassName }}
    runtimeClassName: {{ $.crawler.runtimeClassName | quote }}
    {{- end }}
    {{- if $.crawler.schedulerName }}
    schedulerName: {{ $.crawler.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.root.Values.global.nodeSelector) $.crawler.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.root.Values.global.tolerations $.crawler.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.root.Values.global.affinity $.crawler.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.crawler.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.crawler.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.crawler.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.crawler.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "mastro.selector-labels" (dict "root" $.root "app" "crawler" "part" $.name) | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.crawler.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "mastro.selector-labels" (dict "root" $.root "app" "crawler" "part" $.name) | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (include "mastro.crawler-secret-settings" (dict "root" $.root "crawler" $.crawler)) (and $.crawler.kerberos.enabled (ne $.crawler.type "hdfs")) $.crawler.initContainers }}
    initContainers:
      {{- if include "mastro.crawler-secret-settings" (dict "root" $.root "crawler" $.crawler) }}
      - name: config
        image: {{ include "mastro.image" (dict "root" $.root "of" $.root.Values.crawlerDefaults.image) | quote }}
        imagePullPolicy: {{ $.root.Values.crawlerDefaults.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - -euc
        args:
          - |
            umask 077
            file="/conf/$1"
            cat "/conf-template/$1" > "$file"
            shift
            if [ -n "${MONGODB_PASSWORD:-}" ]; then
              encode() { printf %s "$1" | od -An -v -tx1 | tr -d '\n' | sed 's/ /%/g'; }
              SETTING_CONNECTION_STRING="$MONGODB_SCHEME://$(encode "$MONGODB_USERNAME"):$(encode "$MONGODB_PASSWORD")@$MONGODB_ADDRESS"
            fi
            for setting in "$@"; do
              eval "value=\${SETTING_$(printf %s "$setting" | tr 'a-z-' 'A-Z_')}"
              printf "    %s: '%s'\n" "$setting" "$(printf %s "$value" | sed "s/'/''/g")" >> "$file"
            done
          - config
          - crawler-conf.yaml
          {{- if eq $.crawler.type "s3" }}
          - access-key-id
          - secret-access-key
          {{- else }}
          - password
          {{- end }}
        env:
          {{- if eq $.crawler.type "s3" }}
          - name: SETTING_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                {{- if $.crawler.s3.accessKeyId.existingSecret }}
                name: {{ $.crawler.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.crawler.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
                key: access-key-id
                {{- end }}
          - name: SETTING_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.crawler.s3.secretAccessKey.existingSecret }}
                name: {{ $.crawler.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.crawler.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
                key: secret-access-key
                {{- end }}
          {{- else }}
          - name: SETTING_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.crawler.hive.password.existingSecret }}
                name: {{ $.crawler.hive.password.existingSecret | quote }}
                key: {{ $.crawler.hive.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
                key: password
                {{- end }}
          {{- end }}
        volumeMounts:
          - name: config-template
            mountPath: /conf-template
            readOnly: true
          - name: config
            mountPath: /conf
        resources:
          {{- toYaml $.crawler.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.crawler.containerSecurityContext "runAsUser" "runAsGroup") $.crawler.containerSecurityContext (not (empty (include "mastro.openshift" $.root)))) | nindent 10 }}
      {{- end }}
      {{- if and $.crawler.kerberos.enabled (ne $.crawler.type "hdfs") }}
      - name: kinit
        image: {{ include "mastro.image" (dict "root" $.root "of" $.crawler.kerberos.image) | quote }}
        imagePullPolicy: {{ $.crawler.kerberos.image.pullPolicy | quote }}
        command:
          - kinit
          - -kt
          - /keytabs/user.keytab
          - {{ printf "%s@%s" $.crawler.kerberos.user $.crawler.kerberos.realm | quote }}
        env:
          - name: KRB5_CONFIG
            value: /etc-krb5/krb5.conf
          - name: KRB5CCNAME
            value: /tmp-krb5/krb5cc
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          - name: keytab
            mountPath: /keytabs
            readOnly: true
          - name: krb5-conf
            mountPath: /etc-krb5
            readOnly: true
          - name: krb5-cache
            mountPath: /tmp-krb5
        resources:
          {{- toYaml $.crawler.kerberos.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.crawler.containerSecurityContext "runAsUser" "runAsGroup") $.crawler.containerSecurityContext (not (empty (include "mastro.openshift" $.root)))) | nindent 10 }}
      # A sidecar that Kubernetes knows as one: it starts before the crawler, and it does not keep a Job from ending.
      - name: k5start
        restartPolicy: Always
        image: {{ include "mastro.image" (dict "root" $.root "of" $.crawler.kerberos.image) | quote }}
        imagePullPolicy: {{ $.crawler.kerberos.image.pullPolicy | quote }}
        command:
          - k5start
          - -f
          - /keytabs/user.keytab
          - -K
          - {{ int64 $.crawler.kerberos.renewMinutes | toString | quote }}
          - -k
          - /tmp-krb5/krb5cc
          - -x
          - {{ printf "%s@%s" $.crawler.kerberos.user $.crawler.kerberos.realm | quote }}
        env:
          - name: KRB5_CONFIG
            value: /etc-krb5/krb5.conf
          - name: KRB5CCNAME
            value: /tmp-krb5/krb5cc
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          - name: keytab
            mountPath: /keytabs
            readOnly: true
          - name: krb5-conf
            mountPath: /etc-krb5
            readOnly: true
          - name: krb5-cache
            mountPath: /tmp-krb5
        resources:
          {{- toYaml $.crawler.kerberos.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.crawler.containerSecurityContext "runAsUser" "runAsGroup") $.crawler.containerSecurityContext (not (empty (include "mastro.openshift" $.root)))) | nindent 10 }}
      {{- end }}
      {{- with $.crawler.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.crawler.sidecars "crawler") }}
      - name: crawler
        image: {{ include "mastro.image" (dict "root" $.root "of" $.crawler.image) | quote }}
        imagePullPolicy: {{ $.crawler.image.pullPolicy | quote }}
        {{- if $.root.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.root.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.root.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.crawler.command }}
        command:
          {{- toYaml $.crawler.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - -uc
        {{- end }}
        {{- if $.crawler.args }}
        args:
          {{- toYaml $.crawler.args | nindent 10 }}
        {{- else if not $.crawler.command }}
        args:
          - |
            log=/tmp/crawler.log
            : > "$log"
            "/$ARTIFACT" > "$log" 2>&1 &
            crawler=$!
            tail -n +1 -f "$log" &
            reader=$!
            trap 'kill -KILL "$crawler" "$reader"; exit 143' TERM INT
            result= size= quiet=0
            while [ -z "$result" ]; do
              sleep 1
              quiet=$((quiet + 1))
              previous=$size
              size=$(wc -c < "$log")
              [ "$size" = "$previous" ] || quiet=0
              if grep -q 'Catalogue response.*status: *2' "$log"; then
                result=0 reason='the catalogue has taken the assets'
              elif grep -q 'Catalogue response' "$log"; then
                result=1 reason='the catalogue has refused the assets'
              elif grep -Eq ' (Put|Post) "?https?:' "$log"; then
                result=1 reason='the catalogue can not be reached'
              elif ! kill -0 "$crawler" 2> /dev/null; then
                result=1 reason='the crawler has ended before the catalogue answered'
              elif [ "$quiet" -ge "$1" ]; then
                result=1 reason="nothing new in the log for $1 seconds"
              fi
            done
            sleep 1
            kill -KILL "$crawler" "$reader" 2> /dev/null
            echo "crawler: $reason"
            exit "$result"
          - crawler
          - {{ int64 $.crawler.quietSeconds | toString | quote }}
        {{- end }}
        {{- end }}
        {{- if $.crawler.ports }}
        ports:
          {{- range $portName, $port := $.crawler.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.root.Values.diagnosticMode.enabled }}
        {{- with $.crawler.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.crawler.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.crawler.env "MASTRO_CONFIG") }}
          - name: MASTRO_CONFIG
            value: /conf/crawler-conf.yaml
          {{- end }}
          {{- if $.crawler.kerberos.enabled }}
          {{- if not (hasKey $.crawler.env "KRB5_CONFIG") }}
          - name: KRB5_CONFIG
            value: /etc-krb5/krb5.conf
          {{- end }}
          {{- if not (hasKey $.crawler.env "KRB5CCNAME") }}
          - name: KRB5CCNAME
            value: /tmp-krb5/krb5cc
          {{- end }}
          {{- end }}
          {{- if eq $.crawler.type "hdfs" }}
          {{- if not (hasKey $.crawler.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc-hadoop
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.crawler.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.crawler.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.crawler.volumeMounts "/conf") }}
          - name: config
            mountPath: /conf
            readOnly: true
          {{- end }}
          {{- if $.crawler.kerberos.enabled }}
          {{- if not (hasKey $.crawler.volumeMounts "/etc-krb5") }}
          - name: krb5-conf
            mountPath: /etc-krb5
            readOnly: true
          {{- end }}
          {{- if eq $.crawler.type "hdfs" }}
          {{- if not (hasKey $.crawler.volumeMounts "/keytabs") }}
          - name: keytab
            mountPath: /keytabs
            readOnly: true
          {{- end }}
          {{- else if not (hasKey $.crawler.volumeMounts "/tmp-krb5") }}
          - name: krb5-cache
            mountPath: /tmp-krb5
          {{- end }}
          {{- end }}
          {{- if eq $.crawler.type "hdfs" }}
          {{- if not (hasKey $.crawler.volumeMounts "/etc-hadoop") }}
          - name: hadoop-conf
            mountPath: /etc-hadoop
            readOnly: true
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.crawler.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.crawler.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.crawler.containerSecurityContext "runAsUser" "runAsGroup") $.crawler.containerSecurityContext (not (empty (include "mastro.openshift" $.root)))) | nindent 10 }}
        {{- with $.crawler.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.crawler.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.crawler.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if include "mastro.crawler-secret-settings" (dict "root" $.root "crawler" $.crawler) }}
      {{- if not (hasKey $.crawler.volumes "config") }}
      - name: config
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
      {{- end }}
      {{- if not (hasKey $.crawler.volumes "config-template") }}
      - name: config-template
        configMap:
          name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
          items:
            - key: crawler-conf.yaml
              path: crawler-conf.yaml
      {{- end }}
      {{- else if not (hasKey $.crawler.volumes "config") }}
      - name: config
        configMap:
          name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
          items:
            - key: crawler-conf.yaml
              path: crawler-conf.yaml
      {{- end }}
      {{- if $.crawler.kerberos.enabled }}
      {{- if not (hasKey $.crawler.volumes "krb5-conf") }}
      - name: krb5-conf
        configMap:
          {{- if $.crawler.kerberos.existingConfigMap }}
          name: {{ $.crawler.kerberos.existingConfigMap | quote }}
          items:
            - key: {{ $.crawler.kerberos.existingConfigMapKey | quote }}
              path: krb5.conf
          {{- else }}
          name: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
          items:
            - key: krb5.conf
              path: krb5.conf
          {{- end }}
      {{- end }}
      {{- if not (hasKey $.crawler.volumes "keytab") }}
      - name: keytab
        secret:
          {{- if $.crawler.kerberos.keytab.existingSecret }}
          secretName: {{ $.crawler.kerberos.keytab.existingSecret | quote }}
          items:
            - key: {{ $.crawler.kerberos.keytab.existingSecretKey | quote }}
              path: user.keytab
          {{- else }}
          secretName: {{ include "mastro.object-name" (dict "root" $.root "app" (printf "crawler-%s" $.name)) | quote }}
          items:
            - key: user.keytab
              path: user.keytab
          {{- end }}
      {{- end }}
      {{- if ne $.crawler.type "hdfs" }}
      {{- if not (hasKey $.crawler.volumes "krb5-cache") }}
      - name: krb5-cache
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if eq $.crawler.type "hdfs" }}
      {{- if not (hasKey $.crawler.volumes "hadoop-conf") }}
      - name: hadoop-conf
        configMap:
          name: {{ default (include "mastro.object-name" (dict "root" $.root "app" (printf "hadoop-%s" $.name))) $.crawler.hdfs.existingConfigMap | quote }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.crawler.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.crawler.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
