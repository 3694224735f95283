import type { ChartFile, ChartIR, Schema } from '../../model.ts'
import type { Environment } from './environment.ts'
import { printText } from './print-text.ts'

/**
 * `zz-checks.yml`, which Helm renders before the chart's other templates: refuses null where a value is declared, and the values
 * that the chart's own checks refuse, all in one message.
 */
export function checksFile(environment: Environment, ir: ChartIR): readonly ChartFile[] {
  const paths = declaredPaths(ir.chart.schema, [])
  const own = ir.checks.length === 0 ? [] : [`{{- define "${ir.chart.name}.checks" -}}`, ...printText(environment, ir.checks), '{{- end }}', '']
  const lines = [
    ...withoutNulls(ir.chart.name),
    '{{- /* Refuses values that the schema cannot refuse: Helm deletes a key that is null before the schema sees it. */}}',
    ...own,
    '{{- $messages := list }}',
    ...nullTest(paths),
    '{{- /* A null in a map of the user removes its key: Helm does so only where a default has the key. */}}',
    `{{- include "${ir.chart.name}.without-nulls" $.Values }}`,
    // What is null would break the chart's own checks, so these wait until nothing is.
    ...(own.length === 0 ? [] : ['{{- if not $messages }}', `{{- range $line := splitList "\\n" (include "${ir.chart.name}.checks" $) }}`, '{{- with trim $line }}', '{{- $messages = append $messages . }}', '{{- end }}', '{{- end }}', '{{- end }}']),
    '{{- with $messages }}',
    `{{- fail (printf "\\n\\n%s can't be installed with these values:\\n- %s\\n" $.Chart.Name (join "\\n- " (uniq .))) }}`,
    '{{- end }}',
  ]
  return [{ path: 'templates/zz-checks.yml', text: `${lines.join('\n')}\n` }]
}

/** Deletes in place, at every depth; this file is rendered before all others of the chart, so these never see a null. */
function withoutNulls(chart: string): readonly string[] {
  return [
    `{{- define "${chart}.without-nulls" -}}`,
    '{{- range $key, $value := $ }}',
    '{{- if kindIs "invalid" $value }}',
    '{{- $_ := unset $ $key }}',
    '{{- else if kindIs "map" $value }}',
    `{{- include "${chart}.without-nulls" $value }}`,
    '{{- else if kindIs "slice" $value }}',
    '{{- range $item := $value }}',
    '{{- if kindIs "map" $item }}',
    `{{- include "${chart}.without-nulls" $item }}`,
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '',
  ]
}

/** Walks down each declared path; the first step that is missing was set to null, for every one has a default. */
function nullTest(paths: readonly (readonly string[])[]): readonly string[] {
  if (paths.length === 0) return []
  return [
    '{{- range $path := list',
    ...paths.map((path) => `  ${JSON.stringify(path.join('/'))}`),
    '}}',
    '{{- $at := $.Values }}',
    '{{- $seen := list }}',
    '{{- range $key := splitList "/" $path }}',
    '{{- if kindIs "invalid" $at }}',
    '{{- else if kindIs "invalid" (index $at $key) }}',
    `{{- $messages = append $messages (printf "%s is null: remove the line to get the default" (join "." (append $seen $key))) }}`,
    '{{- $at = index $at $key }}',
    '{{- else }}',
    '{{- $at = index $at $key }}',
    '{{- end }}',
    '{{- $seen = append $seen $key }}',
    '{{- end }}',
    '{{- if and (or (kindIs "map" $at) (kindIs "slice" $at)) (regexMatch `[\\x{7f}\\x{85}]|\\\\u202[89]` (toJson $at)) }}',
    `{{- $messages = append $messages (printf "%s holds one of the characters U+007F, U+0085, U+2028 and U+2029, which toYaml can't write" (join "." $seen)) }}`,
    '{{- end }}',
    '{{- end }}',
  ]
}

/** Leaves, lists and free maps that have a default; `enabled` belongs to the umbrella. */
function declaredPaths(schema: Schema, path: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    if (path.length === 0 && name === 'enabled') return []
    const isGroup = child.properties !== undefined && child.$ref === undefined
    if (isGroup && child.default === undefined) return declaredPaths(child, [...path, name])
    return child.default === undefined ? [] : [[...path, name]]
  })
}
