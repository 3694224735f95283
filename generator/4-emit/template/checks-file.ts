import type { ChartFile, ChartIR } from '../../model.ts'
import { jsonText } from '../schema/json-text.ts'
import type { Environment } from './environment.ts'
import { printText } from './print-text.ts'
import { namespaces } from './namespaces.ts'
import { valuesShape, type Shape } from './values-shape.ts'

/**
 * `zz-checks.yml`, which Helm renders before the chart's other templates: refuses null where a value is declared, text that toYaml
 * would lose, and the values that the chart's own checks refuse, all in one message.
 */
export function checksFile(environment: Environment, ir: ChartIR): readonly ChartFile[] {
  const { name } = ir.chart
  const own = ir.checks.length > 0
  const shape = valuesShape(ir.chart.schema)
  const lines = [
    ...withoutNulls(name),
    ...checkValues(name, hasSwitch(shape)),
    ...(own ? ['{{- /* What a schema can\'t say: each line is a reason to refuse the values. */}}', `{{- define "${name}.checks" -}}`, ...printText(environment, ir.checks), '{{- end }}', ''] : []),
    `{{- /* The declared values; ${hasSwitch(shape) ? '"switch" stands for what brings a chart along, ' : ''}"*" stands for the entries of a map. */}}`,
    '{{- $shape := `',
    jsonText(shape).trimEnd(),
    '` | fromJson }}',
    `{{- $refusals := include "${name}.check-values" (dict "at" $.Values "shape" $shape "below" "" "declared" true) }}`,
    ...namespaces(ir.chart),
    // What is null would break the chart's own checks, so these wait until nothing is.
    ...(own ? ['{{- if not $refusals }}', `{{- $refusals = include "${name}.checks" $ }}`, '{{- end }}'] : []),
    '{{- $messages := list }}',
    '{{- range $line := splitList "\\n" $refusals }}',
    '{{- with trim $line }}',
    '{{- $messages = append $messages . }}',
    '{{- end }}',
    '{{- end }}',
    '{{- with $messages }}',
    `{{- fail (printf "\\n\\n%s can't be installed with these values:\\n- %s\\n" $.Chart.Name (join "\\n- " (uniq .))) }}`,
    '{{- end }}',
  ]
  return [{ path: 'templates/zz-checks.yml', text: `${lines.join('\n')}\n` }]
}

/** Deletes in place, at every depth; this file is rendered before all others of the chart, so these never see a null. */
function withoutNulls(chart: string): readonly string[] {
  return [
    '{{- /* A null in a map of the user removes its key: Helm does so only where a default has the key. */}}',
    `{{- define "${chart}.without-nulls" -}}`,
    '{{- if kindIs "map" $ }}',
    '{{- range $key, $value := $ }}',
    '{{- if kindIs "invalid" $value }}',
    '{{- $_ := unset $ $key }}',
    '{{- else if or (kindIs "map" $value) (kindIs "slice" $value) }}',
    `{{- include "${chart}.without-nulls" $value }}`,
    '{{- end }}',
    '{{- end }}',
    '{{- else if kindIs "slice" $ }}',
    '{{- range $value := $ }}',
    `{{- include "${chart}.without-nulls" $value }}`,
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '',
  ]
}

/** Walks the values along their shape, once. Below the entries of a map nothing need be there. */
function checkValues(chart: string, hasSwitches: boolean): readonly string[] {
  return [
    '{{- /* Lines that say what is wrong with the values: Helm deletes a key that is null before the schema sees it, and toYaml loses some characters without a word. */}}',
    `{{- define "${chart}.check-values" -}}`,
    '{{- range $key, $shape := $.shape }}',
    '{{- if eq $key "*" }}',
    `{{- include "${chart}.without-nulls" $.at }}`,
    '{{- range $name, $entry := $.at }}',
    '{{- if kindIs "map" $entry }}',
    `{{- include "${chart}.check-values" (dict "at" $entry "shape" $shape "below" (printf "%s%s." $.below $name) "declared" false) }}`,
    '{{- end }}',
    '{{- end }}',
    '{{- else }}',
    '{{- $value := index $.at $key }}',
    '{{- if kindIs "invalid" $value }}',
    ...(hasSwitches ? switchIsNull : []),
    `{{- ${hasSwitches ? 'else if' : 'if'} $.declared }}`,
    '{{- printf "%s%s is null: remove the line to get the default\\n" $.below $key }}',
    '{{- end }}',
    '{{- else if and (kindIs "map" $shape) (kindIs "map" $value) }}',
    `{{- include "${chart}.check-values" (dict "at" $value "shape" $shape "below" (printf "%s%s." $.below $key) "declared" $.declared) }}`,
    '{{- else if and $value (or (kindIs "map" $value) (kindIs "slice" $value)) }}',
    `{{- include "${chart}.without-nulls" $value }}`,
    '{{- if regexMatch `[\\x{7f}-\\x{9f}\\x{fffe}\\x{ffff}]|\\\\u202[89]` (toJson $value) }}',
    '{{- printf "%s%s holds one of the characters U+007F to U+009F, U+2028, U+2029, U+FFFE and U+FFFF, which toYaml can\'t write\\n" $.below $key }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '{{- end }}',
    '',
  ]
}

/** A chart that is brought along has no such switch of its own, so it is gone as soon as all that this chart gives it is: a name, say, by which it would be looked for in vain. */
const switchIsNull: readonly string[] = [
  '{{- if and $.declared (kindIs "string" $shape) }}',
  '{{- printf "%s is null, and loses what this chart gives it: remove the line to get the default\\n" (trimSuffix "." $.below) }}',
]

function hasSwitch(shape: Shape): boolean {
  return shape === 'switch' || (typeof shape === 'object' && Object.values(shape).some(hasSwitch))
}
