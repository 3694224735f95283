import { expect, it } from 'vitest'
import { longestMatch } from '../../../generator/ir/longest-match.ts'
import { deployment, messages, text } from './check-demo.ts'

const tooLong = (parts: Parameters<typeof deployment>[0], properties: Parameters<typeof messages>[2] = {}, files: Parameters<typeof messages>[1] = {}) =>
  messages('long-name', { 'templates/web-deployment.yml.hbs': deployment(parts), ...files }, properties)

it('adds up what a name is made of', async () => {
  expect(await tooLong({ name: '{{release.name}}-catalogue' })).toEqual([])
  expect(await tooLong({ name: '{{release.name}}-catalogue2' })).toEqual(['the name of a Deployment can have 64 characters'])
  expect(await tooLong({ name: '{{values.name}}' }, { name: text() })).toEqual(['the name of a Deployment can have any number of characters'])
  expect(await tooLong({ name: '{{values.name}}-web' }, { name: text({ maxLength: 59 }) })).toEqual([])
  expect(await tooLong({ name: '{{values.name}}' }, { name: text({ pattern: '^[a-z]{1,64}$' }) })).toEqual(['the name of a Deployment can have 64 characters'])
  expect(await tooLong({ name: '{{trunc 63 values.name}}' }, { name: text() })).toEqual([])
})

it('knows the guarded form that cuts only what is too long, through a named template', async () => {
  const cut = (limit: number) => ({
    'helpers/named.txt.hbs': `{{!-- Name.\n  @param app - app\n--}}\n{{#with (printf "%s-%s" release.name app) as |whole|}}\n{{#if (gt (len whole) ${limit})}}\n{{trunc 54 whole}}-{{trunc 8 (sha256 whole)}}\n{{else}}\n{{whole}}\n{{/if}}\n{{/with}}\n`,
  })
  expect(await tooLong({ name: '{{named app="a-very-long-name-of-an-app"}}' }, {}, cut(63))).toEqual([])
  expect(await tooLong({ name: '{{named app="a-very-long-name-of-an-app"}}' }, {}, cut(64))).toEqual(['the name of a Deployment can have 64 characters'])
})

it('has other limits for a CronJob, labels, containers and ports', async () => {
  const job = (name: string) => ({ 'templates/web-cronjob.yml.hbs': `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: ${name}\n` })
  expect(await messages('long-name', job('{{trunc 52 release.name}}'))).toEqual([])
  expect(await messages('long-name', job('{{release.name}}'))).toEqual(['the name of a CronJob can have 53 characters'])
  expect(await tooLong({ labels: 'team: {{values.team}}' }, { team: text() })).toEqual(['the label "team" can have any number of characters'])
  expect(await tooLong({ container: 'ports:\n  - name: a-port-too-long-\n    containerPort: 80' })).toEqual(["the name of a container's port can have 16 characters"])
  expect(await tooLong({ pod: 'volumes:\n  - name: {{release.name}}-certificates\n    emptyDir: {}' })).toEqual(['the name of a volume can have 66 characters'])
})

it('counts the longest match of a pattern', () => {
  expect(['^[a-z]{2,5}-x$', '^(a|bcd)?$', '^a*$', 'abc', '^(a{3}){4}$', '^\\.$|^ab$'].map(longestMatch)).toEqual([7, 3, Infinity, Infinity, 12, 2])
})
