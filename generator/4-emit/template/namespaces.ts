import type { ChartSource, Dependency } from '../../model.ts'

/** Lines of `zz-checks.yml` that refuse a chart brought along into another namespace: its Secrets and short names would not be found from here. */
export function namespaces({ schema, metadata: { dependencies = [] } }: ChartSource): readonly string[] {
  if (schema.properties?.['namespaceOverride'] === undefined) return []
  const concerned = dependencies.filter((dependency) => schema.properties?.[keyOf(dependency)]?.properties?.['namespaceOverride'] !== undefined)
  const switched = concerned.filter((dependency) => dependency.condition?.trim() === `${keyOf(dependency)}.enabled`)
  const lines = [...refusals(switched, '$below.enabled '), ...refusals(concerned.filter((dependency) => !switched.includes(dependency)), '')]
  return lines.length === 0 ? [] : ['{{- if not $refusals }}', ...lines, '{{- end }}']
}

function refusals(dependencies: readonly Dependency[], isThere: string): readonly string[] {
  if (dependencies.length === 0) return []
  const differs = 'ne (default "" $below.namespaceOverride) $.Values.namespaceOverride'
  return [
    `{{- range $name := list ${dependencies.map((dependency) => JSON.stringify(keyOf(dependency))).join(' ')} }}`,
    '{{- $below := index $.Values $name }}',
    `{{- if ${isThere === '' ? differs : `and ${isThere}(${differs})`} }}`,
    '{{- $refusals = printf "%s%s.namespaceOverride is not what namespaceOverride is: its Secrets and addresses are looked for in one namespace, so set both\\n" $refusals $name }}',
    '{{- end }}',
    '{{- end }}',
  ]
}

function keyOf({ name, alias }: Dependency): string {
  return alias ?? name
}
