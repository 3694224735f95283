{{/* What a request's Host header may be, as shell patterns with commas between them. A list replaces MLflow's own, so what that has stands here too; a name without `:*` does not match a header with a port. */}}
{{- define "mlflow.allowed-hosts" -}}
{{- include "mlflow.service-hosts" $ }}localhost,localhost:*,127.0.0.1,127.0.0.1:*,0.0.0.0,0.0.0.0:*,[::1],[[]::1]:*
{{- range $host := $.Values.podNetworkHosts }}
{{- "," }}{{ $host }}
{{- end }}
{{- include "mlflow.public-hosts" $ }}
{{- range $host := $.Values.allowedHosts }}
{{- "," }}{{ $host }}
{{- end }}
{{- end }}

{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "mlflow.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* URI of the place where artifacts are kept. */}}
{{- define "mlflow.artifact-destination" -}}
{{- if eq $.Values.artifacts.mode "embedded" }}
{{- "s3://" }}{{ $.Values.artifacts.embedded.bucket }}
{{- else if eq $.Values.artifacts.mode "s3" }}
{{- "s3://" }}{{ $.Values.artifacts.s3.bucket }}
{{- if $.Values.artifacts.s3.prefix }}
{{- "/" }}{{ $.Values.artifacts.s3.prefix }}
{{- end }}
{{- else if eq $.Values.artifacts.mode "gcs" }}
{{- "gs://" }}{{ $.Values.artifacts.gcs.bucket }}
{{- if $.Values.artifacts.gcs.prefix }}
{{- "/" }}{{ $.Values.artifacts.gcs.prefix }}
{{- end }}
{{- else if eq $.Values.artifacts.mode "azure" }}
{{- "wasbs://" }}{{ $.Values.artifacts.azure.container }}@{{ $.Values.artifacts.azure.account }}.{{ $.Values.artifacts.azure.endpointSuffix }}
{{- if $.Values.artifacts.azure.prefix }}
{{- "/" }}{{ $.Values.artifacts.azure.prefix }}
{{- end }}
{{- else }}
{{- "/mlflow/artifacts" }}
{{- end }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "mlflow.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "mlflow.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "mlflow.name" $.root }}
{{- end }}
{{- end }}

{{/* Origins whose pages may change something, each with a comma before it. */}}
{{- define "mlflow.cors-origin-list" -}}
{{- if $.Values.ingress.enabled }}
{{- range $host, $entry := $.Values.ingress.hosts }}
{{- "," }}
{{- if dig "tls" false $entry }}
{{- "https" }}
{{- else }}
{{- "http" }}
{{- end }}
{{- "://" }}{{ $host }}
{{- end }}
{{- end }}
{{- if $.Values.httpRoute.enabled }}
{{- range $host := $.Values.httpRoute.hostnames }}
{{- ",https://" }}{{ $host }},http://{{ $host }}
{{- end }}
{{- end }}
{{- if and (eq $.Values.service.type "LoadBalancer") $.Values.service.loadBalancerIP }}
{{- ",http://" }}{{ $.Values.service.loadBalancerIP }}
{{- if ne (int64 $.Values.service.port) 80 }}
{{- ":" }}{{ int64 $.Values.service.port }}
{{- end }}
{{- end }}
{{- range $origin := $.Values.corsAllowedOrigins }}
{{- "," }}{{ $origin }}
{{- end }}
{{- end }}

{{/* Origins whose pages may change something, with commas between them. MLflow refuses its own pages too if their origin is not listed; localhost always is. */}}
{{- define "mlflow.cors-origins" -}}
{{- trimPrefix "," (include "mlflow.cors-origin-list" $) }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "mlflow.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "mlflow.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "mlflow.instance" $ }}-{{ include "mlflow.name" $ }}
{{- end }}
{{- end }}

{{/* Name of the Secret with the key of a Google service account; empty where the pods use Workload Identity. */}}
{{- define "mlflow.gcs-secret" -}}
{{- if eq $.Values.artifacts.mode "gcs" }}
{{- if $.Values.artifacts.gcs.credentials.existingSecret }}
{{- $.Values.artifacts.gcs.credentials.existingSecret }}
{{- else if $.Values.artifacts.gcs.credentials.value }}
{{- include "mlflow.object-name" (dict "root" $ "app" "mlflow") }}
{{- end }}
{{- end }}
{{- end }}

{{/* Reference of an image. */}}
{{- define "mlflow.image" -}}
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
{{- define "mlflow.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Not empty if the database is at a server of MySQL whose URI has to be put together. */}}
{{- define "mlflow.is-mysql" -}}
{{- if and (eq $.Values.database.mode "external") (eq $.Values.database.external.type "mysql") }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "mlflow.labels" -}}
{{- include "mlflow.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mlflow.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "mlflow.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the MinIO of this release. */}}
{{- define "mlflow.minio-name" -}}
{{- if and $.Values.minio.enabled (dig "fullnameOverride" "" $.Values.minio) }}
{{- $.Values.minio.fullnameOverride }}
{{- else if and $.Values.minio.enabled $.Values.minio.nameOverride }}
{{- include "mlflow.sibling-name" (dict "root" $ "name" $.Values.minio.nameOverride) }}
{{- else }}
{{- include "mlflow.sibling-name" (dict "root" $ "name" $.Values.artifacts.embedded.name) }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "mlflow.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "mlflow.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "mlflow.object-name" -}}
{{- with $whole := printf "%s%s" (include "mlflow.fullname" $.root) (trimPrefix "-mlflow" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "mlflow.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "mlflow.pod-labels" -}}
{{- include "mlflow.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "mlflow.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the PostgreSQL of this release. */}}
{{- define "mlflow.postgresql-name" -}}
{{- if and $.Values.postgresql.enabled (dig "fullnameOverride" "" $.Values.postgresql) }}
{{- $.Values.postgresql.fullnameOverride }}
{{- else if and $.Values.postgresql.enabled $.Values.postgresql.nameOverride }}
{{- include "mlflow.sibling-name" (dict "root" $ "name" $.Values.postgresql.nameOverride) }}
{{- else }}
{{- include "mlflow.sibling-name" (dict "root" $ "name" $.Values.database.embedded.name) }}
{{- end }}
{{- end }}

{{/* Names and addresses that the server has outside of the cluster, with and without a port, each with a comma before it. */}}
{{- define "mlflow.public-hosts" -}}
{{- if $.Values.ingress.enabled }}
{{- range $host, $entry := $.Values.ingress.hosts }}
{{- "," }}{{ $host }},{{ $host }}:*
{{- end }}
{{- end }}
{{- if $.Values.httpRoute.enabled }}
{{- range $host := $.Values.httpRoute.hostnames }}
{{- "," }}{{ $host }},{{ $host }}:*
{{- end }}
{{- end }}
{{- if and (eq $.Values.service.type "LoadBalancer") $.Values.service.loadBalancerIP }}
{{- "," }}{{ $.Values.service.loadBalancerIP }},{{ $.Values.service.loadBalancerIP }}:*
{{- end }}
{{- range $address := $.Values.service.externalIPs }}
{{- "," }}{{ $address }},{{ $address }}:*
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "mlflow.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* The programs of the chart, by the names of their files. */}}
{{- define "mlflow.scripts" -}}
database.py: |
  """The URI of the database. Started with a command, this starts it with the URI in its environment: MySQL's client has no variables for the parts."""
  import os
  import sys
  from urllib.parse import quote


  def uri():
      if "MYSQL_HOST" not in os.environ:
          return os.environ["MLFLOW_BACKEND_STORE_URI"]
      user, password = (quote(os.environ[name], safe="") for name in ("MYSQL_USER", "MYSQL_PASSWORD"))
      return f"mysql+pymysql://{user}:{password}@{os.environ['MYSQL_HOST']}:{os.environ['MYSQL_PORT']}/{os.environ['MYSQL_DATABASE']}?charset=utf8mb4"


  if __name__ == "__main__":
      os.environ["MLFLOW_BACKEND_STORE_URI"] = uri()
      os.execvp(sys.argv[1], sys.argv[1:])
migrate.py: |
  """Brings the tables up to date before the server starts. Pods take turns, by a lock in the database, and find nothing left to do after the first."""
  import contextlib
  import os
  import sys
  import time

  import alembic.util
  import sqlalchemy

  import database

  LOCK = 5_665_307_163
  deadline = time.monotonic() + int(os.environ["MIGRATION_TIMEOUT_SECONDS"])


  def within_time(attempt, waiting_for):
      while True:
          try:
              result = attempt()
              if result is not None:
                  return result
              reason = "not yet"
          except sqlalchemy.exc.OperationalError as error:
              reason = str(error.orig).strip().splitlines()[0]
          if time.monotonic() > deadline:
              sys.exit(f"gave up waiting for {waiting_for}: {reason}")
          print(f"waiting for {waiting_for}: {reason}", flush=True)
          time.sleep(2)


  @contextlib.contextmanager
  def alone(connection):
      statements = {
          "postgresql": (f"SELECT pg_try_advisory_lock({LOCK})", f"SELECT pg_advisory_unlock({LOCK})"),
          "mysql": (f"SELECT GET_LOCK('mlflow-{LOCK}', 0)", f"SELECT RELEASE_LOCK('mlflow-{LOCK}')"),
      }.get(connection.dialect.name)
      if statements is None:
          yield
          return
      take, give = map(sqlalchemy.text, statements)
      within_time(lambda: connection.execute(take).scalar() or None, "another pod that is migrating")
      try:
          yield
      finally:
          connection.execute(give)


  def bring_up_to_date(name, url, upgrade):
      engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.pool.NullPool)
      with within_time(engine.connect, f"the database of {name}") as connection, alone(connection):
          try:
              upgrade(url)
          except alembic.util.CommandError as error:
              sys.exit(
                  f"the database of {name} is not one that this version knows ({error}): a newer MLflow has migrated it, and there is no way back. "
                  "Restore the backup from before, or go on with the newer version."
              )
      print(f"the database of {name} is up to date", flush=True)


  def upgrade_tracking(url):
      from mlflow.db import commands

      commands.main(["upgrade", url], standalone_mode=False)


  def upgrade_auth(url):
      from mlflow.server.auth.cli import commands

      commands.main(["db", "upgrade", "--url", url], standalone_mode=False)


  bring_up_to_date("experiments", database.uri(), upgrade_tracking)
  if "AUTH_DATABASE_URI" in os.environ:
      bring_up_to_date("users", os.environ["AUTH_DATABASE_URI"], upgrade_auth)
auth.py: |
  """Writes the configuration of the login, whose format knows no variables. Python's configparser reads % as the begin of a reference."""
  import configparser
  import json
  import os
  import sys

  settings = {
      **json.loads(os.environ["AUTH_SETTINGS"]),
      "admin_password": os.environ["AUTH_ADMIN_PASSWORD"],
      "database_uri": os.environ["AUTH_DATABASE_URI"],
  }
  for name, value in settings.items():
      if value != value.strip() or not value.isprintable():
          sys.exit(f"{name} must not begin or end with a blank or hold control characters: the format can't write them")
  if len(settings["admin_password"]) < 12:
      sys.exit("admin_password needs 12 characters at least: MLflow takes no shorter one")
  config = configparser.ConfigParser()
  config["mlflow"] = {name: value.replace("%", "%%") for name, value in settings.items()}
  os.umask(0o077)
  with open(os.environ["MLFLOW_AUTH_CONFIG_PATH"], "w", encoding="utf-8") as file:
      config.write(file)
gc.py: |
  """Runs `mlflow gc`, which takes the URI of the database from its arguments alone: so it gets them here, where nobody can list them."""
  import sys

  from mlflow.cli import gc

  import database

  gc.main(["--backend-store-uri", database.uri(), *sys.argv[1:]])
wait.py: |
  """Waits until the server answers."""
  import os
  import sys
  import time
  import urllib.request

  deadline = time.monotonic() + int(os.environ["WAIT_SECONDS"])
  while True:
      try:
          with urllib.request.urlopen(sys.argv[1], timeout=5):
              break
      except OSError as error:
          if time.monotonic() > deadline:
              sys.exit(f"gave up waiting for {sys.argv[1]}: {error}")
          print(f"waiting for {sys.argv[1]}: {error}", flush=True)
          time.sleep(2)
{{- end }}

{{/* The secrets of server and garbage collection that stand in the values, in base64. */}}
{{- define "mlflow.secret-data" -}}
{{- if and (eq $.Values.database.mode "external") (not $.Values.database.external.password.existingSecret) }}
database-password: {{ b64enc $.Values.database.external.password.value | quote }}
{{- end }}
{{- if and (eq $.Values.database.mode "uri") (not $.Values.database.uri.existingSecret) }}
database-uri: {{ b64enc $.Values.database.uri.value | quote }}
{{- end }}
{{- if and (eq $.Values.artifacts.mode "s3") $.Values.artifacts.s3.accessKeyId.value (not $.Values.artifacts.s3.accessKeyId.existingSecret) }}
access-key-id: {{ b64enc $.Values.artifacts.s3.accessKeyId.value | quote }}
{{- end }}
{{- if and (eq $.Values.artifacts.mode "s3") $.Values.artifacts.s3.secretAccessKey.value (not $.Values.artifacts.s3.secretAccessKey.existingSecret) }}
secret-access-key: {{ b64enc $.Values.artifacts.s3.secretAccessKey.value | quote }}
{{- end }}
{{- if and (eq $.Values.artifacts.mode "gcs") $.Values.artifacts.gcs.credentials.value (not $.Values.artifacts.gcs.credentials.existingSecret) }}
credentials.json: {{ b64enc $.Values.artifacts.gcs.credentials.value | quote }}
{{- end }}
{{- if eq $.Values.artifacts.mode "azure" }}
{{- if and $.Values.artifacts.azure.connectionString.value (not $.Values.artifacts.azure.connectionString.existingSecret) }}
connection-string: {{ b64enc $.Values.artifacts.azure.connectionString.value | quote }}
{{- end }}
{{- if and $.Values.artifacts.azure.accessKey.value (not $.Values.artifacts.azure.accessKey.existingSecret) }}
access-key: {{ b64enc $.Values.artifacts.azure.accessKey.value | quote }}
{{- end }}
{{- end }}
{{- if $.Values.auth.enabled }}
{{- if not $.Values.auth.adminPassword.existingSecret }}
admin-password: {{ b64enc $.Values.auth.adminPassword.value | quote }}
{{- end }}
{{- if not $.Values.auth.secretKey.existingSecret }}
secret-key: {{ b64enc $.Values.auth.secretKey.value | quote }}
{{- end }}
{{- if and $.Values.auth.databaseUri.value (not $.Values.auth.databaseUri.existingSecret) }}
auth-database-uri: {{ b64enc $.Values.auth.databaseUri.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "mlflow.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "mlflow.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Not empty if a container of the server's pods runs one of the chart's programs. */}}
{{- define "mlflow.server-scripts" -}}
{{- if or (include "mlflow.is-mysql" $) (and (not $.Values.diagnosticMode.enabled) (or $.Values.migration.enabled $.Values.auth.enabled)) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* URL of the server for clients within the cluster. */}}
{{- define "mlflow.server-url" -}}
{{- "http://" }}{{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") }}:{{ int64 $.Values.service.port }}{{ $.Values.staticPrefix }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "mlflow.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "mlflow.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Names of the Service within the cluster, with and without a port, each with a comma behind it. */}}
{{- define "mlflow.service-hosts" -}}
{{- with $service := include "mlflow.object-name" (dict "root" $ "app" "mlflow") }}
{{- $service }},{{ $service }}:*,{{ printf "%s.%s" $service (include "mlflow.namespace" $) }},{{ printf "%s.%s" $service (include "mlflow.namespace" $) }}:*,{{ printf "%s.%s.svc" $service (include "mlflow.namespace" $) }},{{ printf "%s.%s.svc" $service (include "mlflow.namespace" $) }}:*,{{ printf "%s.%s.svc.%s" $service (include "mlflow.namespace" $) $.Values.clusterDomain }},{{ printf "%s.%s.svc.%s" $service (include "mlflow.namespace" $) $.Values.clusterDomain }}:*,
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "mlflow.short-name" -}}
{{- with $whole := printf "%s%s" (include "mlflow.fullname" $.root) (trimPrefix "-mlflow" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "mlflow.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "mlflow.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if all data are on a volume that one pod alone can use. */}}
{{- define "mlflow.single-pod" -}}
{{- if or (eq $.Values.database.mode "sqlite") (and (eq $.Values.artifacts.mode "volume") (not (and $.Values.persistence.enabled (has "ReadWriteMany" $.Values.persistence.accessModes)))) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* The training's own secrets that stand in the values, in base64. */}}
{{- define "mlflow.training-secret-data" -}}
{{- if and (eq $.Values.training.source "git") $.Values.training.git.token.value (not $.Values.training.git.token.existingSecret) }}
git-token: {{ b64enc $.Values.training.git.token.value | quote }}
{{- end }}
{{- if and $.Values.auth.enabled $.Values.training.login.username (not $.Values.training.login.password.existingSecret) }}
password: {{ b64enc $.Values.training.login.password.value | quote }}
{{- end }}
{{- end }}

{{/* Not empty if the server keeps anything on the chart's volume. */}}
{{- define "mlflow.uses-volume" -}}
{{- if or (eq $.Values.database.mode "sqlite") (eq $.Values.artifacts.mode "volume") }}
{{- "true" }}
{{- end }}
{{- end }}

{{- define "mlflow.mlflow-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "mlflow.object-name" (dict "root" $ "app" "mlflow"))) $.Values.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mlflow.mlflow-training-job.spec" -}}
backoffLimit: {{ int64 $.Values.training.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.training.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.training.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "mlflow.pod-labels" (dict "root" $ "app" "mlflow-training" "part" "" "more" $.Values.training.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: mlflow-training
      checksum/config: {{ sha256sum (join "," (list (include "mlflow.scripts" $) (toJson $.Values.training.files) (include "mlflow.training-secret-data" $) (ternary (include "mlflow.secret-data" $) "" (or $.Values.auth.enabled (not $.Values.artifacts.proxied))))) | quote }}
      {{- with $.Values.training.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.training.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.training.enableServiceLinks }}
    {{- if not $.Values.training.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.training.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.training.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.training.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.training.podSecurityContext (not (empty (include "mlflow.openshift" $)))) | nindent 6 }}
    {{- if $.Values.training.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.training.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.training.dnsPolicy }}
    dnsPolicy: {{ $.Values.training.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.training.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "mlflow.service-account-name" (dict "root" $ "app" "mlflow-training" "of" $.Values.training.serviceAccount) | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.training.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.training.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.training.runtimeClassName }}
    runtimeClassName: {{ $.Values.training.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.training.schedulerName }}
    schedulerName: {{ $.Values.training.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.training.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.training.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.training.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.training.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.training.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.training.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.training.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "mlflow.selector-labels" (dict "root" $ "app" "mlflow-training" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.training.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "mlflow.selector-labels" (dict "root" $ "app" "mlflow-training" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    initContainers:
      {{- if eq $.Values.training.source "git" }}
      - name: git
        image: {{ include "mlflow.image" (dict "root" $ "of" $.Values.training.git.image) | quote }}
        imagePullPolicy: {{ $.Values.training.git.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - -euc
        args:
          - |
            git init --quiet /code
            cd /code
            git fetch --quiet --depth 1 "$1" "$2"
            git checkout --quiet FETCH_HEAD
            git log -1 --format='%H %s'
          - git
          - {{ $.Values.training.git.repository | quote }}
          - {{ $.Values.training.git.revision | quote }}
        env:
          - name: HOME
            value: /tmp
          - name: GIT_TERMINAL_PROMPT
            value: "0"
          {{- if or $.Values.training.git.token.value $.Values.training.git.token.existingSecret }}
          - name: GIT_CONFIG_COUNT
            value: "1"
          - name: GIT_CONFIG_KEY_0
            value: credential.helper
          - name: GIT_CONFIG_VALUE_0
            value: "!f() { printf \"username=%s\\npassword=%s\\n\" \"$GIT_USERNAME\" \"$GIT_TOKEN\"; }; f"
          - name: GIT_USERNAME
            value: {{ $.Values.training.git.username | quote }}
          - name: GIT_TOKEN
            valueFrom:
              secretKeyRef:
                {{- if $.Values.training.git.token.existingSecret }}
                name: {{ $.Values.training.git.token.existingSecret | quote }}
                key: {{ $.Values.training.git.token.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow-training") | quote }}
                key: git-token
                {{- end }}
          {{- end }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          - name: code
            mountPath: /code
        resources:
          {{- toYaml $.Values.training.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.training.containerSecurityContext "runAsUser" "runAsGroup") $.Values.training.containerSecurityContext (not (empty (include "mlflow.openshift" $)))) | nindent 10 }}
      {{- end }}
      - name: wait
        image: {{ include "mlflow.image" (dict "root" $ "of" $.Values.image) | quote }}
        imagePullPolicy: {{ $.Values.image.pullPolicy | quote }}
        command:
          - python
          - /scripts/wait.py
          - {{ printf "%s/health" (include "mlflow.server-url" $) | quote }}
        {{- with $.Values.training.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.training.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_DISABLE_TELEMETRY") }}
          - name: MLFLOW_DISABLE_TELEMETRY
            value: {{ (not $.Values.telemetry) | toString | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "WAIT_SECONDS") }}
          - name: WAIT_SECONDS
            value: {{ int64 $.Values.training.waitSeconds | toString | quote }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.training.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.training.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.training.volumeMounts "/scripts") }}
          - name: scripts
            mountPath: /scripts
            readOnly: true
          {{- end }}
          {{- range $mountPath, $mount := $.Values.training.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.training.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.training.containerSecurityContext "runAsUser" "runAsGroup") $.Values.training.containerSecurityContext (not (empty (include "mlflow.openshift" $)))) | nindent 10 }}
      {{- with $.Values.training.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    containers:
      {{- if not (hasKey $.Values.training.sidecars "mlflow-training") }}
      - name: mlflow-training
        image: {{ include "mlflow.image" (dict "root" $ "of" $.Values.training.image) | quote }}
        imagePullPolicy: {{ $.Values.training.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.training.command }}
        command:
          {{- toYaml $.Values.training.command | nindent 10 }}
        {{- else if ne $.Values.training.source "image" }}
        {{- if not (hasKey $.Values.training.containerPatch "workingDir") }}
        workingDir: /code
        {{- end }}
        command:
          - python
          - {{ $.Values.training.entrypoint | quote }}
        {{- end }}
        {{- with $.Values.training.args }}
        args:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- if $.Values.training.ports }}
        ports:
          {{- range $portName, $port := $.Values.training.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.training.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.training.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.training.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_DISABLE_TELEMETRY") }}
          - name: MLFLOW_DISABLE_TELEMETRY
            value: {{ (not $.Values.telemetry) | toString | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "ENV") }}
          - name: ENV
            value: {{ $.Values.training.environment | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_TRACKING_URI") }}
          - name: MLFLOW_TRACKING_URI
            value: {{ include "mlflow.server-url" $ | quote }}
          {{- end }}
          {{- if $.Values.training.experiment }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_EXPERIMENT_NAME") }}
          - name: MLFLOW_EXPERIMENT_NAME
            value: {{ $.Values.training.experiment | quote }}
          {{- end }}
          {{- end }}
          {{- if ne $.Values.training.source "image" }}
          {{- if not (hasKey $.Values.training.env "PYTHONPATH") }}
          - name: PYTHONPATH
            value: /code
          {{- end }}
          {{- end }}
          {{- if and $.Values.auth.enabled $.Values.training.login.username }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_TRACKING_USERNAME") }}
          - name: MLFLOW_TRACKING_USERNAME
            value: {{ $.Values.training.login.username | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_TRACKING_PASSWORD") }}
          - name: MLFLOW_TRACKING_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.training.login.password.existingSecret }}
                name: {{ $.Values.training.login.password.existingSecret | quote }}
                key: {{ $.Values.training.login.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow-training") | quote }}
                key: password
                {{- end }}
          {{- end }}
          {{- else if $.Values.auth.enabled }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_TRACKING_USERNAME") }}
          - name: MLFLOW_TRACKING_USERNAME
            value: {{ $.Values.auth.adminUsername | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_TRACKING_PASSWORD") }}
          - name: MLFLOW_TRACKING_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.auth.adminPassword.existingSecret }}
                name: {{ $.Values.auth.adminPassword.existingSecret | quote }}
                key: {{ $.Values.auth.adminPassword.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
                key: admin-password
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if not $.Values.artifacts.proxied }}
          {{- if eq $.Values.artifacts.mode "embedded" }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_S3_ENDPOINT_URL") }}
          - name: MLFLOW_S3_ENDPOINT_URL
            value: {{ printf "http://%s:%d" (include "mlflow.minio-name" $) (ternary (int64 (dig "service" "port" 9000 $.Values.minio)) (int64 $.Values.artifacts.embedded.port) $.Values.minio.enabled) | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                name: {{ include "mlflow.minio-name" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.artifacts.embedded.user | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                name: {{ include "mlflow.minio-name" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.artifacts.embedded.user | quote }}
          {{- end }}
          {{- else if eq $.Values.artifacts.mode "s3" }}
          {{- if $.Values.artifacts.s3.endpoint }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_S3_ENDPOINT_URL") }}
          - name: MLFLOW_S3_ENDPOINT_URL
            value: {{ $.Values.artifacts.s3.endpoint | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "AWS_REQUEST_CHECKSUM_CALCULATION") }}
          # Servers other than Amazon's do not all know the checksums that boto3 sends by default.
          - name: AWS_REQUEST_CHECKSUM_CALCULATION
            value: when_required
          {{- end }}
          {{- if not (hasKey $.Values.training.env "AWS_RESPONSE_CHECKSUM_VALIDATION") }}
          - name: AWS_RESPONSE_CHECKSUM_VALIDATION
            value: when_required
          {{- end }}
          {{- end }}
          {{- if $.Values.artifacts.s3.region }}
          {{- if not (hasKey $.Values.training.env "AWS_DEFAULT_REGION") }}
          - name: AWS_DEFAULT_REGION
            value: {{ $.Values.artifacts.s3.region | quote }}
          {{- end }}
          {{- end }}
          {{- if or $.Values.artifacts.s3.accessKeyId.value $.Values.artifacts.s3.accessKeyId.existingSecret }}
          {{- if not (hasKey $.Values.training.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            valueFrom:
              secretKeyRef:
                {{- if $.Values.artifacts.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.artifacts.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.artifacts.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
                key: access-key-id
                {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.training.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.artifacts.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.artifacts.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.artifacts.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
                key: secret-access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- if ne $.Values.artifacts.s3.addressingStyle "auto" }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE") }}
          - name: MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE
            value: {{ $.Values.artifacts.s3.addressingStyle | quote }}
          {{- end }}
          {{- end }}
          {{- if $.Values.artifacts.s3.ignoreTls }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_S3_IGNORE_TLS") }}
          - name: MLFLOW_S3_IGNORE_TLS
            value: "true"
          {{- end }}
          {{- end }}
          {{- if $.Values.artifacts.s3.uploadExtraArgs }}
          {{- if not (hasKey $.Values.training.env "MLFLOW_S3_UPLOAD_EXTRA_ARGS") }}
          - name: MLFLOW_S3_UPLOAD_EXTRA_ARGS
            value: {{ toJson $.Values.artifacts.s3.uploadExtraArgs | quote }}
          {{- end }}
          {{- end }}
          {{- else if eq $.Values.artifacts.mode "gcs" }}
          {{- if include "mlflow.gcs-secret" $ }}
          {{- if not (hasKey $.Values.training.env "GOOGLE_APPLICATION_CREDENTIALS") }}
          - name: GOOGLE_APPLICATION_CREDENTIALS
            value: /var/run/secrets/gcs/credentials.json
          {{- end }}
          {{- end }}
          {{- else if eq $.Values.artifacts.mode "azure" }}
          {{- if or $.Values.artifacts.azure.connectionString.value $.Values.artifacts.azure.connectionString.existingSecret }}
          {{- if not (hasKey $.Values.training.env "AZURE_STORAGE_CONNECTION_STRING") }}
          - name: AZURE_STORAGE_CONNECTION_STRING
            valueFrom:
              secretKeyRef:
                {{- if $.Values.artifacts.azure.connectionString.existingSecret }}
                name: {{ $.Values.artifacts.azure.connectionString.existingSecret | quote }}
                key: {{ $.Values.artifacts.azure.connectionString.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
                key: connection-string
                {{- end }}
          {{- end }}
          {{- else if or $.Values.artifacts.azure.accessKey.value $.Values.artifacts.azure.accessKey.existingSecret }}
          {{- if not (hasKey $.Values.training.env "AZURE_STORAGE_ACCESS_KEY") }}
          - name: AZURE_STORAGE_ACCESS_KEY
            valueFrom:
              secretKeyRef:
                {{- if $.Values.artifacts.azure.accessKey.existingSecret }}
                name: {{ $.Values.artifacts.azure.accessKey.existingSecret | quote }}
                key: {{ $.Values.artifacts.azure.accessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
                key: access-key
                {{- end }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.training.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.training.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if ne $.Values.training.source "image" }}
          {{- if not (hasKey $.Values.training.volumeMounts "/code") }}
          - name: code
            mountPath: /code
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not $.Values.artifacts.proxied }}
          {{- if include "mlflow.gcs-secret" $ }}
          {{- if not (hasKey $.Values.training.volumeMounts "/var/run/secrets/gcs") }}
          - name: gcs
            mountPath: /var/run/secrets/gcs
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.training.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.training.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.training.containerSecurityContext "runAsUser" "runAsGroup") $.Values.training.containerSecurityContext (not (empty (include "mlflow.openshift" $)))) | nindent 10 }}
        {{- with $.Values.training.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.training.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.training.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.training.volumes "scripts") }}
      - name: scripts
        configMap:
          name: {{ include "mlflow.object-name" (dict "root" $ "app" "mlflow") | quote }}
      {{- end }}
      {{- if eq $.Values.training.source "files" }}
      {{- if not (hasKey $.Values.training.volumes "code") }}
      - name: code
        configMap:
          name: {{ default (include "mlflow.object-name" (dict "root" $ "app" "mlflow-training")) $.Values.training.existingConfigMap | quote }}
      {{- end }}
      {{- else if eq $.Values.training.source "git" }}
      {{- if not (hasKey $.Values.training.volumes "code") }}
      - name: code
        emptyDir: {}
      {{- end }}
      {{- end }}
      {{- if not $.Values.artifacts.proxied }}
      {{- if include "mlflow.gcs-secret" $ }}
      {{- if not (hasKey $.Values.training.volumes "gcs") }}
      - name: gcs
        secret:
          secretName: {{ include "mlflow.gcs-secret" $ | quote }}
          items:
            - key: {{ ternary $.Values.artifacts.gcs.credentials.existingSecretKey "credentials.json" (not (empty $.Values.artifacts.gcs.credentials.existingSecret)) | quote }}
              path: credentials.json
      {{- end }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.training.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.training.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
