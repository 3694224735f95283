{{/* The value that decides whether a system is installed, as `is-on` reads it. */}}
{{- define "ml-platform.deciding-switch" -}}
{{- if hasKey $.root.Values.tags $.tag }}
{{- "tags." }}{{ $.tag }}
{{- else }}
{{- $.key }}.enabled
{{- end }}
{{- end }}

{{/* The release's name, fit for names of Services: these must begin with a letter and have no dots. What had to be changed gets a hash, so that no two become equal. */}}
{{- define "ml-platform.instance" -}}
{{- if regexMatch "^[a-z][a-z0-9-]*$" $.Release.Name }}
{{- $.Release.Name }}
{{- else }}
{{- "r" }}{{ replace "." "-" $.Release.Name }}-{{ trunc 6 (sha256sum $.Release.Name) }}
{{- end }}
{{- end }}

{{/* Not empty if MongoDB is installed: as `mongodb.enabled` says, or with mastro as long as nobody says anything there. */}}
{{- define "ml-platform.is-mongodb-on" -}}
{{- if hasKey $.Values.mongodb "enabled" }}
{{- if $.Values.mongodb.enabled }}
{{- "true" }}
{{- end }}
{{- else if include "ml-platform.is-on" (dict "root" $ "tag" "catalogue" "enabled" $.Values.mastro.enabled) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Not empty if a system is installed: what `tags` says of its group beats `enabled`, as for Helm. */}}
{{- define "ml-platform.is-on" -}}
{{- if ternary (get $.root.Values.tags $.tag) $.enabled (hasKey $.root.Values.tags $.tag) }}
{{- "true" }}
{{- end }}
{{- end }}

{{/* Name of the Service and the Secret of a chart that comes along. */}}
{{- define "ml-platform.main-name" -}}
{{- default (include "ml-platform.sibling-name" (dict "root" $.root "name" (default $.key (dig "nameOverride" "" $.of)))) (dig "fullnameOverride" "" $.of) }}
{{- end }}

{{/* Name of the main objects of another chart of this release: its Service and its Secret are called the same. It follows the rule of `fullname`. */}}
{{- define "ml-platform.sibling-name" -}}
{{- if eq $.root.Release.Name $.name }}
{{- $.root.Release.Name }}
{{- else }}
{{- with $whole := printf "%s-%s" (include "ml-platform.instance" $.root) $.name }}
{{- if gt (len $whole) 63 }}
{{- trimSuffix "-" (trunc 54 $whole) }}-{{ trunc 8 (sha256sum $whole) }}
{{- else }}
{{- $whole }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
