import { expect, it } from 'vitest'
import { deployment, messages, text } from './check-demo.ts'

const secret = { auth: { type: 'object', additionalProperties: false, description: 'Login.', properties: { user: text(), password: text({ 'x-secret': true }) } } }
const leaks = (container: string, files: Parameters<typeof messages>[1] = {}) => messages('leaked-secret', { 'templates/web-deployment.yml.hbs': deployment({ container }), ...files }, secret)
const secretFile = (body: string) => ({ 'templates/web-secret.yml.hbs': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n${body}` })

it('lets a secret into the data of a Secret only', async () => {
  expect(await leaks('args:\n  - x', secretFile('data:\n  a: {{b64enc values.auth.password}}\nstringData:\n  b: {{values.auth.password}}\n'))).toEqual([])
  expect(await leaks('args:\n  - x', secretFile('type: {{values.auth.password}}\n'))).toEqual(['the secret "values.auth.password" is printed into "type" of a Secret'])
  expect(await leaks('args:\n  - "--password={{values.auth.password}}"')).toEqual(['the secret "values.auth.password" is printed into a Deployment'])
})

it('finds it within objects, functions, named templates and nested documents', async () => {
  expect(await leaks('env: {{values.auth}}')).toEqual(['the secret "values.auth.password" is printed into a Deployment'])
  expect(await leaks('args:\n  - {{b64enc (printf "%s:x" values.auth.password)}}')).toHaveLength(1)
  expect(await leaks('args:\n  - {{url of=values.auth}}', { 'helpers/url.txt.hbs': '{{!-- URL.\n  @param of - login\n--}}\nhttp://{{of.user}}:{{of.password}}@db\n' })).toHaveLength(1)
  const configMap = { 'templates/web-configmap.yml.hbs': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a.yaml: |\n    login:\n      password: {{values.auth.password}}\n' }
  expect(await leaks('args:\n  - x', configMap)).toEqual(['the secret "values.auth.password" is printed into a ConfigMap'])
})

it('lets everybody know whether there is one, and its hash', async () => {
  expect(await leaks('{{#if values.auth.password}}\nargs:\n  - {{trunc 8 (sha256 values.auth.password)}}\n{{/if}}')).toEqual([])
  expect(await leaks('args:\n  - {{ternary "a" "b" (empty values.auth.password)}}')).toEqual([])
  expect(await leaks('args:\n  - {{toJson (omit values.auth "password")}}')).toEqual([])
  expect(await leaks('args:\n  - {{toJson (omit values.auth "user")}}')).toHaveLength(1)
})

it('keeps notes and checks free of it', async () => {
  expect(await leaks('args:\n  - x', { 'NOTES.txt.hbs': 'Log in with {{values.auth.password}}\n' })).toEqual(['the secret "values.auth.password" is printed into the notes'])
  expect(await leaks('args:\n  - x', { 'checks.hbs': '{{#if (eq values.auth.password "x")}}\n{{values.auth.password}} is weak\n{{/if}}\n' })).toEqual(['the secret "values.auth.password" is printed into a message of the checks'])
})
