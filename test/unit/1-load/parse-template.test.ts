import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../../generator/1-load/parse-template.ts'
import type { Diagnostic, TemplateSource } from '../../../generator/model.ts'

function parse(text: string): { readonly source: TemplateSource | undefined; readonly mistakes: readonly string[]; readonly rules: readonly string[]; readonly fixes: readonly (string | undefined)[] } {
  const diagnostics: Diagnostic[] = []
  const source = parseTemplate({ path: 'x.yml.hbs', text }, 'x.yml', (diagnostic) => void diagnostics.push(diagnostic))
  return { source, mistakes: diagnostics.map(({ message, span }) => `${span.start}-${span.end} ${message}`), rules: diagnostics.map(({ rule }) => rule), fixes: diagnostics.map(({ fix }) => fix) }
}

describe('grammar errors', () => {
  it.each([
    ['a: {{#if x}}\nb', '3-12 the block "if" is not closed'],
    ['{{#if a}}{{#each b as |x i|}}{{/each}}', '0-9 the block "if" is not closed'],
    ['{{#if a}}x{{else}}y', '0-9 the block "if" is not closed'],
    ['{{#> layout}}\nx', '0-13 the block "layout" is not closed'],
    ['{{#if a}}x{{/each}}', '3-5 the block "if" is closed with "{{/each}}"'],
    ['x\n{{/if}}', '2-9 "{{/if}}" closes a block that was not opened'],
    ['{{else}}', '0-8 "{{else}}" stands outside of a block'],
    ['{{a b=}}', '6-8 "}}" is not expected here'],
    ['{{> }}', '4-6 "}}" is not expected here'],
    ['{{a', '0-2 the expression is not closed'],
    ['a: 1\n{{#each x as |a}}{{/each}}', '20-22 "}}" is not expected here'],
    ['{{!-- abc', '0-5 the comment is not closed'],
    ['{{this.x.this}}', '2-13 "this.x.this" is not a path'],
    ['{{#*inline "a"}}{{#if x}}y{{else}}{{/if}}{{else}}z{{/inline}}', '41-49 "{{else}}" stands in an inline partial'],
    ['{{ "abc }}', '3-4 """ is not expected here'],
  ])('%j: %s', (text, expected) => {
    expect(parse(text).mistakes).toEqual([expected])
  })
})

describe('Go template text', () => {
  it.each([
    '{{ .Values.x }}', '{{.Values.x}}', '{{- if .Values.x }}', '{{ end }}', '{{- end -}}', '{{ if .x }}', '{{ if (eq 1 2) }}', '{{ include "a" . }}', '{{ $x := 1 }}', '{{ $x }}', '{{ $.Values.x }}',
    '{{ values.x | quote }}', '{{ printf "%s" .x }}', '{{ range $k, $v := .Values.x }}', '{{ with .x }}', '{{ define "x" }}', '{{ template "x" . }}', '{{- toYaml values.x | nindent 4 }}', '{{ values.x -}}', '{{else if .Values.x}}',
  ])('%s is found', (text) => {
    expect(parse(`a: ${text}`).rules).toEqual(['go-template'])
  })

  it.each([
    '{{values.x}}', '{{ values.x }}', '{{~ values.x ~}}', '{{default "a | b" values.x}}', '{{printf "%s-.x $y" a}}', '{{#if (or a b)}}{{else if (eq a "-")}}{{else}}{{/if}}',
    '{{#each values.x as |value key|}}{{/each}}', '{{#each x as |value|}}{{@key}} {{@index}} {{this}} {{this.a}}{{/each}}', '{{> a/b c="d - e"}}', '{{!-- {{ .Values.x }} --}}', '{{! .Values.x }}', '{{#if a}}{{^}}{{/if}}', '{{range}}', '{{with-dash}}',
  ])('%s is not', (text) => {
    expect(parse(`a: ${text}`).rules).not.toContain('go-template')
  })

  it.each([
    ['{{ .Values.web.image }}', '{{values.web.image}}'],
    ['{{ .Release.Name }}', '{{release.name}}'],
    ['{{ $.Chart.AppVersion | quote }}', '{{chart.appVersion}}'],
    ['{{- if not .Values.a.b }}', '{{#unless values.a.b}}'],
    ['{{- range $name, $env := .Values.env }}', '{{#each values.env as |value key|}}'],
    ['{{- with .Values.affinity }}', '{{#with values.affinity as |value|}}'],
    ['{{ include "mastro.labels" . | nindent 4 }}', '{{> labels}}'],
    ['{{- $full := .Values.full }}', '{{#with values.full as |full|}}'],
  ])('%s is answered with %s', (text, expected) => {
    expect(parse(text).fixes[0]).toContain(expected)
  })
})

describe('parameters', () => {
  it('are read from the comment at the head', () => {
    const { source, rules } = parse('\n{{!-- What it is.\n  @param app - the name\n  @param more? - more: labels, for "x"\n--}}\na: {{app}}\n{{!-- @param late - no --}}')
    expect(rules).toEqual([])
    expect(source?.parameters).toEqual([
      { name: 'app', optional: false, description: 'the name' },
      { name: 'more', optional: true, description: 'more: labels, for "x"' },
    ])
  })

  it('are not read from a later comment', () => {
    expect(parse('a: 1\n{{!-- @param late - no --}}').source?.parameters).toEqual([])
  })
})
