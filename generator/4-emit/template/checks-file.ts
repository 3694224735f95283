import type { ChartFile, ChartIR, Schema } from '../../model.ts'
import { resolve } from '../../schema/resolve.ts'
import type { Environment } from './environment.ts'
import { printText } from './print-text.ts'

/**
 * `zz-checks.yml`, which Helm renders before the chart's other templates: refuses null where a value is declared, and the values
 * that the chart's own checks refuse, all in one message.
 */
export function checksFile(environment: Environment, ir: ChartIR): readonly ChartFile[] {
  const paths = declaredPaths(ir.chart.schema, [])
  const whole = wholePaths(ir.chart.schema, ir.chart.schema, [])
  const own = ir.checks.length === 0 ? [] : [`{{- define "${ir.chart.name}.checks" -}}`, ...printText(environment, ir.checks), '{{- end }}', '']
  const lines = [
    ...withoutNulls(ir.chart.name),
    ...(whole.length === 0 ? [] : unwritable(ir.chart.name)),
    '{{- /* Refuses values that the schema cannot refuse: Helm deletes a key that is null before the schema sees it. */}}',
    ...own,
    '{{- $messages := list }}',
    ...nullTest(paths),
    ...unwritableTest(ir.chart.name, whole),
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

/** Names the places below a path (`*` for every entry of a map) whose text toYaml would lose or change without a word. */
function unwritable(chart: string): readonly string[] {
  const call = (at: string, seen: string): string => `{{- include "${chart}.unwritable" (dict "at" ${at} "path" (rest $.path) "seen" ${seen}) }}`
  return [
    `{{- define "${chart}.unwritable" -}}`,
    '{{- if not $.path }}',
    '{{- if regexMatch `[\\x{7f}-\\x{9f}\\x{fffe}\\x{ffff}]|\\\\u202[89]` (toJson $.at) }}{{ join "." $.seen }}{{ "\\n" }}{{ end }}',
    '{{- else if eq (first $.path) "*" }}',
    '{{- range $key, $value := $.at }}',
    '{{- if kindIs "map" $value }}',
    call('$value', '(append $.seen $key)'),
    '{{- end }}',
    '{{- end }}',
    '{{- else if hasKey $.at (first $.path) }}',
    call('(index $.at (first $.path))', '(append $.seen (first $.path))'),
    '{{- end }}',
    '{{- end }}',
    '',
  ]
}

function unwritableTest(chart: string, paths: readonly (readonly string[])[]): readonly string[] {
  if (paths.length === 0) return []
  return [
    '{{- if not $messages }}',
    '{{- range $path := list',
    ...paths.map((path) => `  ${JSON.stringify(path.join('/'))}`),
    '}}',
    `{{- range $place := splitList "\\n" (include "${chart}.unwritable" (dict "at" $.Values "path" (splitList "/" $path) "seen" list)) }}`,
    '{{- with $place }}',
    `{{- $messages = append $messages (printf "%s holds one of the characters U+007F to U+009F, U+2028, U+2029, U+FFFE and U+FFFF, which toYaml can't write" .) }}`,
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
  ]
}

/** Lists, free maps and Kubernetes types, which templates print whole; a map of the chart's own entries is looked into. */
function wholePaths(schema: Schema, root: Schema, path: readonly string[]): readonly (readonly string[])[] {
  const node = resolve(schema, root)
  if (schema.$ref !== undefined || node.type === 'array') return path.length === 0 ? [] : [path]
  const declared = Object.entries(node.properties ?? {}).flatMap(([name, child]) => (path.length === 0 && name === 'global' ? [] : wholePaths(child, root, [...path, name])))
  const entry = typeof node.additionalProperties === 'object' ? resolve(node.additionalProperties, root) : undefined
  if (entry === undefined) return node.properties === undefined && node.type === 'object' && path.length > 0 ? [path] : declared
  const isOwn = entry.properties !== undefined && (node.additionalProperties as Schema).$ref === undefined
  return isOwn ? [...declared, ...wholePaths(entry, root, [...path, '*'])] : [...declared, path]
}
