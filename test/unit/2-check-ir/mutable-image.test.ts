import { expect, it } from 'vitest'
import { deployment, messages, text } from './check-demo.ts'

const mutable = (image: string, properties: Parameters<typeof messages>[2] = {}, files: Parameters<typeof messages>[1] = {}) =>
  messages('mutable-image', { 'templates/web-deployment.yml.hbs': deployment({ image }), ...files }, properties)
const imageOf = (tag: string) => ({ image: { type: 'object', additionalProperties: false, description: 'An image.', properties: { repository: text({ default: 'web' }), tag: text({ default: tag }) } } })

it('refuses images that move', async () => {
  expect(await mutable('nginx')).toEqual(['the image "nginx" has no tag'])
  expect(await mutable('registry.example.com:5000/nginx')).toEqual(['the image "registry.example.com:5000/nginx" has no tag'])
  expect(await mutable('nginx:latest')).toEqual(['the image "nginx:latest" has the tag "latest", which is moved from image to image'])
  expect(await mutable('{{values.image}}', { image: text({ default: 'nginx:edge' }) })).toEqual(['the image "nginx:edge" has the tag "edge", which is moved from image to image'])
})

it('takes versions and digests', async () => {
  expect(await mutable('nginx:1.29.1')).toEqual([])
  expect(await mutable('nginx@sha256:0123')).toEqual([])
  expect(await mutable('{{values.image}}', { image: text() })).toEqual([])
})

it('looks at the defaults of the values', async () => {
  const plain = '"{{values.image.repository}}:{{values.image.tag}}"'
  expect(await mutable(plain, imageOf('1.0'))).toEqual([])
  expect(await mutable(plain, imageOf('latest'))).toEqual(['the default "latest" of "image.tag" is moved from image to image'])
  expect(await mutable(plain, imageOf(''))).toEqual(['the image "web:" has an empty tag where the values have none'])
})

it('takes an empty tag where a named template falls back to the version of the app', async () => {
  const files = { 'helpers/image.txt.hbs': '{{!-- Image.\n  @param of - image\n--}}\n{{of.repository}}:{{default chart.appVersion of.tag}}\n' }
  expect(await mutable('{{image of=values.image}}', imageOf(''), files)).toEqual([])
})
