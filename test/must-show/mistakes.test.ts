import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edited } from '../cli/files.ts'
import { emptyFolder, runCli } from '../cli/run-cli.ts'

const templates = 'charts-src/weather/templates'
const cronJob = `${templates}/weather-cronjob.yml.hbs`
const configMap = `${templates}/weather-configmap.yml.hbs`
const schema = 'schemas/weather.schema.json'

/** What somebody gets wrong in the first hour. Each is told with its place, the line and what to do. */
const mistakes: readonly Mistake[] = [
  {
    title: 'a typo in the path of a value',
    file: configMap, before: 'values.hours', after: 'values.huors',
    says: `${configMap}:10:14 error "huors" is not declared in "values" [unknown-value]`,
    frame: '> 10 |     hours: {{values.huors}}\n     |              ^^^^^^^^^^^^',
    fix: 'did you mean "hours"?',
  },
  {
    title: 'wrong indentation',
    file: cronJob, before: '  concurrencyPolicy: Forbid', after: '   concurrencyPolicy: Forbid',
    says: /^charts-src\/weather\/templates\/weather-cronjob\.yml\.hbs:(9|10):\d+ error .+ \[yaml-syntax\]$/m,
    frame: '   concurrencyPolicy: Forbid\n',
    fix: 'a key stands on one line: is a colon missing, or the indentation wrong?',
  },
  {
    title: 'a value without a description',
    file: schema, before: '"description": "How many hours a forecast looks ahead.", ', after: '',
    says: `${schema}:18:5 error "hours" has no description [missing-description]`,
    frame: '> 18 |     "hours": { "type": "integer", "minimum": 1, "maximum": 240, "default": 24 },\n     |     ^^^^^^^',
    fix: 'add a "description" that says what it does, with its unit',
  },
  {
    title: 'text of a Go template',
    file: cronJob, before: '{{values.schedule}}', after: '{{ .Values.schedule | quote }}',
    says: `${cronJob}:9:13 error "{{ .Values.schedule | quote }}" is Go template text [go-template]`,
    frame: '>  9 |   schedule: {{ .Values.schedule | quote }}\n     |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    fix: 'write "{{values.schedule}}": quotes and indentation are the compiler\'s business',
  },
  {
    title: 'an environment variable that is there twice',
    file: cronJob, before: '                      key: token\n', after: '                      key: token\n                - name: WEATHER_TOKEN\n                  value: none\n',
    says: /^charts-src\/weather\/templates\/weather-cronjob\.yml\.hbs:48:25 error .*"WEATHER_TOKEN".*weather-cronjob\.yml\.hbs:43 .*\[duplicate-key\]$/m,
    frame: '> 48 |                 - name: WEATHER_TOKEN\n     |                         ^^^^^^^^^^^^^',
    fix: 'remove one of them, or let their conditions exclude each other',
  },
  {
    title: 'a secret in a ConfigMap',
    file: configMap, before: '    places:\n', after: '    token: {{values.token}}\n    places:\n',
    says: `${configMap}:11:14 error the secret "values.token" is printed into a ConfigMap [leaked-secret]`,
    frame: '> 11 |     token: {{values.token}}\n     |              ^^^^^^^^^^^^',
    fix: 'put it into the data of a Secret and refer to it with "secretKeyRef"',
  },
  {
    title: 'a partial that there is not',
    file: cronJob, before: '{{> labels app="weather"}}', after: '{{> lables app="weather"}}',
    says: `${cronJob}:7:5 error there is no partial or named template "lables" [unknown-partial]`,
    frame: '> 7 |     {{> lables app="weather"}}\n    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^',
    fix: 'did you mean "labels"?',
  },
  {
    title: 'a parameter that is missing',
    file: cronJob, before: '{{> labels app="weather"}}', after: '{{> labels}}',
    says: `${cronJob}:7:5 error "labels" needs the parameter "app" [missing-parameter]`,
    frame: '> 7 |     {{> labels}}\n    |     ^^^^^^^^^^^^',
    fix: 'add app=…',
  },
  {
    title: 'a block that is not closed',
    file: configMap, before: '        {{/if}}\n', after: '',
    says: `${configMap}:16:12 error the block "if" is closed with "{{/each}}" [template-syntax]`,
    frame: '> 16 |         {{#if place.title}}\n     |            ^^',
    fix: 'write "{{/if}}"',
  },
  {
    title: 'a default of the wrong type',
    file: schema, before: '"default": 24', after: '"default": "24"',
    says: `${schema}:18:133 error "hours" must be an integer, not a string [default-value]`,
    frame: '"default": "24" },\n     |                                   ^^^^',
  },
  {
    title: 'a value that nothing reads',
    file: schema, before: '"schedule": {', after: '"retries": { "type": "integer", "description": "How often.", "default": 1 },\n    "schedule": {',
    says: `${schema}:12:5 error nothing in the chart "weather" reads "retries" [unused-value]`,
    frame: '> 12 |     "retries": { "type": "integer", "description": "How often.", "default": 1 },\n     |     ^^^^^^^^^',
    fix: 'use it in a source as "values.retries", or take it out of the schema',
  },
]

test.for(mistakes)('$title', async ({ file, before, after, says, frame, fix }) => {
  const folder = await emptyFolder()
  await cp(join(import.meta.dirname, 'weather'), folder, { recursive: true })
  expect(await runCli(folder, ['check'])).toEqual({ exitCode: 0, stdout: '1 chart: nothing to complain of\n', stderr: '' })
  await edited(join(folder, file), before, after)
  const { exitCode, stdout, stderr } = await runCli(folder, ['check'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(says)
  expect(stderr).toContain(frame)
  if (fix !== undefined) expect(stderr).toContain(`  fix: ${fix}`)
  // Whatever else is told has the same cause, so it stands in the same file.
  for (const [, path] of stderr.matchAll(/^(\S+?):\d+:\d+ error /gm)) expect(path).toBe(file)
})

interface Mistake {
  readonly title: string
  readonly file: string
  readonly before: string
  readonly after: string
  readonly says: string | RegExp
  /** Of the lines that are shown. */
  readonly frame: string
  /** Left out where the message itself says it all. */
  readonly fix?: string
}
