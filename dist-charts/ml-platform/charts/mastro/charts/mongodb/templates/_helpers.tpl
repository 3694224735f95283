{{/* What follows user and password in the application's connection string. */}}
{{- define "mongodb.address" -}}
{{- include "mongodb.object-name" (dict "root" $ "app" "mongodb") }}:{{ int64 $.Values.service.port }}/{{ $.Values.auth.database }}?authSource={{ $.Values.auth.database }}
{{- if $.Values.replicaSet.enabled }}
{{- "&replicaSet=" }}{{ $.Values.replicaSet.name }}
{{- end }}
{{- end }}

{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "mongodb.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "mongodb.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "mongodb.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "mongodb.name" $.root }}
{{- end }}
{{- end }}

{{/* The server's configuration, and the scripts that start it and set up its users. */}}
{{- define "mongodb.config-data" -}}
mongod.conf.yaml: |
  {{- if not (hasKey $.Values.config "net") }}
  net:
    unixDomainSocket:
      enabled: false
  {{- end }}
  {{- with $.Values.config }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
mongodb.sh: |
  set -eu

  # A member of a replica set knows the others by a key, which nobody else may read.
  umask 077
  {{- if $.Values.replicaSet.enabled }}
  printf %s "$REPLICA_SET_KEY" > /run/mongodb/key
  set -- --replSet "$REPLICA_SET" --keyFile /run/mongodb/key
  {{- else }}
  set -- --auth
  {{- end }}
  rm -f /run/mongodb/ready

  (
    until mongosh --quiet --nodb --file /conf/setup.js; do
      echo "the setup is tried again"
      sleep 3
    done
  ) &

  exec mongod --config /conf/mongod.conf.yaml --dbpath /data/db --bind_ip_all --port 27017 "$@"
setup.js: |
  const { writeFileSync } = require('fs')
  const { ROOT_USERNAME, ROOT_PASSWORD, APP_DATABASE, APP_USERNAME, APP_PASSWORD, APP_ROLE, METRICS_PASSWORD, REPLICA_SET, POD_NAME, DOMAIN } = process.env

  const credentials = (user, password) => `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`
  const open = (login, host, options) => new Mongo(`mongodb://${login}${host}/?serverSelectionTimeoutMS=5000&${options}`)
  const asRoot = credentials(ROOT_USERNAME, ROOT_PASSWORD)
  const me = `${POD_NAME}.${DOMAIN}:27017`
  const own = () => open('', '127.0.0.1:27017', 'directConnection=true').getDB('admin')
  const isMember = () => Boolean(own().hello().setName)
  const isUsable = () => own().hello().isWritablePrimary || own().hello().secondary === true
  const waitFor = (what, holds) => {
    for (let tries = 0; tries < 60 && !holds(); tries++) {
      print(`waiting until ${what}`)
      sleep(1000)
    }
    if (!holds()) throw new Error(`not yet: ${what}`)
  }

  /** The first user can be made from the same machine without login; later it is refused, since there is one. */
  const makeRoot = () => {
    try {
      own().createUser({ user: ROOT_USERNAME, pwd: ROOT_PASSWORD, roles: ['root'] })
      print('the root user is made')
    } catch (error) {
      if (!/auth|already exists/i.test(error.message)) throw error
    }
  }

  /** Makes a user, or gives the one that is there the password and the roles of the values. */
  const keepUser = (database, user, pwd, roles) => {
    const known = database.getUser(user)
    if (known) database.updateUser(user, { pwd, roles })
    else database.createUser({ user, pwd, roles })
  }

  const keepUsers = (connection) => {
    keepUser(connection.getDB(APP_DATABASE), APP_USERNAME, APP_PASSWORD, [{ role: APP_ROLE, db: APP_DATABASE }])
    if (METRICS_PASSWORD) keepUser(connection.getDB('admin'), 'metrics', METRICS_PASSWORD, [{ role: 'clusterMonitor', db: 'admin' }, { role: 'read', db: 'local' }])
  }

  const member = (ordinal) => `${POD_NAME.replace(/-\d+$/, `-${ordinal}`)}.${DOMAIN}:27017`

  /** Whether another pod is in the set already: then it will tell this one, which has lost its data. */
  const isBegun = () => {
    for (let ordinal = 1; ordinal < 3; ordinal++) {
      try {
        if (open('', member(ordinal), 'directConnection=true').getDB('admin').hello().setName) return true
      } catch {
        print(`${member(ordinal)} does not answer`)
      }
    }
    return false
  }

  /** The first pod begins the set; each other one asks the primary to be taken in. A member that comes back is known already. */
  const join = () => {
    if (isMember()) return
    if (me === member(0)) {
      if (!isBegun()) own().runCommand({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host: me }] } })
      return
    }
    const primary = open(asRoot, member(0), `replicaSet=${REPLICA_SET}&authSource=admin`).getDB('admin')
    const { config } = primary.runCommand({ replSetGetConfig: 1 })
    const isKnown = config.members.filter(({ host }) => host === me).length > 0
    if (isKnown) return
    const id = Math.max(...config.members.map(({ _id }) => _id)) + 1
    const answer = primary.runCommand({ replSetReconfig: { ...config, version: config.version + 1, members: [...config.members, { _id: id, host: me }] } })
    if (!answer.ok) throw new Error(answer.errmsg)
  }

  waitFor('the server answers', () => {
    try {
      return own().hello().ok === 1
    } catch {
      return false
    }
  })
  if (REPLICA_SET) {
    join()
    waitFor('the set has taken this member in', isUsable)
  }
  const isPrimary = !REPLICA_SET || own().hello().isWritablePrimary
  const ready = () => writeFileSync('/run/mongodb/ready', '')

  // A member is of use before there is a primary: without it there may never be one.
  if (isPrimary) makeRoot()
  else ready()
  keepUsers(isPrimary ? open(asRoot, '127.0.0.1:27017', 'directConnection=true&authSource=admin') : open(asRoot, me, `replicaSet=${REPLICA_SET}&authSource=admin`))
  ready()
  print('the setup is done')
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "mongodb.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "mongodb.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "mongodb.instance" $ }}-{{ include "mongodb.name" $ }}
{{- end }}
{{- end }}

{{/* A secret in base64, as it stands in a Secret: the one that is given, else the one that the release's Secret has already, else a random one of 32 letters and digits. Without a cluster, as under `helm template` and Argo CD, nothing is found: presets for these name Secrets that exist. */}}
{{- define "mongodb.generated-secret" -}}
{{- if $.of.value }}
{{- b64enc $.of.value }}
{{- else }}
{{- default (b64enc (randAlphaNum 32)) (ternary (dig "data" $.key "" (lookup "v1" "Secret" (include "mongodb.namespace" $.root) $.secret)) (toJson (dig "data" $.key "" (lookup "v1" "Secret" (include "mongodb.namespace" $.root) $.secret))) (kindIs "string" (dig "data" $.key "" (lookup "v1" "Secret" (include "mongodb.namespace" $.root) $.secret)))) }}
{{- end }}
{{- end }}

{{/* The secrets that stand in the values, so that another one starts the pods anew. */}}
{{- define "mongodb.given-passwords" -}}
root: {{ ternary "" $.Values.auth.rootPassword.value (not (empty $.Values.auth.rootPassword.existingSecret)) | quote }}
user: {{ ternary "" $.Values.auth.password.value (not (empty $.Values.auth.password.existingSecret)) | quote }}
{{- if $.Values.metrics.enabled }}
metrics: {{ ternary "" $.Values.metrics.password.value (not (empty $.Values.metrics.password.existingSecret)) | quote }}
{{- end }}
{{- if $.Values.replicaSet.enabled }}
key: {{ ternary "" $.Values.replicaSet.key.value (not (empty $.Values.replicaSet.key.existingSecret)) | quote }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "mongodb.image" -}}
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
{{- define "mongodb.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "mongodb.labels" -}}
{{- include "mongodb.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mongodb.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "mongodb.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "mongodb.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "mongodb.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "mongodb.object-name" -}}
{{- with $whole := printf "%s%s" (include "mongodb.fullname" $.root) (trimPrefix "-mongodb" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "mongodb.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "mongodb.pod-labels" -}}
{{- include "mongodb.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mongodb.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "mongodb.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* What the release's Secret holds: all that is not in a Secret of the user's. */}}
{{- define "mongodb.secret-data" -}}
{{- if not $.Values.auth.rootPassword.existingSecret }}
root-password: {{ include "mongodb.generated-secret" (dict "root" $ "of" $.Values.auth.rootPassword "secret" (include "mongodb.object-name" (dict "root" $ "app" "mongodb")) "key" "root-password") | quote }}
{{- end }}
{{- if not $.Values.auth.password.existingSecret }}
{{- with $password := include "mongodb.generated-secret" (dict "root" $ "of" $.Values.auth.password "secret" (include "mongodb.object-name" (dict "root" $ "app" "mongodb")) "key" "password") }}
password: {{ $password | quote }}
connection-string: {{ b64enc (printf "mongodb://%s:%s@%s" (replace "+" "%20" (urlquery $.Values.auth.username)) (replace "+" "%20" (urlquery (b64dec $password))) (include "mongodb.address" $)) | quote }}
{{- end }}
{{- end }}
{{- if $.Values.metrics.enabled }}
{{- if not $.Values.metrics.password.existingSecret }}
metrics-password: {{ include "mongodb.generated-secret" (dict "root" $ "of" $.Values.metrics.password "secret" (include "mongodb.object-name" (dict "root" $ "app" "mongodb")) "key" "metrics-password") | quote }}
{{- end }}
{{- end }}
{{- if $.Values.replicaSet.enabled }}
{{- if not $.Values.replicaSet.key.existingSecret }}
replica-set-key: {{ include "mongodb.generated-secret" (dict "root" $ "of" $.Values.replicaSet.key "secret" (include "mongodb.object-name" (dict "root" $ "app" "mongodb")) "key" "replica-set-key") | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "mongodb.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "mongodb.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "mongodb.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "mongodb.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "mongodb.short-name" -}}
{{- with $whole := printf "%s%s" (include "mongodb.fullname" $.root) (trimPrefix "-mongodb" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
