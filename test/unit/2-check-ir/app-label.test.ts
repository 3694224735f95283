import { expect, it } from 'vitest'
import { deployment, messages, text } from './check-demo.ts'

const wrong = (labels: string, files: Parameters<typeof messages>[1] = {}, name = 'web') => messages('app-label', { [`templates/${name}-deployment.yml.hbs`]: deployment({ labels }), ...files }, { nameOverride: text() })

it('holds the label against the file', async () => {
  expect(await wrong('app.kubernetes.io/name: web')).toEqual([])
  expect(await wrong('app.kubernetes.io/name: front', {}, 'front')).toEqual([])
  expect(await wrong('app.kubernetes.io/name: front')).toEqual(['web-deployment.yml is a manifest of "web", but its label "app.kubernetes.io/name" is "front"'])
  expect(await wrong('app.kubernetes.io/name: {{default chart.name values.nameOverride}}')).toEqual(['web-deployment.yml is a manifest of "web", but its label "app.kubernetes.io/name" is "demo"'])
})

it('sees through named templates, and does not guess', async () => {
  const files = { 'helpers/labels.yml.hbs': '{{!-- Labels.\n  @param app - app\n--}}\napp.kubernetes.io/name: {{app}}\n' }
  expect(await wrong('{{> labels app="web-api"}}', files, 'web-api')).toEqual([])
  expect(await wrong('{{> labels app="api"}}', files, 'web-api')).toHaveLength(1)
  expect(await wrong('app.kubernetes.io/name: {{release.name}}')).toEqual([])
})
