import { expect, test } from 'vitest'
import { isOnlyDeeper } from './same-meaning.ts'
import { mutantsOf } from './template-mutants.ts'

/** Such a mutant counts as caught, so it must be no mistake. */
test.each<readonly [string, boolean, readonly string[]]>([
  ['the whole of a map', true, ['labels:', '  {{- toYaml . | nindent 2 }}', 'more: 1']],
  ['the whole of a map, in a block', true, ['{{- with .Values.labels }}', 'labels:', '  {{- toYaml . | nindent 2 }}', '{{- end }}']],
  ['the whole of an item', true, ['rules:', '  -', '    {{- toYaml . | nindent 4 }}', '  - port: 1']],
  ['a map that goes on', false, ['labels:', '  {{- toYaml . | nindent 2 }}', '  more: 1']],
  ['a map that a block goes on with', false, ['labels:', '  {{- toYaml . | nindent 2 }}', '  {{- if .Values.more }}', '  more: 1', '  {{- end }}']],
  ['a map that another one goes on with', false, ['labels:', '  {{- toYaml . | nindent 2 }}', '  {{- include "more" . | nindent 2 }}', 'more: 1']],
  ['a map that began before', false, ['labels:', '  app: shop', '  {{- toYaml . | nindent 2 }}']],
])('%s', (_, isSame, lines) => {
  const mutant = mutantsOf([{ path: 'templates/shop.yml', text: lines.join('\n') }], 100).find(({ name }) => name.includes('indent by two more: {{- toYaml'))
  expect(isOnlyDeeper(mutant!)).toBe(isSame)
})
