{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "minio.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "minio.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "minio.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "minio.name" $.root }}
{{- end }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "minio.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "minio.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "minio.instance" $ }}-{{ include "minio.name" $ }}
{{- end }}
{{- end }}

{{/* A secret in base64, as it stands in a Secret: the one that is given, else the one that the release's Secret has already, else a random one of 32 letters and digits. Without a cluster, as under `helm template` and Argo CD, nothing is found: presets for these name Secrets that exist. */}}
{{- define "minio.generated-secret" -}}
{{- if $.of.value }}
{{- b64enc $.of.value }}
{{- else }}
{{- default (b64enc (randAlphaNum 32)) (ternary (dig "data" $.key "" (lookup "v1" "Secret" (include "minio.namespace" $.root) $.secret)) (toJson (dig "data" $.key "" (lookup "v1" "Secret" (include "minio.namespace" $.root) $.secret))) (kindIs "string" (dig "data" $.key "" (lookup "v1" "Secret" (include "minio.namespace" $.root) $.secret)))) }}
{{- end }}
{{- end }}

{{/* The keys that stand in the values, so that another one makes another Job. */}}
{{- define "minio.given-keys" -}}
root: {{ $.Values.auth.rootUser.value | quote }}
password: {{ $.Values.auth.rootPassword.value | quote }}
users:
  {{- toYaml $.Values.users | nindent 2 }}
{{- end }}

{{/* Not empty if there are buckets, policies or users to make. */}}
{{- define "minio.has-setup" -}}
{{- if or $.Values.buckets $.Values.policies $.Values.users }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "minio.image" -}}
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
{{- define "minio.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "minio.labels" -}}
{{- include "minio.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "minio.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "minio.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "minio.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "minio.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "minio.object-name" -}}
{{- with $whole := printf "%s%s" (include "minio.fullname" $.root) (trimPrefix "-minio" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "minio.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "minio.pod-labels" -}}
{{- include "minio.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "minio.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "minio.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* What the release's Secret holds: all that is not in a Secret of the user's. */}}
{{- define "minio.secret-data" -}}
{{- if not $.Values.auth.rootUser.existingSecret }}
root-user: {{ include "minio.generated-secret" (dict "root" $ "of" $.Values.auth.rootUser "secret" (include "minio.object-name" (dict "root" $ "app" "minio")) "key" "root-user") | quote }}
{{- end }}
{{- if not $.Values.auth.rootPassword.existingSecret }}
root-password: {{ include "minio.generated-secret" (dict "root" $ "of" $.Values.auth.rootPassword "secret" (include "minio.object-name" (dict "root" $ "app" "minio")) "key" "root-password") | quote }}
{{- end }}
{{- range $name, $user := $.Values.users }}
{{- if not (dig "accessKey" "existingSecret" "" $user) }}
{{ printf "access-key-%s" $name | quote }}: {{ b64enc (default $name (dig "accessKey" "value" "" $user)) | quote }}
{{- end }}
{{- if not (dig "secretKey" "existingSecret" "" $user) }}
{{ printf "secret-key-%s" $name | quote }}: {{ include "minio.generated-secret" (dict "root" $ "of" (dict "value" (dig "secretKey" "value" "" $user)) "secret" (include "minio.object-name" (dict "root" $ "app" "minio")) "key" (printf "secret-key-%s" $name)) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "minio.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "minio.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "minio.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "minio.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* The script that makes buckets, policies and users, and the policies themselves. */}}
{{- define "minio.setup-data" -}}
setup.sh: |
  set -eu

  until printf '%s\n%s\n' "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD" | mc alias set minio "$1"; do
    echo "waiting for $1"
    sleep 3
  done
  {{ range $name, $bucket := $.Values.buckets }}
  mc mb --ignore-existing{{ if dig "objectLocking" false $bucket }} --with-lock{{ end }} minio/{{ $name }}
  mc anonymous set {{ dig "anonymous" "private" $bucket }} minio/{{ $name }}
  {{- if dig "versioning" false $bucket }}
  mc version enable minio/{{ $name }}
  {{- end }}
  {{- if dig "quota" "" $bucket }}
  mc quota set minio/{{ $name }} --size {{ $bucket.quota }}
  {{- else }}
  mc quota clear minio/{{ $name }}
  {{- end }}
  {{ end }}{{ range $name, $policy := $.Values.policies }}
  mc admin policy create minio {{ $name }} /setup/policy-{{ $name }}.json
  {{ end }}{{ range $name, $user := $.Values.users }}
  # {{ $name }}
  access=$(cat /keys/{{ $name }}/access-key)
  printf '%s\n%s\n' "$access" "$(cat /keys/{{ $name }}/secret-key)" | mc admin user add minio
  {{- range $policy := dig "policies" (list) $user }}
  mc admin policy attach minio {{ $policy }} --user "$access"
  {{- end }}
  {{ end }}
{{- range $name, $policy := $.Values.policies }}
{{ printf "policy-%s.json" $name | quote }}: |
  {{- include "minio.setup-data-2" (dict "root" $ "policy" $policy) | fromYaml | toPrettyJson | replace "\u0085" "\\u0085" | nindent 2 }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "minio.short-name" -}}
{{- with $whole := printf "%s%s" (include "minio.fullname" $.root) (trimPrefix "-minio" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{- define "minio.minio-console-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.console.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "minio.object-name" (dict "root" $ "app" "minio-console"))) $.Values.console.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "minio.minio-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "minio.object-name" (dict "root" $ "app" "minio"))) $.Values.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "minio.minio-setup-job.spec" -}}
backoffLimit: {{ int64 $.Values.setup.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.setup.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.setup.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "minio.pod-labels" (dict "root" $ "app" "minio-setup" "part" "" "more" $.Values.setup.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: minio-setup
      checksum/config: {{ sha256sum (join "," (list (include "minio.setup-data" $) (include "minio.given-keys" $))) | quote }}
      {{- with $.Values.setup.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.setup.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.setup.enableServiceLinks }}
    {{- if not $.Values.setup.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.setup.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.setup.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.setup.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.setup.podSecurityContext (not (empty (include "minio.openshift" $)))) | nindent 6 }}
    {{- if $.Values.setup.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.setup.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.setup.dnsPolicy }}
    dnsPolicy: {{ $.Values.setup.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.setup.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "minio.service-account-name" (dict "root" $ "app" "minio-setup" "of" $.Values.setup.serviceAccount) | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.setup.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.setup.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.setup.runtimeClassName }}
    runtimeClassName: {{ $.Values.setup.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.setup.schedulerName }}
    schedulerName: {{ $.Values.setup.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.setup.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.setup.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.setup.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.setup.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.setup.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.setup.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.setup.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "minio.selector-labels" (dict "root" $ "app" "minio-setup" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.setup.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "minio.selector-labels" (dict "root" $ "app" "minio-setup" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- with $.Values.setup.initContainers }}
    initContainers:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.setup.sidecars "minio-setup") }}
      - name: minio-setup
        image: {{ include "minio.image" (dict "root" $ "of" $.Values.setup.image) | quote }}
        imagePullPolicy: {{ $.Values.setup.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.setup.command }}
        command:
          {{- toYaml $.Values.setup.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - /setup/setup.sh
        {{- end }}
        {{- if $.Values.setup.args }}
        args:
          {{- toYaml $.Values.setup.args | nindent 10 }}
        {{- else if not $.Values.setup.command }}
        args:
          - {{ printf "http://%s:%d" (include "minio.object-name" (dict "root" $ "app" "minio")) (int64 $.Values.service.port) | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.setup.ports }}
        ports:
          {{- range $portName, $port := $.Values.setup.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.setup.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.setup.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.setup.env "MC_CONFIG_DIR") }}
          - name: MC_CONFIG_DIR
            value: /tmp/.mc
          {{- end }}
          {{- if not (hasKey $.Values.setup.env "MINIO_ROOT_USER") }}
          - name: MINIO_ROOT_USER
            valueFrom:
              secretKeyRef:
                {{- if $.Values.auth.rootUser.existingSecret }}
                name: {{ $.Values.auth.rootUser.existingSecret | quote }}
                key: {{ $.Values.auth.rootUser.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "minio.object-name" (dict "root" $ "app" "minio") | quote }}
                key: root-user
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.setup.env "MINIO_ROOT_PASSWORD") }}
          - name: MINIO_ROOT_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.auth.rootPassword.existingSecret }}
                name: {{ $.Values.auth.rootPassword.existingSecret | quote }}
                key: {{ $.Values.auth.rootPassword.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "minio.object-name" (dict "root" $ "app" "minio") | quote }}
                key: root-password
                {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.setup.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.setup.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.setup.volumeMounts "/setup") }}
          - name: setup
            mountPath: /setup
            readOnly: true
          {{- end }}
          {{- range $name, $user := $.Values.users }}
          - name: {{ printf "keys-%s" $name | quote }}
            mountPath: {{ printf "/keys/%s" $name | quote }}
            readOnly: true
          {{- end }}
          {{- range $mountPath, $mount := $.Values.setup.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.setup.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.setup.containerSecurityContext "runAsUser" "runAsGroup") $.Values.setup.containerSecurityContext (not (empty (include "minio.openshift" $)))) | nindent 10 }}
        {{- with $.Values.setup.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.setup.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.setup.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.setup.volumes "setup") }}
      - name: setup
        configMap:
          name: {{ include "minio.object-name" (dict "root" $ "app" "minio-setup") | quote }}
      {{- end }}
      {{- range $name, $user := $.Values.users }}
      - name: {{ printf "keys-%s" $name | quote }}
        projected:
          sources:
            - secret:
                {{- if dig "accessKey" "existingSecret" "" $user }}
                name: {{ $user.accessKey.existingSecret | quote }}
                items:
                  - key: {{ dig "accessKey" "existingSecretKey" "access-key" $user | quote }}
                    path: access-key
                {{- else }}
                name: {{ include "minio.object-name" (dict "root" $ "app" "minio") | quote }}
                items:
                  - key: {{ printf "access-key-%s" $name | quote }}
                    path: access-key
                {{- end }}
            - secret:
                {{- if dig "secretKey" "existingSecret" "" $user }}
                name: {{ $user.secretKey.existingSecret | quote }}
                items:
                  - key: {{ dig "secretKey" "existingSecretKey" "secret-key" $user | quote }}
                    path: secret-key
                {{- else }}
                name: {{ include "minio.object-name" (dict "root" $ "app" "minio") | quote }}
                items:
                  - key: {{ printf "secret-key-%s" $name | quote }}
                    path: secret-key
                {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.setup.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.setup.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "minio.setup-data-2" -}}
Version: "2012-10-17"
Statement:
  {{- toYaml $.policy.statements | nindent 2 }}
{{- end }}
