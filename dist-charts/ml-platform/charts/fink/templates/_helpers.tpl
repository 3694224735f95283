{{/* Name of the drivers' service account. */}}
{{- define "fink.account" -}}
{{- include "fink.service-account-name" (dict "root" $ "app" "fink" "of" $.Values.serviceAccount) }}
{{- end }}

{{/* Path of the alerts' Avro schema. */}}
{{- define "fink.alert-schema" -}}
{{- if $.Values.kafka.input.schema }}
{{- $.Values.kafka.input.schema }}
{{- else if has $.Values.version (list "0.7.0" "2.4" "2.7") }}
{{- include "fink.fink-home" $ }}/schemas/template_schema_ZTF_3p3.avro
{{- else }}
{{- "/home/fink/fink-alert-schemas/ztf/template_schema_ZTF_3p3.avro" }}
{{- end }}
{{- end }}

{{/* Not empty if a stage runs. */}}
{{- define "fink.any-stage" -}}
{{- if or $.Values.stream2raw.enabled $.Values.raw2science.enabled $.Values.distribute.enabled }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Version of the application that a release runs. A chart for several has a helper of this name that tells which. */}}
{{- define "fink.app-version" -}}
{{- $.Chart.AppVersion }}
{{- end }}

{{/* Arguments of a stage's script, as the version understands them: its parser refuses any other. */}}
{{- define "fink.arguments" -}}
{{- if $.of.args }}
{{- with $.of.args }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- else }}
{{- if eq $.stage "stream2raw" }}
- -servers
- {{ $.root.Values.kafka.input.servers | quote }}
- -topic
- {{ $.root.Values.kafka.input.topic | quote }}
- -schema
- {{ include "fink.alert-schema" $.root | quote }}
- -startingoffsets_stream
- {{ $.root.Values.kafka.input.startingOffsets | quote }}
{{- if eq $.root.Values.version "5.0" }}
- -max_offsets_per_trigger
- {{ int64 $.root.Values.kafka.input.maxOffsetsPerTrigger | toString | quote }}
{{- end }}
{{- end }}
{{- if eq $.root.Values.version "0.7.0" }}
- -rawdatapath
- {{ printf "%s/raw" $.root.Values.onlineDataPrefix | quote }}
- -checkpointpath_raw
- {{ printf "%s/raw_checkpoint" $.root.Values.onlineDataPrefix | quote }}
{{- else }}
- -online_data_prefix
- {{ $.root.Values.onlineDataPrefix | quote }}
{{- if $.root.Values.night }}
- -night
- {{ $.root.Values.night | quote }}
{{- end }}
{{- end }}
{{- if has $.root.Values.version (list "2.7" "3.1" "4.1" "5.0") }}
- -producer
- {{ $.root.Values.producer | quote }}
{{- end }}
{{- if eq $.stage "distribute" }}
- -distribution_servers
- {{ $.root.Values.kafka.output.servers | quote }}
- -substream_prefix
- {{ $.root.Values.kafka.output.topicPrefix | quote }}
{{- if eq $.root.Values.version "5.0" }}
- -kafka_security_protocol
- {{ $.root.Values.kafka.output.securityProtocol | quote }}
{{- end }}
{{- end }}
- -tinterval
- {{ int64 $.root.Values.triggerIntervalSeconds | toString | quote }}
{{- if $.of.exitAfter }}
- -exit_after
- {{ int64 $.of.exitAfter | toString | quote }}
{{- end }}
- -log_level
- {{ $.root.Values.logLevel | quote }}
{{- if eq $.root.Values.version "5.0" }}
- -spark_log_level
- {{ $.root.Values.sparkLogLevel | quote }}
{{- end }}
{{- if and $.root.Values.noScience (has $.root.Values.version (list "3.1" "4.1" "5.0")) }}
- --noscience
{{- end }}
{{- with $.of.extraArguments }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* How a stage logs in at Kafka; empty where it does not. */}}
{{- define "fink.auth" -}}
{{- if and (eq $.stage "stream2raw") (ne $.root.Values.kafka.input.auth.mode "none") }}
{{- $.root.Values.kafka.input.auth.mode }}
{{- else if and (eq $.stage "distribute") (ne $.root.Values.kafka.output.auth.mode "none") }}
{{- $.root.Values.kafka.output.auth.mode }}
{{- end }}
{{- end }}

{{/* Bytes of an amount of memory, as Kubernetes or as Spark writes it. A fraction counts as the next whole number; exabytes and powers of ten such as 1e9 are not read. */}}
{{- define "fink.bytes" -}}
{{- if regexMatch "^[0-9.]+(Pi?|pb?)$" $.amount }}
{{- mul 1000000000000000 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(Ti|tb?)$" $.amount }}
{{- mul 1099511627776 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(T)$" $.amount }}
{{- mul 1000000000000 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(Gi|gb?)$" $.amount }}
{{- mul 1073741824 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(G)$" $.amount }}
{{- mul 1000000000 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(Mi|mb?)$" $.amount }}
{{- mul 1048576 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(M)$" $.amount }}
{{- mul 1000000 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else if regexMatch "^[0-9.]+(Ki|kb?)$" $.amount }}
{{- mul 1024 (add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount)))) }}
{{- else }}
{{- add (int64 (regexReplaceAll "[^0-9].*$" $.amount "")) (int64 (ternary "1" "0" (contains "." $.amount))) }}
{{- end }}
{{- end }}

{{/* Value of the label `app.kubernetes.io/component`: the chart as a part of the release, and which one of several where an app may be there more than once. */}}
{{- define "fink.component-label" -}}
{{- if $.part }}
{{- with $whole := printf "%s-%s" (include "fink.name" $.root) (ternary $.part (toJson $.part) (kindIs "string" $.part)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- else }}
{{- include "fink.name" $.root }}
{{- end }}
{{- end }}

{{/* Not empty if the data are in the pods and end with them. */}}
{{- define "fink.data-are-lost" -}}
{{- if and (hasPrefix "file:" $.Values.onlineDataPrefix) (not (and $.Values.persistence.enabled (hasPrefix (printf "file://%s/" $.Values.persistence.mountPath) $.Values.onlineDataPrefix))) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of the MinIO of this release, or nothing if the data are elsewhere. */}}
{{- define "fink.embedded-minio" -}}
{{- if and (include "fink.uses-s3" $) $.Values.s3.embedded.name }}
{{- include "fink.sibling-name" (dict "root" $ "name" $.Values.s3.embedded.name) }}
{{- end }}
{{- end }}

{{/* Where the code of Fink is in the image. */}}
{{- define "fink.fink-home" -}}
{{- ternary "/home/fink-broker" "/home/fink/fink-broker" (eq $.Values.version "0.7.0") }}
{{- end }}

{{/* What the names of all objects begin with. Only a release called exactly like the chart leaves the chart's name out: so no two releases of a namespace share a name. */}}
{{- define "fink.fullname" -}}
{{- if $.Values.fullnameOverride }}
{{- $.Values.fullnameOverride }}
{{- else if eq $.Release.Name (include "fink.name" $) }}
{{- $.Release.Name }}
{{- else }}
{{- include "fink.instance" $ }}-{{ include "fink.name" $ }}
{{- end }}
{{- end }}

{{/* ConfigMap with the files of a Hadoop client; empty where there are none. */}}
{{- define "fink.hadoop-config-map" -}}
{{- if $.Values.hdfs.existingConfigMap }}
{{- $.Values.hdfs.existingConfigMap }}
{{- else if $.Values.hdfs.files }}
{{- include "fink.object-name" (dict "root" $ "app" "fink-hadoop") }}
{{- end }}
{{- end }}

{{/* The files of a Hadoop client that stand in the values. */}}
{{- define "fink.hadoop-files" -}}
{{- if not $.Values.hdfs.existingConfigMap }}
{{- with $.Values.hdfs.files }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if there are keys for the object storage; without them the pods' identity at the cloud provider counts. */}}
{{- define "fink.has-s3-keys" -}}
{{- if and (include "fink.uses-s3" $) (or (include "fink.embedded-minio" $) $.Values.s3.accessKeyId.value $.Values.s3.accessKeyId.existingSecret) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Reference of an image: the one that the values name, or the one of the version of Fink. */}}
{{- define "fink.image" -}}
{{- if $.of.repository }}
{{- with $registry := default $.of.registry $.root.Values.global.imageRegistry }}
{{- $registry }}/
{{- end }}
{{- $.of.repository }}
{{- else }}
{{- default (default (include "fink.version-registry" $.root) $.of.registry) $.root.Values.global.imageRegistry }}/{{ include "fink.version-repository" $.root }}
{{- end }}
{{- if $.of.digest }}
{{- "@" }}{{ $.of.digest }}
{{- else }}
{{- ":" }}{{ default (include "fink.version-tag" $.root) $.of.tag }}
{{- end }}
{{- end }}

{{/* The release's name, fit for names of Services: these must begin with a letter and have no dots. What had to be changed gets a hash, so that no two become equal. */}}
{{- define "fink.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Options of the Java machine of a driver or an executor. Fink looks in them for the login configuration, to know that the brokers want a login. */}}
{{- define "fink.java-options" -}}
{{- if include "fink.auth" (dict "root" $.root "stage" $.stage) }}
{{- "-Djava.security.auth.login.config=/etc/fink/jaas/kafka-jaas.conf " }}
{{- end }}
{{- if eq (include "fink.auth" (dict "root" $.root "stage" $.stage)) "kerberos" }}
{{- "-Djava.security.krb5.conf=/etc/fink/krb5/krb5.conf " }}
{{- end }}
{{- if $.root.Values.s3.existingCaSecret }}
{{- "-Djavax.net.ssl.trustStore=/etc/fink/trust/truststore.jks " }}
{{- end }}
{{- if $.root.Values.monitoring.enabled }}
{{- "-javaagent:" }}{{ $.root.Values.monitoring.jmxExporterJar }}={{ int64 $.root.Values.monitoring.port }}{{ ":/opt/fink/jmx-exporter.yaml " }}
{{- end }}
{{- $.own }}
{{- end }}

{{/* Labels of the objects of one app. */}}
{{- define "fink.labels" -}}
{{- include "fink.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "fink.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
app.kubernetes.io/version: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (include "fink.app-version" $.root))) | quote }}
helm.sh/chart: {{ trimSuffix "-" (trunc 63 (replace "+" "_" (printf "%s-%s" $.root.Chart.Name $.root.Chart.Version))) | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* How a stage is started. */}}
{{- define "fink.launcher" -}}
{{- default $.root.Values.launcher $.of.launcher }}
{{- end }}

{{/* The password of a stage's login that stands in the values, in base64. */}}
{{- define "fink.login-secret-data" -}}
{{- if not $.root.Values.kafka.existingJaasSecret }}
{{- if and (eq $.stage "stream2raw") (eq $.root.Values.kafka.input.auth.mode "plain") (not $.root.Values.kafka.input.auth.password.existingSecret) }}
input-password: {{ b64enc $.root.Values.kafka.input.auth.password.value | quote }}
{{- end }}
{{- if and (eq $.stage "distribute") (eq $.root.Values.kafka.output.auth.mode "scram") (not $.root.Values.kafka.output.auth.password.existingSecret) }}
output-password: {{ b64enc $.root.Values.kafka.output.auth.password.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the chart, or of the alias that it was installed under, fit for names of objects. */}}
{{- define "fink.name" -}}
{{- lower (replace "_" "-" (default $.Chart.Name $.Values.nameOverride)) }}
{{- end }}

{{/* Namespace of all objects. */}}
{{- define "fink.namespace" -}}
{{- default $.Release.Namespace $.Values.namespaceOverride }}
{{- end }}

{{/* Not empty if the pods of a stage read files of its ConfigMap, besides the name of their user. */}}
{{- define "fink.needs-settings" -}}
{{- if or (ne (include "fink.launcher" (dict "root" $.root "of" $.of)) "operator") $.root.Values.monitoring.enabled (and (include "fink.auth" (dict "root" $.root "stage" $.stage)) (not $.root.Values.kafka.existingJaasSecret)) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Name of an object of one app, at most 63 characters: of a longer one the end is replaced by its hash, so that no two become equal. */}}
{{- define "fink.object-name" -}}
{{- with $whole := printf "%s%s" (include "fink.fullname" $.root) (trimPrefix "-fink" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the cluster chooses user and group ids itself, as OpenShift does. */}}
{{- define "fink.openshift" -}}
{{- with $mode := default $.Values.openshift $.Values.global.openshift }}
{{- if or (eq $mode "enabled") (and (eq $mode "auto") ($.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}
{{- "true" }}
{{- end }}
{{- end }}
{{- end }}

{{/* The line of /etc/passwd for the user of the pods. */}}
{{- define "fink.passwd-line" -}}
{{- $.root.Values.hdfs.userName }}:x:{{ default 185 (int64 (dig "runAsUser" 0 $.of.podSecurityContext)) }}:0:fink:/tmp:/bin/sh
{{- end }}

{{/* Labels of the pods of one app. No version is among them: a newer chart alone must not restart them. */}}
{{- define "fink.pod-labels" -}}
{{- include "fink.selector-labels" (dict "root" $.root "app" $.app "part" $.part) }}
app.kubernetes.io/part-of: {{ include "fink.name" $.root | quote }}
app.kubernetes.io/managed-by: {{ $.root.Release.Service | quote }}
{{- with omit (mergeOverwrite (dict) (deepCopy $.root.Values.global.commonLabels) (deepCopy $.root.Values.commonLabels) (default (dict) $.more)) "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/part-of" "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Labels that select all pods of the release, those of other charts in it too. */}}
{{- define "fink.release-labels" -}}
app.kubernetes.io/instance: {{ $.Release.Name | quote }}
{{- end }}

{{/* The password of the reader of Rubin's alerts that stands in the values, in base64. */}}
{{- define "fink.rubin-secret-data" -}}
{{- if not $.Values.rubin.password.existingSecret }}
rubin-password: {{ b64enc $.Values.rubin.password.value | quote }}
{{- end }}
{{- end }}

{{/* Not empty if there is a pod that needs the service account. */}}
{{- define "fink.runs" -}}
{{- if or (include "fink.any-stage" $) $.Values.rubin.enabled $.Values.hdfs.init.enabled }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* The keys of the object storage that stand in the values, in base64. */}}
{{- define "fink.s3-secret-data" -}}
{{- if and (include "fink.has-s3-keys" $) (not (include "fink.embedded-minio" $)) }}
{{- if not $.Values.s3.accessKeyId.existingSecret }}
access-key-id: {{ b64enc $.Values.s3.accessKeyId.value | quote }}
{{- end }}
{{- if not $.Values.s3.secretAccessKey.existingSecret }}
secret-access-key: {{ b64enc $.Values.s3.secretAccessKey.value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The program of a stage. It is in the image, which only the scheme `local` tells to Spark. From 4 on each survey has a folder of its own; what follows on the reader of Rubin's alerts is Rubin's too. */}}
{{- define "fink.script" -}}
{{- "local://" }}{{ include "fink.fink-home" $.root }}/bin/
{{- if has $.root.Values.version (list "4.1" "5.0") }}
{{- if $.root.Values.rubin.enabled }}
{{- "rubin" }}
{{- else }}
{{- "ztf" }}
{{- end }}
{{- "/" }}
{{- end }}
{{- $.stage }}.py
{{- end }}

{{/* The secrets that stand in the values and are needed, in base64. */}}
{{- define "fink.secret-data" -}}
{{- if include "fink.any-stage" $ }}
{{- with include "fink.s3-secret-data" $ | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- end }}
{{- if $.Values.stream2raw.enabled }}
{{- with include "fink.login-secret-data" (dict "root" $ "stage" "stream2raw") | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- end }}
{{- if $.Values.distribute.enabled }}
{{- with include "fink.login-secret-data" (dict "root" $ "stage" "distribute") | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- end }}
{{- if $.Values.rubin.enabled }}
{{- with include "fink.rubin-secret-data" $ | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of one app. They never change while a release lives. */}}
{{- define "fink.selector-labels" -}}
app.kubernetes.io/name: {{ $.app | quote }}
app.kubernetes.io/instance: {{ $.root.Release.Name | quote }}
app.kubernetes.io/component: {{ include "fink.component-label" (dict "root" $.root "part" $.part) | quote }}
{{- end }}

{{/* Name of the service account of an app's pods. */}}
{{- define "fink.service-account-name" -}}
{{- if $.of.create }}
{{- default (include "fink.object-name" (dict "root" $.root "app" $.app)) $.of.name }}
{{- else }}
{{- default "default" $.of.name }}
{{- end }}
{{- end }}

{{/* Like `object-name`, but at most 52 characters: Jobs, CronJobs and StatefulSets append to their names. */}}
{{- define "fink.short-name" -}}
{{- with $whole := printf "%s%s" (include "fink.fullname" $.root) (trimPrefix "-fink" (printf "-%s" $.app)) }}
{{- if gt (len $whole) 52 }}
{{- trimSuffix "-" (trunc 43 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "fink.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "fink.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* All settings of Spark, for spark-submit. Of two lines with one name the later counts. */}}
{{- define "fink.spark-properties" -}}
spark.kubernetes.namespace={{ include "fink.namespace" $.root }}
spark.kubernetes.authenticate.driver.serviceAccountName={{ include "fink.account" $.root }}
spark.kubernetes.container.image={{ include "fink.image" (dict "root" $.root "of" $.of.image) }}
spark.kubernetes.container.image.pullPolicy={{ $.of.image.pullPolicy }}
spark.kubernetes.driver.podTemplateContainerName=spark-kubernetes-driver
spark.kubernetes.executor.podTemplateContainerName=spark-kubernetes-executor
spark.kubernetes.executor.podTemplateFile=/opt/fink/executor.yaml
spark.driver.memory={{ $.of.driver.memory }}
spark.driver.cores={{ int64 $.of.driver.cores }}
{{- if $.of.driver.memoryOverhead }}
spark.driver.memoryOverhead={{ $.of.driver.memoryOverhead }}
{{- end }}
{{- if $.of.driver.coreRequest }}
spark.kubernetes.driver.request.cores={{ $.of.driver.coreRequest }}
{{- end }}
{{- if $.of.driver.coreLimit }}
spark.kubernetes.driver.limit.cores={{ $.of.driver.coreLimit }}
{{- end }}
{{- with $javaOptions := include "fink.java-options" (dict "root" $.root "stage" $.stage "own" $.of.driver.javaOptions) }}
spark.driver.extraJavaOptions={{ $javaOptions | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}
{{- end }}
spark.executor.memory={{ $.of.executor.memory }}
spark.executor.cores={{ int64 $.of.executor.cores }}
{{- if $.of.executor.memoryOverhead }}
spark.executor.memoryOverhead={{ $.of.executor.memoryOverhead }}
{{- end }}
{{- if $.of.executor.coreRequest }}
spark.kubernetes.executor.request.cores={{ $.of.executor.coreRequest }}
{{- end }}
{{- if $.of.executor.coreLimit }}
spark.kubernetes.executor.limit.cores={{ $.of.executor.coreLimit }}
{{- end }}
{{- with $javaOptions := include "fink.java-options" (dict "root" $.root "stage" $.stage "own" $.of.executor.javaOptions) }}
spark.executor.extraJavaOptions={{ $javaOptions | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}
{{- end }}
{{- if $.of.dynamicAllocation.enabled }}
spark.dynamicAllocation.enabled=true
spark.dynamicAllocation.shuffleTracking.enabled=true
spark.dynamicAllocation.minExecutors={{ int64 $.of.dynamicAllocation.minExecutors }}
spark.dynamicAllocation.maxExecutors={{ int64 $.of.dynamicAllocation.maxExecutors }}
{{- else }}
spark.executor.instances={{ int64 $.of.executor.instances }}
{{- end }}
{{- if eq (include "fink.launcher" (dict "root" $.root "of" $.of)) "client" }}
spark.driver.host={{ include "fink.object-name" (dict "root" $.root "app" (printf "%s-driver" $.stage)) }}.{{ include "fink.namespace" $.root }}.svc
spark.driver.port=7078
spark.driver.blockManager.port=7079
spark.driver.bindAddress=0.0.0.0
{{- end }}
spark.jars.ivy=/tmp/.ivy2
{{- if include "fink.uses-s3" $.root }}
spark.hadoop.fs.s3a.impl=org.apache.hadoop.fs.s3a.S3AFileSystem
spark.hadoop.fs.s3a.path.style.access={{ or $.root.Values.s3.pathStyle (ne (include "fink.embedded-minio" $.root) "") }}
spark.hadoop.fs.s3a.fast.upload=true
spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=2
{{- if include "fink.embedded-minio" $.root }}
spark.hadoop.fs.s3a.endpoint=http://{{ include "fink.embedded-minio" $.root }}:{{ int64 $.root.Values.s3.embedded.port }}
{{- else }}
{{- if $.root.Values.s3.endpoint }}
spark.hadoop.fs.s3a.endpoint={{ $.root.Values.s3.endpoint | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}
{{- end }}
{{- end }}
{{- if include "fink.has-s3-keys" $.root }}
spark.hadoop.fs.s3a.aws.credentials.provider=com.amazonaws.auth.EnvironmentVariableCredentialsProvider
{{- end }}
{{- end }}
{{- range $name, $value := $.root.Values.sparkConf }}
{{ $name | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}={{ $value | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}
{{- end }}
{{- range $name, $value := $.of.sparkConf }}
{{ $name | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}={{ $value | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" | replace " " "\\ " }}
{{- end }}{{ "\n" }}
{{- end }}

{{/* Settings of Spark that do not depend on how it is started. They are strings to Spark. */}}
{{- define "fink.spark-settings" -}}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.jars.ivy") }}
spark.jars.ivy: /tmp/.ivy2
{{- end }}
{{- if include "fink.uses-s3" $.root }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.impl") }}
spark.hadoop.fs.s3a.impl: org.apache.hadoop.fs.s3a.S3AFileSystem
{{- end }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.path.style.access") }}
spark.hadoop.fs.s3a.path.style.access: {{ (or $.root.Values.s3.pathStyle (ne (include "fink.embedded-minio" $.root) "")) | toString | quote }}
{{- end }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.fast.upload") }}
spark.hadoop.fs.s3a.fast.upload: "true"
{{- end }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version") }}
spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version: "2"
{{- end }}
{{- if include "fink.embedded-minio" $.root }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.endpoint") }}
spark.hadoop.fs.s3a.endpoint: {{ printf "http://%s:%d" (include "fink.embedded-minio" $.root) (int64 $.root.Values.s3.embedded.port) | quote }}
{{- end }}
{{- else if $.root.Values.s3.endpoint }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.endpoint") }}
spark.hadoop.fs.s3a.endpoint: {{ $.root.Values.s3.endpoint | quote }}
{{- end }}
{{- end }}
{{- if include "fink.has-s3-keys" $.root }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.hadoop.fs.s3a.aws.credentials.provider") }}
spark.hadoop.fs.s3a.aws.credentials.provider: com.amazonaws.auth.EnvironmentVariableCredentialsProvider
{{- end }}
{{- end }}
{{- end }}
{{- if $.of.dynamicAllocation.enabled }}
{{- if not (hasKey (mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf) "spark.dynamicAllocation.shuffleTracking.enabled") }}
spark.dynamicAllocation.shuffleTracking.enabled: "true"
{{- end }}
{{- end }}
{{- with mergeOverwrite (dict) (deepCopy $.root.Values.sparkConf) $.of.sparkConf }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Version of Spark in the image of a version of Fink. */}}
{{- define "fink.spark-version" -}}
{{- if eq $.Values.version "0.7.0" }}
{{- "2.4.4" }}
{{- else if has $.Values.version (list "2.4" "2.7") }}
{{- "3.1.3" }}
{{- else if has $.Values.version (list "3.1" "4.1") }}
{{- "3.4.1" }}
{{- else }}
{{- "3.5.9" }}
{{- end }}
{{- end }}

{{/* Hash of all that the pods of a stage read. */}}
{{- define "fink.stage-checksum" -}}
{{- sha256sum (join "," (list (include "fink.stage-files" (dict "root" $.root "stage" $.stage "of" $.of)) (include "fink.s3-secret-data" $.root) (include "fink.login-secret-data" (dict "root" $.root "stage" $.stage)) (include "fink.hadoop-files" $.root))) }}
{{- end }}

{{/* The files of a stage's ConfigMap. */}}
{{- define "fink.stage-files" -}}
passwd: |
  root:x:0:0:root:/root:/bin/sh
  {{ include "fink.passwd-line" (dict "root" $.root "of" $.of) }}
{{- if $.root.Values.monitoring.enabled }}
jmx-exporter.yaml: |
  lowercaseOutputName: true
  rules:
    - pattern: .*
{{- end }}
{{- if and (include "fink.auth" (dict "root" $.root "stage" $.stage)) (not $.root.Values.kafka.existingJaasSecret) }}
login.sh: {{ $.root.Files.Get "files/login.sh" | quote }}
{{- end }}
{{- if ne (include "fink.launcher" (dict "root" $.root "of" $.of)) "operator" }}
submit.sh: {{ $.root.Files.Get "files/submit.sh" | quote }}
spark.properties: {{ include "fink.spark-properties" (dict "root" $.root "stage" $.stage "of" $.of) | quote }}
{{- if eq (include "fink.launcher" (dict "root" $.root "of" $.of)) "submit" }}
# submit.sh adds the owner of the driver.
driver.yaml: |
  apiVersion: v1
  kind: Pod
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $.root "app" $.stage "part" "driver" "more" $.of.podLabels) | nindent 6 }}
    {{- with $.of.podAnnotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    serviceAccountName: {{ include "fink.account" $.root | quote }}
    automountServiceAccountToken: {{ $.of.automountServiceAccountToken }}
    enableServiceLinks: {{ $.of.enableServiceLinks }}
    {{- if not $.of.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.root.Values.global.imagePullSecrets $.of.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.root.Values.global.imagePullSecrets $.of.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.of.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.of.podSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 6 }}
    {{- if $.of.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.of.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.of.dnsPolicy }}
    dnsPolicy: {{ $.of.dnsPolicy | quote }}
    {{- end }}
    {{- with $.of.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    terminationGracePeriodSeconds: {{ int64 $.of.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.root.Values.global.priorityClassName $.of.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.of.runtimeClassName }}
    runtimeClassName: {{ $.of.runtimeClassName | quote }}
    {{- end }}
    {{- if $.of.schedulerName }}
    schedulerName: {{ $.of.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.root.Values.global.nodeSelector) $.of.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.root.Values.global.tolerations $.of.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.root.Values.global.affinity $.of.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.of.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.of.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.of.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.of.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $.root "app" $.stage "part" "driver") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.of.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $.root "app" $.stage "part" "driver") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and (not $.root.Values.kafka.existingJaasSecret) (or (and (eq $.stage "stream2raw") (ne $.root.Values.kafka.input.auth.mode "none")) (and (eq $.stage "distribute") (ne $.root.Values.kafka.output.auth.mode "none")))) $.of.initContainers }}
    initContainers:
      {{- if not $.root.Values.kafka.existingJaasSecret }}
      {{- if eq $.stage "stream2raw" }}
      {{- if ne $.root.Values.kafka.input.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $.root "of" $.of.image) | quote }}
        imagePullPolicy: {{ $.of.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.root.Values.kafka.input.auth.mode | quote }}
          {{- if eq $.root.Values.kafka.input.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.root.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.root.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.root.Values.kafka.input.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.kafka.input.auth.password.existingSecret }}
                name: {{ $.root.Values.kafka.input.auth.password.existingSecret | quote }}
                key: {{ $.root.Values.kafka.input.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: input-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.root.Values.kafka.input.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- if eq $.stage "distribute" }}
      {{- if ne $.root.Values.kafka.output.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $.root "of" $.of.image) | quote }}
        imagePullPolicy: {{ $.of.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.root.Values.kafka.output.auth.mode | quote }}
          {{- if eq $.root.Values.kafka.output.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.root.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.root.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.root.Values.kafka.output.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.kafka.output.auth.password.existingSecret }}
                name: {{ $.root.Values.kafka.output.auth.password.existingSecret | quote }}
                key: {{ $.root.Values.kafka.output.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: output-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.root.Values.kafka.output.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- with $.of.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.of.sidecars "spark-kubernetes-driver") }}
      # Spark finds its container by this name.
      - name: spark-kubernetes-driver
        {{- if or $.root.Values.monitoring.enabled $.of.ports }}
        ports:
          {{- if $.root.Values.monitoring.enabled }}
          {{- if not (hasKey $.of.ports "jmx-exporter") }}
          - name: jmx-exporter
            containerPort: {{ int64 $.root.Values.monitoring.port }}
            protocol: TCP
          {{- end }}
          {{- end }}
          {{- range $portName, $port := $.of.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.root.Values.diagnosticMode.enabled }}
        {{- if $.of.lifecycle }}
        lifecycle:
          {{- toYaml $.of.lifecycle | nindent 10 }}
        {{- else if $.of.preStopSleepSeconds }}
        lifecycle:
          preStop:
            sleep:
              seconds: {{ int64 $.of.preStopSleepSeconds }}
        {{- end }}
        {{- end }}
        {{- with $.of.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.of.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.of.env "SPARK_USER") }}
          - name: SPARK_USER
            value: {{ $.root.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if not (hasKey $.of.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.root.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $.root }}
          {{- if not (hasKey $.of.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- if include "fink.has-s3-keys" $.root }}
          {{- if not (hasKey $.of.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            {{- if include "fink.embedded-minio" $.root }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $.root | quote }}
                key: {{ printf "access-key-%s" $.root.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.root.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.root.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: access-key-id
                {{- end }}
            {{- end }}
          {{- end }}
          {{- if not (hasKey $.of.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            {{- if include "fink.embedded-minio" $.root }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $.root | quote }}
                key: {{ printf "secret-key-%s" $.root.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.root.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.root.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: secret-access-key
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.of.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.of.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/opt/spark/work-dir") }}
          - name: work
            mountPath: /opt/spark/work-dir
          {{- end }}
          {{- if include "fink.needs-settings" (dict "root" $.root "stage" $.stage "of" $.of) }}
          {{- if not (hasKey $.of.volumeMounts "/opt/fink") }}
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/etc/passwd") }}
          # Hadoop asks for the name of the user, and only a name in this file is one.
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $.root }}
          {{- if not (hasKey $.of.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if include "fink.auth" (dict "root" $.root "stage" $.stage) }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/jaas") }}
          - name: login
            mountPath: /etc/fink/jaas
            readOnly: true
          {{- end }}
          {{- if eq (include "fink.auth" (dict "root" $.root "stage" $.stage)) "kerberos" }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/krb5") }}
          - name: krb5
            mountPath: /etc/fink/krb5
            readOnly: true
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/keytab") }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.root.Values.s3.existingCaSecret }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/trust") }}
          - name: trust
            mountPath: /etc/fink/trust
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if $.root.Values.persistence.enabled }}
          {{- if not (hasKey $.of.volumeMounts $.root.Values.persistence.mountPath) }}
          - name: data
            mountPath: {{ $.root.Values.persistence.mountPath | quote }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.of.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          requests:
            ephemeral-storage: {{ $.of.driver.ephemeralStorageRequest | quote }}
          limits:
            ephemeral-storage: {{ $.of.driver.ephemeralStorageLimit | quote }}
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        {{- with $.of.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.of.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.of.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.of.volumes "work") }}
      - name: work
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.of.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $.root "app" $.stage) | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $.root }}
      {{- if not (hasKey $.of.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $.root | quote }}
      {{- end }}
      {{- end }}
      {{- if include "fink.auth" (dict "root" $.root "stage" $.stage) }}
      {{- if not (hasKey $.of.volumes "login") }}
      - name: login
        {{- if $.root.Values.kafka.existingJaasSecret }}
        secret:
          secretName: {{ $.root.Values.kafka.existingJaasSecret | quote }}
          items:
            - key: {{ $.root.Values.kafka.existingJaasSecretKey | quote }}
              path: kafka-jaas.conf
        {{- else }}
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
        {{- end }}
      {{- end }}
      {{- if eq (include "fink.auth" (dict "root" $.root "stage" $.stage)) "kerberos" }}
      {{- if not (hasKey $.of.volumes "krb5") }}
      - name: krb5
        configMap:
          name: {{ $.root.Values.kafka.kerberos.existingConfigMap | quote }}
      {{- end }}
      {{- if not (hasKey $.of.volumes "keytab") }}
      - name: keytab
        secret:
          secretName: {{ $.root.Values.kafka.kerberos.existingKeytabSecret | quote }}
          items:
            - key: {{ $.root.Values.kafka.kerberos.existingKeytabSecretKey | quote }}
              path: user.keytab
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if $.root.Values.s3.existingCaSecret }}
      {{- if not (hasKey $.of.volumes "trust") }}
      - name: trust
        secret:
          secretName: {{ $.root.Values.s3.existingCaSecret | quote }}
          items:
            - key: {{ $.root.Values.s3.existingCaSecretKey | quote }}
              path: truststore.jks
      {{- end }}
      {{- end }}
      {{- if $.root.Values.persistence.enabled }}
      {{- if not (hasKey $.of.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ default (include "fink.object-name" (dict "root" $.root "app" "fink")) $.root.Values.persistence.existingClaim | quote }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.of.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.of.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
executor.yaml: |
  apiVersion: v1
  kind: Pod
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $.root "app" $.stage "part" "executor" "more" $.of.podLabels) | nindent 6 }}
    {{- with $.of.podAnnotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    serviceAccountName: {{ include "fink.account" $.root | quote }}
    automountServiceAccountToken: false
    enableServiceLinks: {{ $.of.enableServiceLinks }}
    {{- if not $.of.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.root.Values.global.imagePullSecrets $.of.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.root.Values.global.imagePullSecrets $.of.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.of.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.of.podSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 6 }}
    {{- if $.of.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.of.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.of.dnsPolicy }}
    dnsPolicy: {{ $.of.dnsPolicy | quote }}
    {{- end }}
    {{- with $.of.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    terminationGracePeriodSeconds: {{ int64 $.of.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.root.Values.global.priorityClassName $.of.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.of.runtimeClassName }}
    runtimeClassName: {{ $.of.runtimeClassName | quote }}
    {{- end }}
    {{- if $.of.schedulerName }}
    schedulerName: {{ $.of.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.root.Values.global.nodeSelector) $.of.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.root.Values.global.tolerations $.of.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.root.Values.global.affinity $.of.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.of.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.of.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.of.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.of.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $.root "app" $.stage "part" "executor") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.of.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $.root "app" $.stage "part" "executor") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and (not $.root.Values.kafka.existingJaasSecret) (or (and (eq $.stage "stream2raw") (ne $.root.Values.kafka.input.auth.mode "none")) (and (eq $.stage "distribute") (ne $.root.Values.kafka.output.auth.mode "none")))) $.of.initContainers }}
    initContainers:
      {{- if not $.root.Values.kafka.existingJaasSecret }}
      {{- if eq $.stage "stream2raw" }}
      {{- if ne $.root.Values.kafka.input.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $.root "of" $.of.image) | quote }}
        imagePullPolicy: {{ $.of.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.root.Values.kafka.input.auth.mode | quote }}
          {{- if eq $.root.Values.kafka.input.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.root.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.root.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.root.Values.kafka.input.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.kafka.input.auth.password.existingSecret }}
                name: {{ $.root.Values.kafka.input.auth.password.existingSecret | quote }}
                key: {{ $.root.Values.kafka.input.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: input-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.root.Values.kafka.input.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- if eq $.stage "distribute" }}
      {{- if ne $.root.Values.kafka.output.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $.root "of" $.of.image) | quote }}
        imagePullPolicy: {{ $.of.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.root.Values.kafka.output.auth.mode | quote }}
          {{- if eq $.root.Values.kafka.output.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.root.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.root.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.root.Values.kafka.output.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.kafka.output.auth.password.existingSecret }}
                name: {{ $.root.Values.kafka.output.auth.password.existingSecret | quote }}
                key: {{ $.root.Values.kafka.output.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: output-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.root.Values.kafka.output.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- with $.of.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.of.sidecars "spark-kubernetes-executor") }}
      # Spark finds its container by this name.
      - name: spark-kubernetes-executor
        {{- if or $.root.Values.monitoring.enabled $.of.ports }}
        ports:
          {{- if $.root.Values.monitoring.enabled }}
          {{- if not (hasKey $.of.ports "jmx-exporter") }}
          - name: jmx-exporter
            containerPort: {{ int64 $.root.Values.monitoring.port }}
            protocol: TCP
          {{- end }}
          {{- end }}
          {{- range $portName, $port := $.of.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.root.Values.diagnosticMode.enabled }}
        {{- if $.of.lifecycle }}
        lifecycle:
          {{- toYaml $.of.lifecycle | nindent 10 }}
        {{- else if $.of.preStopSleepSeconds }}
        lifecycle:
          preStop:
            sleep:
              seconds: {{ int64 $.of.preStopSleepSeconds }}
        {{- end }}
        {{- end }}
        {{- with $.of.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.of.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.of.env "SPARK_USER") }}
          - name: SPARK_USER
            value: {{ $.root.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if not (hasKey $.of.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.root.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $.root }}
          {{- if not (hasKey $.of.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- if include "fink.has-s3-keys" $.root }}
          {{- if not (hasKey $.of.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            {{- if include "fink.embedded-minio" $.root }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $.root | quote }}
                key: {{ printf "access-key-%s" $.root.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.root.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.root.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: access-key-id
                {{- end }}
            {{- end }}
          {{- end }}
          {{- if not (hasKey $.of.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            {{- if include "fink.embedded-minio" $.root }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $.root | quote }}
                key: {{ printf "secret-key-%s" $.root.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.root.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.root.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.root.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $.root "app" "fink") | quote }}
                key: secret-access-key
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.of.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.of.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/opt/spark/work-dir") }}
          - name: work
            mountPath: /opt/spark/work-dir
          {{- end }}
          {{- if include "fink.needs-settings" (dict "root" $.root "stage" $.stage "of" $.of) }}
          {{- if not (hasKey $.of.volumeMounts "/opt/fink") }}
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/etc/passwd") }}
          # Hadoop asks for the name of the user, and only a name in this file is one.
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $.root }}
          {{- if not (hasKey $.of.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if include "fink.auth" (dict "root" $.root "stage" $.stage) }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/jaas") }}
          - name: login
            mountPath: /etc/fink/jaas
            readOnly: true
          {{- end }}
          {{- if eq (include "fink.auth" (dict "root" $.root "stage" $.stage)) "kerberos" }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/krb5") }}
          - name: krb5
            mountPath: /etc/fink/krb5
            readOnly: true
          {{- end }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/keytab") }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.root.Values.s3.existingCaSecret }}
          {{- if not (hasKey $.of.volumeMounts "/etc/fink/trust") }}
          - name: trust
            mountPath: /etc/fink/trust
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if $.root.Values.persistence.enabled }}
          {{- if not (hasKey $.of.volumeMounts $.root.Values.persistence.mountPath) }}
          - name: data
            mountPath: {{ $.root.Values.persistence.mountPath | quote }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.of.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          requests:
            ephemeral-storage: {{ $.of.executor.ephemeralStorageRequest | quote }}
          limits:
            ephemeral-storage: {{ $.of.executor.ephemeralStorageLimit | quote }}
        securityContext:
          {{- toYaml (ternary (omit $.of.containerSecurityContext "runAsUser" "runAsGroup") $.of.containerSecurityContext (not (empty (include "fink.openshift" $.root)))) | nindent 10 }}
        {{- with $.of.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.of.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.of.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.of.volumes "work") }}
      - name: work
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.of.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $.root "app" $.stage) | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $.root }}
      {{- if not (hasKey $.of.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $.root | quote }}
      {{- end }}
      {{- end }}
      {{- if include "fink.auth" (dict "root" $.root "stage" $.stage) }}
      {{- if not (hasKey $.of.volumes "login") }}
      - name: login
        {{- if $.root.Values.kafka.existingJaasSecret }}
        secret:
          secretName: {{ $.root.Values.kafka.existingJaasSecret | quote }}
          items:
            - key: {{ $.root.Values.kafka.existingJaasSecretKey | quote }}
              path: kafka-jaas.conf
        {{- else }}
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
        {{- end }}
      {{- end }}
      {{- if eq (include "fink.auth" (dict "root" $.root "stage" $.stage)) "kerberos" }}
      {{- if not (hasKey $.of.volumes "krb5") }}
      - name: krb5
        configMap:
          name: {{ $.root.Values.kafka.kerberos.existingConfigMap | quote }}
      {{- end }}
      {{- if not (hasKey $.of.volumes "keytab") }}
      - name: keytab
        secret:
          secretName: {{ $.root.Values.kafka.kerberos.existingKeytabSecret | quote }}
          items:
            - key: {{ $.root.Values.kafka.kerberos.existingKeytabSecretKey | quote }}
              path: user.keytab
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if $.root.Values.s3.existingCaSecret }}
      {{- if not (hasKey $.of.volumes "trust") }}
      - name: trust
        secret:
          secretName: {{ $.root.Values.s3.existingCaSecret | quote }}
          items:
            - key: {{ $.root.Values.s3.existingCaSecretKey | quote }}
              path: truststore.jks
      {{- end }}
      {{- end }}
      {{- if $.root.Values.persistence.enabled }}
      {{- if not (hasKey $.of.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ default (include "fink.object-name" (dict "root" $.root "app" "fink")) $.root.Values.persistence.existingClaim | quote }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.of.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.of.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end }}

{{/* Not empty if the data are in object storage. */}}
{{- define "fink.uses-s3" -}}
{{- if hasPrefix "s3a://" $.Values.onlineDataPrefix }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Registry of the image of a version of Fink. */}}
{{- define "fink.version-registry" -}}
{{- if has $.Values.version (list "0.7.0" "2.4") }}
{{- "docker.io" }}
{{- else }}
{{- "gitlab-registry.in2p3.fr" }}
{{- end }}
{{- end }}

{{/* Repository of the image of a version of Fink. */}}
{{- define "fink.version-repository" -}}
{{- if eq $.Values.version "0.7.0" }}
{{- "julienpeloton/fink" }}
{{- else if eq $.Values.version "2.4" }}
{{- "julienpeloton/finkk8sdev" }}
{{- else if eq $.Values.version "2.7" }}
{{- "astrolabsoftware/fink/finkk8sdev" }}
{{- else }}
{{- "astrolabsoftware/fink/fink-broker" }}
{{- end }}
{{- end }}

{{/* Tag of the image of a version of Fink. */}}
{{- define "fink.version-tag" -}}
{{- if eq $.Values.version "0.7.0" }}
{{- "0.7.0_2.4.4" }}
{{- else if eq $.Values.version "2.4" }}
{{- "2.4_3.1.3" }}
{{- else if eq $.Values.version "2.7" }}
{{- "2.7_3.1.3" }}
{{- else if eq $.Values.version "3.1" }}
{{- "v3.1.3-rc1" }}
{{- else if eq $.Values.version "4.1" }}
{{- "v4.1.0" }}
{{- else }}
{{- "5.0-rc0" }}
{{- end }}
{{- end }}

{{- define "fink.stream2raw-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.stream2raw.ui.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "fink.object-name" (dict "root" $ "app" "stream2raw"))) $.Values.stream2raw.ui.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "fink.raw2science-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.raw2science.ui.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "fink.object-name" (dict "root" $ "app" "raw2science"))) $.Values.raw2science.ui.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "fink.distribute-ingress.spec.tls" -}}
{{- range $hostname, $host := $.Values.distribute.ui.ingress.hosts }}
{{- if dig "tls" false $host }}
- hosts:
    - {{ $hostname | quote }}
  secretName: {{ default (default (printf "%s-tls" (include "fink.object-name" (dict "root" $ "app" "distribute"))) $.Values.distribute.ui.ingress.tls.secretName) (dig "tlsSecretName" "" $host) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "fink.stream2raw-job.spec" -}}
backoffLimit: {{ int64 $.Values.stream2raw.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.stream2raw.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.stream2raw.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $ "app" "stream2raw" "part" "" "more" $.Values.stream2raw.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: stream2raw
      checksum/config: {{ include "fink.stage-checksum" (dict "root" $ "stage" "stream2raw" "of" $.Values.stream2raw) | quote }}
      {{- with $.Values.stream2raw.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.stream2raw.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.stream2raw.enableServiceLinks }}
    {{- if not $.Values.stream2raw.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.stream2raw.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.stream2raw.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.stream2raw.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.stream2raw.podSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 6 }}
    {{- if $.Values.stream2raw.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.stream2raw.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.stream2raw.dnsPolicy }}
    dnsPolicy: {{ $.Values.stream2raw.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.stream2raw.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "fink.account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.stream2raw.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.stream2raw.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.stream2raw.runtimeClassName }}
    runtimeClassName: {{ $.Values.stream2raw.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.stream2raw.schedulerName }}
    schedulerName: {{ $.Values.stream2raw.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.stream2raw.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.stream2raw.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.stream2raw.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.stream2raw.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.stream2raw.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.stream2raw.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.stream2raw.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "stream2raw" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.stream2raw.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "stream2raw" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and (eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client") (and (not $.Values.kafka.existingJaasSecret) (ne $.Values.kafka.input.auth.mode "none"))) $.Values.stream2raw.initContainers }}
    initContainers:
      {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client" }}
      {{- if not $.Values.kafka.existingJaasSecret }}
      {{- if ne $.Values.kafka.input.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.stream2raw.image) | quote }}
        imagePullPolicy: {{ $.Values.stream2raw.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.Values.kafka.input.auth.mode | quote }}
          {{- if eq $.Values.kafka.input.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.Values.kafka.input.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.kafka.input.auth.password.existingSecret }}
                name: {{ $.Values.kafka.input.auth.password.existingSecret | quote }}
                key: {{ $.Values.kafka.input.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: input-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.Values.stream2raw.containerSecurityContext "runAsUser" "runAsGroup") $.Values.stream2raw.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.Values.kafka.input.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- with $.Values.stream2raw.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.stream2raw.sidecars "stream2raw") }}
      - name: stream2raw
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.stream2raw.image) | quote }}
        imagePullPolicy: {{ $.Values.stream2raw.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.stream2raw.command }}
        command:
          {{- toYaml $.Values.stream2raw.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - /opt/fink/submit.sh
        {{- end }}
        {{- if $.Values.stream2raw.args }}
        args:
          {{- toYaml $.Values.stream2raw.args | nindent 10 }}
        {{- else if not $.Values.stream2raw.command }}
        args:
          {{- include "fink.arguments" (dict "root" $ "stage" "stream2raw" "of" $.Values.stream2raw) | trim | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- if or (eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client") $.Values.stream2raw.ports }}
        ports:
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client" }}
          {{- if not (hasKey $.Values.stream2raw.ports "spark-ui") }}
          - name: spark-ui
            containerPort: 4040
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.ports "driver-rpc-port") }}
          - name: driver-rpc-port
            containerPort: 7078
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.ports "blockmanager") }}
          - name: blockmanager
            containerPort: 7079
            protocol: TCP
          {{- end }}
          {{- if $.Values.monitoring.enabled }}
          {{- if not (hasKey $.Values.stream2raw.ports "jmx-exporter") }}
          - name: jmx-exporter
            containerPort: {{ int64 $.Values.monitoring.port }}
            protocol: TCP
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $portName, $port := $.Values.stream2raw.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client" }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.stream2raw.probes.startup.enabled }}
        {{- if $.Values.stream2raw.probes.startup.override }}
        startupProbe:
          {{- toYaml $.Values.stream2raw.probes.startup.override | nindent 10 }}
        {{- else }}
        startupProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.stream2raw.probes.startup.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.stream2raw.probes.startup.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.stream2raw.probes.startup.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.stream2raw.probes.startup.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.stream2raw.probes.readiness.enabled }}
        {{- if $.Values.stream2raw.probes.readiness.override }}
        readinessProbe:
          {{- toYaml $.Values.stream2raw.probes.readiness.override | nindent 10 }}
        {{- else }}
        readinessProbe:
          httpGet:
            path: /api/v1/applications
            port: spark-ui
          initialDelaySeconds: {{ int64 $.Values.stream2raw.probes.readiness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.stream2raw.probes.readiness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.stream2raw.probes.readiness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.stream2raw.probes.readiness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.stream2raw.probes.liveness.enabled }}
        {{- if $.Values.stream2raw.probes.liveness.override }}
        livenessProbe:
          {{- toYaml $.Values.stream2raw.probes.liveness.override | nindent 10 }}
        {{- else }}
        livenessProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.stream2raw.probes.liveness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.stream2raw.probes.liveness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.stream2raw.probes.liveness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.stream2raw.probes.liveness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.stream2raw.lifecycle }}
        lifecycle:
          {{- toYaml $.Values.stream2raw.lifecycle | nindent 10 }}
        {{- else if $.Values.stream2raw.preStopSleepSeconds }}
        lifecycle:
          preStop:
            sleep:
              seconds: {{ int64 $.Values.stream2raw.preStopSleepSeconds }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- with $.Values.stream2raw.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.stream2raw.env "DEPLOY_MODE") }}
          - name: DEPLOY_MODE
            value: {{ ternary "client" "cluster" (eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "APPLICATION") }}
          - name: APPLICATION
            value: {{ include "fink.script" (dict "root" $ "stage" "stream2raw") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "APPLICATION_NAME") }}
          - name: APPLICATION_NAME
            value: {{ include "fink.short-name" (dict "root" $ "app" "stream2raw") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "POD_NAME") }}
          - name: POD_NAME
            valueFrom:
              fieldRef:
                fieldPath: metadata.name
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "POD_UID") }}
          - name: POD_UID
            valueFrom:
              fieldRef:
                fieldPath: metadata.uid
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "SPARK_USER") }}
          - name: SPARK_USER
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.stream2raw.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- if include "fink.has-s3-keys" $ }}
          {{- if not (hasKey $.Values.stream2raw.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: access-key-id
                {{- end }}
            {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: secret-access-key
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.stream2raw.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/opt/spark/work-dir") }}
          - name: work
            mountPath: /opt/spark/work-dir
          {{- end }}
          {{- if include "fink.needs-settings" (dict "root" $ "stage" "stream2raw" "of" $.Values.stream2raw) }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/opt/fink") }}
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/passwd") }}
          # Hadoop asks for the name of the user, and only a name in this file is one.
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if include "fink.auth" (dict "root" $ "stage" "stream2raw") }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/fink/jaas") }}
          - name: login
            mountPath: /etc/fink/jaas
            readOnly: true
          {{- end }}
          {{- if eq (include "fink.auth" (dict "root" $ "stage" "stream2raw")) "kerberos" }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/fink/krb5") }}
          - name: krb5
            mountPath: /etc/fink/krb5
            readOnly: true
          {{- end }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/fink/keytab") }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.s3.existingCaSecret }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts "/etc/fink/trust") }}
          - name: trust
            mountPath: /etc/fink/trust
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client" }}
          {{- if $.Values.persistence.enabled }}
          {{- if not (hasKey $.Values.stream2raw.volumeMounts $.Values.persistence.mountPath) }}
          - name: data
            mountPath: {{ $.Values.persistence.mountPath | quote }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.stream2raw.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.stream2raw.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.stream2raw.containerSecurityContext "runAsUser" "runAsGroup") $.Values.stream2raw.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        {{- with $.Values.stream2raw.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.stream2raw.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.stream2raw.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.stream2raw.volumes "work") }}
      - name: work
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.stream2raw.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $ "app" "stream2raw") | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $ }}
      {{- if not (hasKey $.Values.stream2raw.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $ | quote }}
      {{- end }}
      {{- end }}
      {{- if include "fink.auth" (dict "root" $ "stage" "stream2raw") }}
      {{- if not (hasKey $.Values.stream2raw.volumes "login") }}
      - name: login
        {{- if $.Values.kafka.existingJaasSecret }}
        secret:
          secretName: {{ $.Values.kafka.existingJaasSecret | quote }}
          items:
            - key: {{ $.Values.kafka.existingJaasSecretKey | quote }}
              path: kafka-jaas.conf
        {{- else }}
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
        {{- end }}
      {{- end }}
      {{- if eq (include "fink.auth" (dict "root" $ "stage" "stream2raw")) "kerberos" }}
      {{- if not (hasKey $.Values.stream2raw.volumes "krb5") }}
      - name: krb5
        configMap:
          name: {{ $.Values.kafka.kerberos.existingConfigMap | quote }}
      {{- end }}
      {{- if not (hasKey $.Values.stream2raw.volumes "keytab") }}
      - name: keytab
        secret:
          secretName: {{ $.Values.kafka.kerberos.existingKeytabSecret | quote }}
          items:
            - key: {{ $.Values.kafka.kerberos.existingKeytabSecretKey | quote }}
              path: user.keytab
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if $.Values.s3.existingCaSecret }}
      {{- if not (hasKey $.Values.stream2raw.volumes "trust") }}
      - name: trust
        secret:
          secretName: {{ $.Values.s3.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.s3.existingCaSecretKey | quote }}
              path: truststore.jks
      {{- end }}
      {{- end }}
      {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.stream2raw)) "client" }}
      {{- if $.Values.persistence.enabled }}
      {{- if not (hasKey $.Values.stream2raw.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ default (include "fink.object-name" (dict "root" $ "app" "fink")) $.Values.persistence.existingClaim | quote }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.stream2raw.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.stream2raw.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "fink.raw2science-job.spec" -}}
backoffLimit: {{ int64 $.Values.raw2science.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.raw2science.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.raw2science.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $ "app" "raw2science" "part" "" "more" $.Values.raw2science.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: raw2science
      checksum/config: {{ include "fink.stage-checksum" (dict "root" $ "stage" "raw2science" "of" $.Values.raw2science) | quote }}
      {{- with $.Values.raw2science.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.raw2science.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.raw2science.enableServiceLinks }}
    {{- if not $.Values.raw2science.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.raw2science.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.raw2science.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.raw2science.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.raw2science.podSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 6 }}
    {{- if $.Values.raw2science.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.raw2science.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.raw2science.dnsPolicy }}
    dnsPolicy: {{ $.Values.raw2science.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.raw2science.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "fink.account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.raw2science.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.raw2science.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.raw2science.runtimeClassName }}
    runtimeClassName: {{ $.Values.raw2science.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.raw2science.schedulerName }}
    schedulerName: {{ $.Values.raw2science.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.raw2science.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.raw2science.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.raw2science.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.raw2science.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.raw2science.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.raw2science.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.raw2science.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "raw2science" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.raw2science.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "raw2science" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- with $.Values.raw2science.initContainers }}
    initContainers:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.raw2science.sidecars "raw2science") }}
      - name: raw2science
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.raw2science.image) | quote }}
        imagePullPolicy: {{ $.Values.raw2science.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.raw2science.command }}
        command:
          {{- toYaml $.Values.raw2science.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - /opt/fink/submit.sh
        {{- end }}
        {{- if $.Values.raw2science.args }}
        args:
          {{- toYaml $.Values.raw2science.args | nindent 10 }}
        {{- else if not $.Values.raw2science.command }}
        args:
          {{- include "fink.arguments" (dict "root" $ "stage" "raw2science" "of" $.Values.raw2science) | trim | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- if or (eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client") $.Values.raw2science.ports }}
        ports:
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client" }}
          {{- if not (hasKey $.Values.raw2science.ports "spark-ui") }}
          - name: spark-ui
            containerPort: 4040
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.ports "driver-rpc-port") }}
          - name: driver-rpc-port
            containerPort: 7078
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.ports "blockmanager") }}
          - name: blockmanager
            containerPort: 7079
            protocol: TCP
          {{- end }}
          {{- if $.Values.monitoring.enabled }}
          {{- if not (hasKey $.Values.raw2science.ports "jmx-exporter") }}
          - name: jmx-exporter
            containerPort: {{ int64 $.Values.monitoring.port }}
            protocol: TCP
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $portName, $port := $.Values.raw2science.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client" }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.raw2science.probes.startup.enabled }}
        {{- if $.Values.raw2science.probes.startup.override }}
        startupProbe:
          {{- toYaml $.Values.raw2science.probes.startup.override | nindent 10 }}
        {{- else }}
        startupProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.raw2science.probes.startup.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.raw2science.probes.startup.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.raw2science.probes.startup.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.raw2science.probes.startup.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.raw2science.probes.readiness.enabled }}
        {{- if $.Values.raw2science.probes.readiness.override }}
        readinessProbe:
          {{- toYaml $.Values.raw2science.probes.readiness.override | nindent 10 }}
        {{- else }}
        readinessProbe:
          httpGet:
            path: /api/v1/applications
            port: spark-ui
          initialDelaySeconds: {{ int64 $.Values.raw2science.probes.readiness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.raw2science.probes.readiness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.raw2science.probes.readiness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.raw2science.probes.readiness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.raw2science.probes.liveness.enabled }}
        {{- if $.Values.raw2science.probes.liveness.override }}
        livenessProbe:
          {{- toYaml $.Values.raw2science.probes.liveness.override | nindent 10 }}
        {{- else }}
        livenessProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.raw2science.probes.liveness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.raw2science.probes.liveness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.raw2science.probes.liveness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.raw2science.probes.liveness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.raw2science.lifecycle }}
        lifecycle:
          {{- toYaml $.Values.raw2science.lifecycle | nindent 10 }}
        {{- else if $.Values.raw2science.preStopSleepSeconds }}
        lifecycle:
          preStop:
            sleep:
              seconds: {{ int64 $.Values.raw2science.preStopSleepSeconds }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- with $.Values.raw2science.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.raw2science.env "DEPLOY_MODE") }}
          - name: DEPLOY_MODE
            value: {{ ternary "client" "cluster" (eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "APPLICATION") }}
          - name: APPLICATION
            value: {{ include "fink.script" (dict "root" $ "stage" "raw2science") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "APPLICATION_NAME") }}
          - name: APPLICATION_NAME
            value: {{ include "fink.short-name" (dict "root" $ "app" "raw2science") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "POD_NAME") }}
          - name: POD_NAME
            valueFrom:
              fieldRef:
                fieldPath: metadata.name
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "POD_UID") }}
          - name: POD_UID
            valueFrom:
              fieldRef:
                fieldPath: metadata.uid
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "SPARK_USER") }}
          - name: SPARK_USER
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.raw2science.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- if include "fink.has-s3-keys" $ }}
          {{- if not (hasKey $.Values.raw2science.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: access-key-id
                {{- end }}
            {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: secret-access-key
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.raw2science.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/opt/spark/work-dir") }}
          - name: work
            mountPath: /opt/spark/work-dir
          {{- end }}
          {{- if include "fink.needs-settings" (dict "root" $ "stage" "raw2science" "of" $.Values.raw2science) }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/opt/fink") }}
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/passwd") }}
          # Hadoop asks for the name of the user, and only a name in this file is one.
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if include "fink.auth" (dict "root" $ "stage" "raw2science") }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/fink/jaas") }}
          - name: login
            mountPath: /etc/fink/jaas
            readOnly: true
          {{- end }}
          {{- if eq (include "fink.auth" (dict "root" $ "stage" "raw2science")) "kerberos" }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/fink/krb5") }}
          - name: krb5
            mountPath: /etc/fink/krb5
            readOnly: true
          {{- end }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/fink/keytab") }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.s3.existingCaSecret }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts "/etc/fink/trust") }}
          - name: trust
            mountPath: /etc/fink/trust
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client" }}
          {{- if $.Values.persistence.enabled }}
          {{- if not (hasKey $.Values.raw2science.volumeMounts $.Values.persistence.mountPath) }}
          - name: data
            mountPath: {{ $.Values.persistence.mountPath | quote }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.raw2science.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.raw2science.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.raw2science.containerSecurityContext "runAsUser" "runAsGroup") $.Values.raw2science.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        {{- with $.Values.raw2science.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.raw2science.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.raw2science.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.raw2science.volumes "work") }}
      - name: work
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.raw2science.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $ "app" "raw2science") | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $ }}
      {{- if not (hasKey $.Values.raw2science.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $ | quote }}
      {{- end }}
      {{- end }}
      {{- if include "fink.auth" (dict "root" $ "stage" "raw2science") }}
      {{- if not (hasKey $.Values.raw2science.volumes "login") }}
      - name: login
        {{- if $.Values.kafka.existingJaasSecret }}
        secret:
          secretName: {{ $.Values.kafka.existingJaasSecret | quote }}
          items:
            - key: {{ $.Values.kafka.existingJaasSecretKey | quote }}
              path: kafka-jaas.conf
        {{- else }}
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
        {{- end }}
      {{- end }}
      {{- if eq (include "fink.auth" (dict "root" $ "stage" "raw2science")) "kerberos" }}
      {{- if not (hasKey $.Values.raw2science.volumes "krb5") }}
      - name: krb5
        configMap:
          name: {{ $.Values.kafka.kerberos.existingConfigMap | quote }}
      {{- end }}
      {{- if not (hasKey $.Values.raw2science.volumes "keytab") }}
      - name: keytab
        secret:
          secretName: {{ $.Values.kafka.kerberos.existingKeytabSecret | quote }}
          items:
            - key: {{ $.Values.kafka.kerberos.existingKeytabSecretKey | quote }}
              path: user.keytab
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if $.Values.s3.existingCaSecret }}
      {{- if not (hasKey $.Values.raw2science.volumes "trust") }}
      - name: trust
        secret:
          secretName: {{ $.Values.s3.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.s3.existingCaSecretKey | quote }}
              path: truststore.jks
      {{- end }}
      {{- end }}
      {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.raw2science)) "client" }}
      {{- if $.Values.persistence.enabled }}
      {{- if not (hasKey $.Values.raw2science.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ default (include "fink.object-name" (dict "root" $ "app" "fink")) $.Values.persistence.existingClaim | quote }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.raw2science.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.raw2science.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "fink.distribute-job.spec" -}}
backoffLimit: {{ int64 $.Values.distribute.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.distribute.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.distribute.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $ "app" "distribute" "part" "" "more" $.Values.distribute.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: distribute
      checksum/config: {{ include "fink.stage-checksum" (dict "root" $ "stage" "distribute" "of" $.Values.distribute) | quote }}
      {{- with $.Values.distribute.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.distribute.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.distribute.enableServiceLinks }}
    {{- if not $.Values.distribute.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.distribute.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.distribute.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.distribute.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.distribute.podSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 6 }}
    {{- if $.Values.distribute.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.distribute.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.distribute.dnsPolicy }}
    dnsPolicy: {{ $.Values.distribute.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.distribute.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "fink.account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.distribute.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.distribute.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.distribute.runtimeClassName }}
    runtimeClassName: {{ $.Values.distribute.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.distribute.schedulerName }}
    schedulerName: {{ $.Values.distribute.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.distribute.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.distribute.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.distribute.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.distribute.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.distribute.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.distribute.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.distribute.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "distribute" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.distribute.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "distribute" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- if or (and (eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client") (and (not $.Values.kafka.existingJaasSecret) (ne $.Values.kafka.output.auth.mode "none"))) $.Values.distribute.initContainers }}
    initContainers:
      {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client" }}
      {{- if not $.Values.kafka.existingJaasSecret }}
      {{- if ne $.Values.kafka.output.auth.mode "none" }}
      - name: login
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.distribute.image) | quote }}
        imagePullPolicy: {{ $.Values.distribute.image.pullPolicy | quote }}
        command:
          - /bin/sh
          - /opt/fink/login.sh
        env:
          - name: LOGIN
            value: {{ $.Values.kafka.output.auth.mode | quote }}
          {{- if eq $.Values.kafka.output.auth.mode "kerberos" }}
          - name: KERBEROS_KEYTAB
            value: /etc/fink/keytab/user.keytab
          - name: KERBEROS_PRINCIPAL
            value: {{ $.Values.kafka.kerberos.principal | quote }}
          - name: KERBEROS_SERVICE
            value: {{ $.Values.kafka.kerberos.serviceName | quote }}
          {{- else }}
          - name: KAFKA_USERNAME
            value: {{ $.Values.kafka.output.auth.username | quote }}
          - name: KAFKA_PASSWORD
            valueFrom:
              secretKeyRef:
                {{- if $.Values.kafka.output.auth.password.existingSecret }}
                name: {{ $.Values.kafka.output.auth.password.existingSecret | quote }}
                key: {{ $.Values.kafka.output.auth.password.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: output-password
                {{- end }}
          {{- end }}
        resources:
          requests:
            cpu: 10m
            memory: 16Mi
            ephemeral-storage: 16Mi
          limits:
            memory: 64Mi
            ephemeral-storage: 64Mi
        securityContext:
          {{- toYaml (ternary (omit $.Values.distribute.containerSecurityContext "runAsUser" "runAsGroup") $.Values.distribute.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        volumeMounts:
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          - name: login
            mountPath: /etc/fink/jaas
          {{- if eq $.Values.kafka.output.auth.mode "kerberos" }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- with $.Values.distribute.initContainers }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.distribute.sidecars "distribute") }}
      - name: distribute
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.distribute.image) | quote }}
        imagePullPolicy: {{ $.Values.distribute.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.distribute.command }}
        command:
          {{- toYaml $.Values.distribute.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - /opt/fink/submit.sh
        {{- end }}
        {{- if $.Values.distribute.args }}
        args:
          {{- toYaml $.Values.distribute.args | nindent 10 }}
        {{- else if not $.Values.distribute.command }}
        args:
          {{- include "fink.arguments" (dict "root" $ "stage" "distribute" "of" $.Values.distribute) | trim | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- if or (eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client") $.Values.distribute.ports }}
        ports:
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client" }}
          {{- if not (hasKey $.Values.distribute.ports "spark-ui") }}
          - name: spark-ui
            containerPort: 4040
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.distribute.ports "driver-rpc-port") }}
          - name: driver-rpc-port
            containerPort: 7078
            protocol: TCP
          {{- end }}
          {{- if not (hasKey $.Values.distribute.ports "blockmanager") }}
          - name: blockmanager
            containerPort: 7079
            protocol: TCP
          {{- end }}
          {{- if $.Values.monitoring.enabled }}
          {{- if not (hasKey $.Values.distribute.ports "jmx-exporter") }}
          - name: jmx-exporter
            containerPort: {{ int64 $.Values.monitoring.port }}
            protocol: TCP
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $portName, $port := $.Values.distribute.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client" }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.distribute.probes.startup.enabled }}
        {{- if $.Values.distribute.probes.startup.override }}
        startupProbe:
          {{- toYaml $.Values.distribute.probes.startup.override | nindent 10 }}
        {{- else }}
        startupProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.distribute.probes.startup.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.distribute.probes.startup.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.distribute.probes.startup.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.distribute.probes.startup.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.distribute.probes.readiness.enabled }}
        {{- if $.Values.distribute.probes.readiness.override }}
        readinessProbe:
          {{- toYaml $.Values.distribute.probes.readiness.override | nindent 10 }}
        {{- else }}
        readinessProbe:
          httpGet:
            path: /api/v1/applications
            port: spark-ui
          initialDelaySeconds: {{ int64 $.Values.distribute.probes.readiness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.distribute.probes.readiness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.distribute.probes.readiness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.distribute.probes.readiness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- if $.Values.distribute.probes.liveness.enabled }}
        {{- if $.Values.distribute.probes.liveness.override }}
        livenessProbe:
          {{- toYaml $.Values.distribute.probes.liveness.override | nindent 10 }}
        {{- else }}
        livenessProbe:
          tcpSocket:
            port: driver-rpc-port
          initialDelaySeconds: {{ int64 $.Values.distribute.probes.liveness.initialDelaySeconds }}
          periodSeconds: {{ int64 $.Values.distribute.probes.liveness.periodSeconds }}
          timeoutSeconds: {{ int64 $.Values.distribute.probes.liveness.timeoutSeconds }}
          failureThreshold: {{ int64 $.Values.distribute.probes.liveness.failureThreshold }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- if $.Values.distribute.lifecycle }}
        lifecycle:
          {{- toYaml $.Values.distribute.lifecycle | nindent 10 }}
        {{- else if $.Values.distribute.preStopSleepSeconds }}
        lifecycle:
          preStop:
            sleep:
              seconds: {{ int64 $.Values.distribute.preStopSleepSeconds }}
        {{- end }}
        {{- end }}
        {{- end }}
        {{- with $.Values.distribute.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.distribute.env "DEPLOY_MODE") }}
          - name: DEPLOY_MODE
            value: {{ ternary "client" "cluster" (eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "APPLICATION") }}
          - name: APPLICATION
            value: {{ include "fink.script" (dict "root" $ "stage" "distribute") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "APPLICATION_NAME") }}
          - name: APPLICATION_NAME
            value: {{ include "fink.short-name" (dict "root" $ "app" "distribute") | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "POD_NAME") }}
          - name: POD_NAME
            valueFrom:
              fieldRef:
                fieldPath: metadata.name
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "POD_UID") }}
          - name: POD_UID
            valueFrom:
              fieldRef:
                fieldPath: metadata.uid
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "SPARK_USER") }}
          - name: SPARK_USER
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.Values.hdfs.userName | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.distribute.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- if include "fink.has-s3-keys" $ }}
          {{- if not (hasKey $.Values.distribute.env "AWS_ACCESS_KEY_ID") }}
          - name: AWS_ACCESS_KEY_ID
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "access-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.accessKeyId.existingSecret }}
                name: {{ $.Values.s3.accessKeyId.existingSecret | quote }}
                key: {{ $.Values.s3.accessKeyId.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: access-key-id
                {{- end }}
            {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.env "AWS_SECRET_ACCESS_KEY") }}
          - name: AWS_SECRET_ACCESS_KEY
            {{- if include "fink.embedded-minio" $ }}
            valueFrom:
              secretKeyRef:
                name: {{ include "fink.embedded-minio" $ | quote }}
                key: {{ printf "secret-key-%s" $.Values.s3.embedded.user | quote }}
            {{- else }}
            valueFrom:
              secretKeyRef:
                {{- if $.Values.s3.secretAccessKey.existingSecret }}
                name: {{ $.Values.s3.secretAccessKey.existingSecret | quote }}
                key: {{ $.Values.s3.secretAccessKey.existingSecretKey | quote }}
                {{- else }}
                name: {{ include "fink.object-name" (dict "root" $ "app" "fink") | quote }}
                key: secret-access-key
                {{- end }}
            {{- end }}
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.distribute.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.distribute.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/opt/spark/work-dir") }}
          - name: work
            mountPath: /opt/spark/work-dir
          {{- end }}
          {{- if include "fink.needs-settings" (dict "root" $ "stage" "distribute" "of" $.Values.distribute) }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/opt/fink") }}
          - name: settings
            mountPath: /opt/fink
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/passwd") }}
          # Hadoop asks for the name of the user, and only a name in this file is one.
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if include "fink.auth" (dict "root" $ "stage" "distribute") }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/fink/jaas") }}
          - name: login
            mountPath: /etc/fink/jaas
            readOnly: true
          {{- end }}
          {{- if eq (include "fink.auth" (dict "root" $ "stage" "distribute")) "kerberos" }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/fink/krb5") }}
          - name: krb5
            mountPath: /etc/fink/krb5
            readOnly: true
          {{- end }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/fink/keytab") }}
          - name: keytab
            mountPath: /etc/fink/keytab
            readOnly: true
          {{- end }}
          {{- end }}
          {{- end }}
          {{- if $.Values.s3.existingCaSecret }}
          {{- if not (hasKey $.Values.distribute.volumeMounts "/etc/fink/trust") }}
          - name: trust
            mountPath: /etc/fink/trust
            readOnly: true
          {{- end }}
          {{- end }}
          {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client" }}
          {{- if $.Values.persistence.enabled }}
          {{- if not (hasKey $.Values.distribute.volumeMounts $.Values.persistence.mountPath) }}
          - name: data
            mountPath: {{ $.Values.persistence.mountPath | quote }}
          {{- end }}
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.distribute.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.distribute.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.distribute.containerSecurityContext "runAsUser" "runAsGroup") $.Values.distribute.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        {{- with $.Values.distribute.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.distribute.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.distribute.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.distribute.volumes "work") }}
      - name: work
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.distribute.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $ "app" "distribute") | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $ }}
      {{- if not (hasKey $.Values.distribute.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $ | quote }}
      {{- end }}
      {{- end }}
      {{- if include "fink.auth" (dict "root" $ "stage" "distribute") }}
      {{- if not (hasKey $.Values.distribute.volumes "login") }}
      - name: login
        {{- if $.Values.kafka.existingJaasSecret }}
        secret:
          secretName: {{ $.Values.kafka.existingJaasSecret | quote }}
          items:
            - key: {{ $.Values.kafka.existingJaasSecretKey | quote }}
              path: kafka-jaas.conf
        {{- else }}
        emptyDir:
          medium: Memory
          sizeLimit: 1Mi
        {{- end }}
      {{- end }}
      {{- if eq (include "fink.auth" (dict "root" $ "stage" "distribute")) "kerberos" }}
      {{- if not (hasKey $.Values.distribute.volumes "krb5") }}
      - name: krb5
        configMap:
          name: {{ $.Values.kafka.kerberos.existingConfigMap | quote }}
      {{- end }}
      {{- if not (hasKey $.Values.distribute.volumes "keytab") }}
      - name: keytab
        secret:
          secretName: {{ $.Values.kafka.kerberos.existingKeytabSecret | quote }}
          items:
            - key: {{ $.Values.kafka.kerberos.existingKeytabSecretKey | quote }}
              path: user.keytab
      {{- end }}
      {{- end }}
      {{- end }}
      {{- if $.Values.s3.existingCaSecret }}
      {{- if not (hasKey $.Values.distribute.volumes "trust") }}
      - name: trust
        secret:
          secretName: {{ $.Values.s3.existingCaSecret | quote }}
          items:
            - key: {{ $.Values.s3.existingCaSecretKey | quote }}
              path: truststore.jks
      {{- end }}
      {{- end }}
      {{- if eq (include "fink.launcher" (dict "root" $ "of" $.Values.distribute)) "client" }}
      {{- if $.Values.persistence.enabled }}
      {{- if not (hasKey $.Values.distribute.volumes "data") }}
      - name: data
        persistentVolumeClaim:
          claimName: {{ default (include "fink.object-name" (dict "root" $ "app" "fink")) $.Values.persistence.existingClaim | quote }}
      {{- end }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.distribute.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.distribute.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- define "fink.hdfs-job.spec" -}}
backoffLimit: {{ int64 $.Values.hdfs.init.job.backoffLimit }}
activeDeadlineSeconds: {{ int64 $.Values.hdfs.init.job.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $.Values.hdfs.init.job.ttlSecondsAfterFinished }}
template:
  metadata:
    labels:
      {{- include "fink.pod-labels" (dict "root" $ "app" "hdfs" "part" "" "more" $.Values.hdfs.init.podLabels) | nindent 6 }}
    annotations:
      kubectl.kubernetes.io/default-container: hdfs
      {{- with $.Values.hdfs.init.podAnnotations }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  spec:
    automountServiceAccountToken: {{ $.Values.hdfs.init.automountServiceAccountToken }}
    enableServiceLinks: {{ $.Values.hdfs.init.enableServiceLinks }}
    {{- if not $.Values.hdfs.init.hostUsers }}
    hostUsers: false
    {{- end }}
    {{- if uniq (default list (concat $.Values.global.imagePullSecrets $.Values.hdfs.init.imagePullSecrets)) }}
    imagePullSecrets:
      {{- range $secret := uniq (default list (concat $.Values.global.imagePullSecrets $.Values.hdfs.init.imagePullSecrets)) }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    securityContext:
      {{- toYaml (ternary (omit $.Values.hdfs.init.podSecurityContext "runAsUser" "runAsGroup" "fsGroup") $.Values.hdfs.init.podSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 6 }}
    {{- if $.Values.hdfs.init.hostAliases }}
    hostAliases:
      {{- range $ip, $hostnames := $.Values.hdfs.init.hostAliases }}
      - ip: {{ $ip | quote }}
        hostnames:
          {{- toYaml $hostnames | nindent 10 }}
      {{- end }}
    {{- end }}
    {{- if $.Values.hdfs.init.dnsPolicy }}
    dnsPolicy: {{ $.Values.hdfs.init.dnsPolicy | quote }}
    {{- end }}
    {{- with $.Values.hdfs.init.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    restartPolicy: Never
    serviceAccountName: {{ include "fink.account" $ | quote }}
    terminationGracePeriodSeconds: {{ int64 $.Values.hdfs.init.terminationGracePeriodSeconds }}
    {{- with $priorityClassName := default $.Values.global.priorityClassName $.Values.hdfs.init.priorityClassName }}
    priorityClassName: {{ $priorityClassName | quote }}
    {{- end }}
    {{- if $.Values.hdfs.init.runtimeClassName }}
    runtimeClassName: {{ $.Values.hdfs.init.runtimeClassName | quote }}
    {{- end }}
    {{- if $.Values.hdfs.init.schedulerName }}
    schedulerName: {{ $.Values.hdfs.init.schedulerName | quote }}
    {{- end }}
    {{- with $nodeSelector := mergeOverwrite (dict) (deepCopy $.Values.global.nodeSelector) $.Values.hdfs.init.nodeSelector }}
    nodeSelector:
      {{- toYaml $nodeSelector | nindent 6 }}
    {{- end }}
    {{- with $tolerations := default $.Values.global.tolerations $.Values.hdfs.init.tolerations }}
    tolerations:
      {{- toYaml $tolerations | nindent 6 }}
    {{- end }}
    {{- with $affinity := default $.Values.global.affinity $.Values.hdfs.init.affinity }}
    affinity:
      {{- toYaml $affinity | nindent 6 }}
    {{- end }}
    {{- if $.Values.hdfs.init.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- toYaml $.Values.hdfs.init.topologySpreadConstraints | nindent 6 }}
    {{- else if ne $.Values.hdfs.init.topologySpread "none" }}
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.hdfs.init.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "hdfs" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $.Values.hdfs.init.topologySpread "hard") | quote }}
        labelSelector:
          matchLabels:
            {{- include "fink.selector-labels" (dict "root" $ "app" "hdfs" "part" "") | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
    {{- end }}
    {{- with $.Values.hdfs.init.initContainers }}
    initContainers:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      {{- if not (hasKey $.Values.hdfs.init.sidecars "hdfs") }}
      - name: hdfs
        image: {{ include "fink.image" (dict "root" $ "of" $.Values.hdfs.init.image) | quote }}
        imagePullPolicy: {{ $.Values.hdfs.init.image.pullPolicy | quote }}
        {{- if $.Values.diagnosticMode.enabled }}
        command:
          {{- toYaml $.Values.diagnosticMode.command | nindent 10 }}
        args:
          {{- toYaml $.Values.diagnosticMode.args | nindent 10 }}
        {{- else }}
        {{- if $.Values.hdfs.init.command }}
        command:
          {{- toYaml $.Values.hdfs.init.command | nindent 10 }}
        {{- else }}
        command:
          - /bin/sh
          - -euc
          - |
            hdfs() { "${SPARK_HOME:-/opt/spark}/bin/spark-class" org.apache.hadoop.fs.FsShell "$@"; }
            hdfs -mkdir -p "$1"
            hdfs -chown "$2" "$1"
        {{- end }}
        {{- if $.Values.hdfs.init.args }}
        args:
          {{- toYaml $.Values.hdfs.init.args | nindent 10 }}
        {{- else if not $.Values.hdfs.init.command }}
        args:
          - hdfs-init
          - {{ $.Values.onlineDataPrefix | quote }}
          - {{ $.Values.hdfs.userName | quote }}
        {{- end }}
        {{- end }}
        {{- if $.Values.hdfs.init.ports }}
        ports:
          {{- range $portName, $port := $.Values.hdfs.init.ports }}
          - name: {{ $portName | quote }}
            {{- with $port }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        {{- end }}
        {{- if not $.Values.diagnosticMode.enabled }}
        {{- with $.Values.hdfs.init.lifecycle }}
        lifecycle:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- end }}
        {{- with $.Values.hdfs.init.envFrom }}
        envFrom:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
          {{- if not (hasKey $.Values.hdfs.init.env "HOME") }}
          - name: HOME
            value: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.hdfs.init.env "HADOOP_USER_NAME") }}
          - name: HADOOP_USER_NAME
            value: {{ $.Values.hdfs.init.superuser | quote }}
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.hdfs.init.env "HADOOP_CONF_DIR") }}
          - name: HADOOP_CONF_DIR
            value: /etc/hadoop/conf
          {{- end }}
          {{- end }}
          {{- range $variableName, $variable := $.Values.hdfs.init.env }}
          - name: {{ $variableName | quote }}
            {{- if dig "valueFrom" (dict) $variable }}
            valueFrom:
              {{- toYaml $variable.valueFrom | nindent 14 }}
            {{- else }}
            value: {{ dig "value" "" $variable | quote }}
            {{- end }}
          {{- end }}
        volumeMounts:
          {{- if not (hasKey $.Values.hdfs.init.volumeMounts "/tmp") }}
          - name: tmp
            mountPath: /tmp
          {{- end }}
          {{- if not (hasKey $.Values.hdfs.init.volumeMounts "/etc/passwd") }}
          - name: settings
            mountPath: /etc/passwd
            subPath: passwd
            readOnly: true
          {{- end }}
          {{- if include "fink.hadoop-config-map" $ }}
          {{- if not (hasKey $.Values.hdfs.init.volumeMounts "/etc/hadoop/conf") }}
          - name: hadoop
            mountPath: /etc/hadoop/conf
            readOnly: true
          {{- end }}
          {{- end }}
          {{- range $mountPath, $mount := $.Values.hdfs.init.volumeMounts }}
          - mountPath: {{ $mountPath | quote }}
            {{- with $mount }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- end }}
        resources:
          {{- toYaml $.Values.hdfs.init.resources | nindent 10 }}
        securityContext:
          {{- toYaml (ternary (omit $.Values.hdfs.init.containerSecurityContext "runAsUser" "runAsGroup") $.Values.hdfs.init.containerSecurityContext (not (empty (include "fink.openshift" $)))) | nindent 10 }}
        {{- with $.Values.hdfs.init.containerPatch }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- range $sidecarName, $sidecar := $.Values.hdfs.init.sidecars }}
      - name: {{ $sidecarName | quote }}
        {{- with $sidecar }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    volumes:
      {{- if not (hasKey $.Values.hdfs.init.volumes "tmp") }}
      - name: tmp
        emptyDir: {}
      {{- end }}
      {{- if not (hasKey $.Values.hdfs.init.volumes "settings") }}
      - name: settings
        configMap:
          name: {{ include "fink.object-name" (dict "root" $ "app" "hdfs") | quote }}
      {{- end }}
      {{- if include "fink.hadoop-config-map" $ }}
      {{- if not (hasKey $.Values.hdfs.init.volumes "hadoop") }}
      - name: hadoop
        configMap:
          name: {{ include "fink.hadoop-config-map" $ | quote }}
      {{- end }}
      {{- end }}
      {{- range $volumeName, $volume := $.Values.hdfs.init.volumes }}
      - name: {{ $volumeName | quote }}
        {{- with $volume }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
    {{- with $.Values.hdfs.init.podSpecPatch }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
