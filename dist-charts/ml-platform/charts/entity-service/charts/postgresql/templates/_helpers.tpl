{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "postgresql.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "postgresql.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "postgresql.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "postgresql.name" $.root }}
{{- end }}
{{- end }}

{{/* The files of the server, and of the container that prepares it. */}}
{{- define "postgresql.configuration" -}}
postgresql.conf: |
  listen_addresses = '*'
  port = {{ int64 $.Values.containerPort }}
  unix_socket_directories = '/var/run/postgresql'
  hba_file = '/etc/postgresql/pg_hba.conf'
  ident_file = '/etc/postgresql/pg_ident.conf'
  {{- if $.Values.tls.enabled }}
  ssl = on
  ssl_cert_file = '/etc/postgresql-tls/tls.crt'
  ssl_key_file = '/etc/postgresql-tls/tls.key'
  {{- if $.Values.tls.authorityKey }}
  ssl_ca_file = '/etc/postgresql-tls/ca.crt'
  {{- end }}
  {{- end }}
  {{- range $settingName, $setting := $.Values.settings }}
  {{ $settingName }} = {{ printf "'%s'" ((ternary $setting (toJson $setting) (kindIs "string" $setting)) | replace "\\" "\\\\" | replace "'" "''") }}
  {{- end }}
pg_ident.conf: |
  # No names of the operating system are mapped to roles.
pg_hba.conf: |
  {{- range $record := $.Values.clientAuthentication }}
  {{ dig "type" "host" $record }} {{ dig "database" "all" $record }} {{ dig "user" "all" $record }} {{ if ne (dig "type" "host" $record) "local" }}{{ dig "address" "all" $record }} {{ end }}{{ $record.method }}{{ range $optionName, $option := dig "options" (dict) $record }} {{ $optionName }}={{ $option }}{{ end }}
  {{- end }}
  local all all scram-sha-256
  host all all 127.0.0.1/32 scram-sha-256
  host all all ::1/128 scram-sha-256
  {{- if and $.Values.tls.enabled $.Values.tls.isRequired }}
  hostssl all all all scram-sha-256
  {{- else }}
  host all all all scram-sha-256
  {{- end }}
setup-pg_hba.conf: |
  # While the pod is prepared the server listens on a socket that no other container sees.
  local all postgres trust
setup.sh: |
  # Before each start of the server: makes the data directory if there is none, and sets roles, passwords and databases as the values say.
  set -eu
  umask 077

  refuse() {
    printf 'postgresql: %s\n' "$@" >&2
    exit 1
  }

  major=$(postgres --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
  [ "$major" = "$EXPECTED_MAJOR" ] || refuse \
    "the image has PostgreSQL $major, but its tag or \"majorVersion\" says $EXPECTED_MAJOR." \
    'Set "majorVersion" to what the image has.'

  for file in /run/secrets/postgresql/*; do
    [ -s "$file" ] || refuse "the password \"${file##*/}\" is empty"
  done

  # initdb wants a name for the user id, which the image does not know where the cluster has chosen it.
  initialize() {
    if getent passwd "$(id -u)" > /dev/null; then
      initdb "$@"
    else
      wrapper=$(find /usr/lib /usr/local/lib -name libnss_wrapper.so 2> /dev/null | head -n 1)
      printf 'postgres:x:%s:%s::/:/bin/false\n' "$(id -u)" "$(id -g)" > /tmp/passwd
      printf 'postgres:x:%s:\n' "$(id -g)" > /tmp/group
      LD_PRELOAD=$wrapper NSS_WRAPPER_PASSWD=/tmp/passwd NSS_WRAPPER_GROUP=/tmp/group initdb "$@"
    fi
  }

  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    for file in "$VOLUME"/PG_VERSION "$VOLUME"/*/PG_VERSION "$VOLUME"/*/*/PG_VERSION; do
      [ -s "$file" ] && [ "$file" != "$PGDATA.new/PG_VERSION" ] || continue
      other=$(cat "$file")
      [ "$other" != "$UPGRADE_FROM_MAJOR" ] || continue
      [ "$other" != "$major" ] || refuse \
        "data of PostgreSQL $other are in ${file%/PG_VERSION}, where nobody looks for them." \
        "Move them to $PGDATA, or use another volume."
      refuse \
        "the volume holds data of PostgreSQL $other in ${file%/PG_VERSION}, which PostgreSQL $major can't read. Nothing was changed." \
        "1. Go back to the image of PostgreSQL $other, and dump all databases with pg_dumpall." \
        "2. Set \"upgradeFromMajor\" to \"$other\": the server then starts with new, empty data beside the old." \
        '3. Restore the dump, and delete the old data when all is well.'
    done
    echo "postgresql: making the data directory $PGDATA"
    rm -rf "$PGDATA.new"
    mkdir -p "$PGDATA.new"
    initialize --pgdata="$PGDATA.new" --username=postgres --pwfile=/run/secrets/postgresql/postgres-password --auth=scram-sha-256 "$@"
    [ ! -d "$PGDATA" ] || rmdir "$PGDATA"
    mv "$PGDATA.new" "$PGDATA"
  fi
  chmod 0700 "$PGDATA"

  # Nobody but this script can reach this server.
  socket=/tmp/setup
  mkdir -p "$socket"
  pg_ctl start --pgdata="$PGDATA" --silent --wait --timeout=3600 --options="\
    -c config_file=/etc/postgresql/postgresql.conf -c hba_file=/etc/postgresql/setup-pg_hba.conf \
    -c listen_addresses= -c unix_socket_directories=$socket -c ssl=off -c logging_collector=off \
    -c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic"
  trap 'pg_ctl stop --pgdata="$PGDATA" --mode=fast --silent' EXIT
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host="$socket" --username=postgres --dbname=postgres --file=/etc/postgresql/setup.sql
  echo 'postgresql: roles and databases are as the values say'
setup.sql: |
  SELECT 'CREATE ROLE "postgres"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'postgres') \gexec
  \set password `cat /run/secrets/postgresql/postgres-password`
  ALTER ROLE "postgres" LOGIN PASSWORD :'password';
  SELECT 'CREATE ROLE "{{ $.Values.auth.username }}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{{ $.Values.auth.username }}') \gexec
  \set password `cat /run/secrets/postgresql/password`
  ALTER ROLE "{{ $.Values.auth.username }}" LOGIN PASSWORD :'password';
  {{- range $userName, $user := $.Values.auth.users }}
  SELECT 'CREATE ROLE "{{ $userName }}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{{ $userName }}') \gexec
  \set password `cat /run/secrets/postgresql/password-{{ $userName }}`
  ALTER ROLE "{{ $userName }}" LOGIN PASSWORD :'password';
  ALTER ROLE "{{ $userName }}" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  {{- range $attribute := dig "attributes" (list) $user }}
  ALTER ROLE "{{ $userName }}" {{ $attribute }};
  {{- end }}
  {{- end }}
  {{- if $.Values.metrics.enabled }}
  SELECT 'CREATE ROLE "metrics"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'metrics') \gexec
  \set password `cat /run/secrets/postgresql/metrics-password`
  ALTER ROLE "metrics" LOGIN PASSWORD :'password';
  GRANT pg_monitor TO metrics;
  {{- end }}
  {{- range $userName, $user := $.Values.auth.users }}
  {{- range $group := dig "memberOf" (list) $user }}
  GRANT "{{ $group }}" TO "{{ $userName }}";
  {{- end }}
  {{- end }}
  SELECT 'CREATE DATABASE "{{ $.Values.auth.database }}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{{ $.Values.auth.database }}') \gexec
  ALTER DATABASE "{{ $.Values.auth.database }}" OWNER TO "{{ $.Values.auth.username }}";
  {{- range $databaseName, $database := $.Values.databases }}
  {{- if dig "owner" "" $database }}
  SELECT 'CREATE DATABASE "{{ $databaseName }}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{{ $databaseName }}') \gexec
  ALTER DATABASE "{{ $databaseName }}" OWNER TO "{{ $database.owner }}";
  {{- else }}
  SELECT 'CREATE DATABASE "{{ $databaseName }}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{{ $databaseName }}') \gexec
  ALTER DATABASE "{{ $databaseName }}" OWNER TO "{{ $.Values.auth.username }}";
  {{- end }}
  {{- end }}
  {{- range $databaseName, $database := $.Values.databases }}
  {{- if dig "extensions" (list) $database }}
  \connect "{{ $databaseName }}"
  {{- range $extension := $database.extensions }}
  CREATE EXTENSION IF NOT EXISTS "{{ $extension }}";
  {{- end }}
  {{- end }}
  {{- end }}
  {{- if $.Values.setupScripts }}
  \connect "{{ $.Values.auth.database }}"
  {{- range $scriptName, $script := $.Values.setupScripts }}
  \include /etc/postgresql-scripts/{{ $scriptName }}
  {{- end }}
  {{- end }}
{{- end }}

{{/* Directory of the data. The major version is in its path, so that no server ever starts on another's data. */}}
{{- define "postgresql.data-directory" -}}
{{- "/var/lib/postgresql/" }}{{ include "postgresql.major" $ }}/docker
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "postgresql.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "postgresql.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "postgresql.instance" $ }}-{{ include "postgresql.name" $ }}
{{- end }}
{{- end }}

{{/* A secret in base64, as it stands in a Secret: the one that is given, else the one that the release's Secret has already, else a random one of 32 letters and digits. Without a cluster, as under `helm template` and Argo CD, nothing is found: presets for these name Secrets that exist. */}}
{{- define "postgresql.generated-secret" -}}
{{- if dig "value" "" (default (dict) $.of) }}
{{- b64enc $.of.value }}
{{- else }}
{{- default (b64enc (randAlphaNum 32)) (ternary (dig "data" $.key "" (lookup "v1" "Secret" (include "postgresql.namespace" $.root) $.secret)) (toJson (dig "data" $.key "" (lookup "v1" "Secret" (include "postgresql.namespace" $.root) $.secret))) (kindIs "string" (dig "data" $.key "" (lookup "v1" "Secret" (include "postgresql.namespace" $.root) $.secret)))) }}
{{- end }}
{{- end }}

{{/* The passwords that stand in the values, by their keys in the Secret. Pods restart when they change; what is generated does not count, since it stays. */}}
{{- define "postgresql.given-passwords" -}}
{{- if not $.Values.auth.postgresPassword.existingSecret }}
postgres-password: {{ $.Values.auth.postgresPassword.value | quote }}
{{- end }}
{{- if not $.Values.auth.password.existingSecret }}
password: {{ $.Values.auth.password.value | quote }}
{{- end }}
{{- range $userName, $user := $.Values.auth.users }}
{{- if not (dig "password" "existingSecret" "" $user) }}
{{ printf "password-%s" $userName | quote }}: {{ dig "password" "value" "" $user | quote }}
{{- end }}
{{- end }}
{{- if $.Values.metrics.enabled }}
{{- if not $.Values.metrics.password.existingSecret }}
metrics-password: {{ $.Values.metrics.password.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "postgresql.image" -}}
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
{{- define "postgresql.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "postgresql.labels" -}}
{{- include "postgresql.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "postgresql.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "postgresql.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Major version of PostgreSQL in the image: what the tag begins with, or that of the chart where the tag does not say. The init container looks whether it is true. */}}
{{- define "postgresql.major" -}}
{{- if $.Values.majorVersion }}
{{- $.Values.majorVersion }}
{{- else if regexMatch "^[1-9][0-9]([.-].*)?$" $.Values.image.tag }}
{{- trunc 2 $.Values.image.tag }}
{{- else }}
{{- regexReplaceAll "[.].*$" $.Chart.AppVersion "" }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "postgresql.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "postgresql.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "postgresql.object-name" -}}
{{- with $whole := printf "%s%s" (include "postgresql.fullname" $.root) (trimPrefix "-postgresql" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "postgresql.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "postgresql.pod-labels" -}}
{{- include "postgresql.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "postgresql.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "postgresql.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* The passwords that are not in existing Secrets, in base64. */}}
{{- define "postgresql.secret-data" -}}
{{- if not $.Values.auth.postgresPassword.existingSecret }}
postgres-password: {{ include "postgresql.generated-secret" (dict "root" $ "of" $.Values.auth.postgresPassword "secret" (include "postgresql.object-name" (dict "root" $ "app" "postgresql")) "key" "postgres-password") | quote }}
{{- end }}
{{- if not $.Values.auth.password.existingSecret }}
password: {{ include "postgresql.generated-secret" (dict "root" $ "of" $.Values.auth.password "secret" (include "postgresql.object-name" (dict "root" $ "app" "postgresql")) "key" "password") | quote }}
{{- end }}
{{- range $userName, $user := $.Values.auth.users }}
{{- if not (dig "password" "existingSecret" "" $user) }}
{{ printf "password-%s" $userName | quote }}: {{ include "postgresql.generated-secret" (dict "root" $ "of" (dig "password" (dict) $user) "secret" (include "postgresql.object-name" (dict "root" $ "app" "postgresql")) "key" (printf "password-%s" $userName)) | quote }}
{{- end }}
{{- end }}
{{- if $.Values.metrics.enabled }}
{{- if not $.Values.metrics.password.existingSecret }}
metrics-password: {{ include "postgresql.generated-secret" (dict "root" $ "of" $.Values.metrics.password "secret" (include "postgresql.object-name" (dict "root" $ "app" "postgresql")) "key" "metrics-password") | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "postgresql.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "postgresql.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "postgresql.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "postgresql.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "postgresql.short-name" -}}
{{- with $whole := printf "%s%s" (include "postgresql.fullname" $.root) (trimPrefix "-postgresql" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
