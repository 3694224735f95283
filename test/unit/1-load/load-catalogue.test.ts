import { describe, expect, it } from 'vitest'
import { chart, loadFiles } from './load-files.ts'

const depends = (name: string): string => `dependencies:\n  - name: ${name}\n`

describe('loadCatalogue', () => {
  it('loads the charts that are asked for and those that they depend on', async () => {
    const files = { ...chart('a', undefined, depends('b')), ...chart('b', undefined, depends('c')), ...chart('c'), ...chart('d') }
    const some = await loadFiles(files, { charts: ['a'] })
    expect(some.catalogue.charts.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    const all = await loadFiles(files)
    expect(all.catalogue.charts.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('sorts the files of a chart by what they are', async () => {
    const files = {
      ...chart('a'),
      'charts-src/a/templates/web-service.yml.hbs': 'kind: Service\n',
      'charts-src/a/templates/_extra.tpl': 'x',
      'charts-src/a/templates/sub/web-job.yml.hbs': 'kind: Job\n',
      'charts-src/a/values.prod.yaml': 'a: 1\n',
      'charts-src/a/values.v0-5.yaml': '',
      'charts-src/a/NOTES.txt.hbs': 'Hello',
      'charts-src/a/checks.hbs': '',
      'charts-src/a/README.md': '# A',
      'charts-src/a/tests/web_test.yaml': 'suite: web',
      'charts-src/a/ci/one-values.yaml': 'a: 1',
      'charts-src/a/files/deep/.hidden': 'x',
      'charts-src/a/.DS_Store': 'x',
      'charts-src/a/templates/web-service.yml.hbs~': 'x',
    }
    const { catalogue, diagnostics } = await loadFiles(files)
    expect(diagnostics).toEqual([])
    const [found] = catalogue.charts
    expect(found?.templates.map(({ name }) => name)).toEqual(['sub/web-job.yml', 'web-service.yml'])
    expect(found?.verbatim.map(({ path }) => path)).toEqual(['charts-src/a/templates/_extra.tpl'])
    expect(found?.presets.map(({ name, values }) => [name, values])).toEqual([['prod', { a: 1 }], ['v0-5', {}]])
    expect(found?.files.map(({ path }) => path)).toEqual(['charts-src/a/files/deep/.hidden'])
    expect([found?.notes?.name, found?.checks?.name, found?.readme?.text]).toEqual(['NOTES.txt', 'checks', '# A'])
    expect([found?.tests.length, found?.ci.length]).toEqual([1, 1])
  })

  it('lets the own helpers and partials of a chart win over shared ones', async () => {
    const files = {
      ...chart('a'),
      ...chart('b'),
      'charts-src/helpers/labels.yml.hbs': 'a: shared\n',
      'charts-src/a/helpers/labels.txt.hbs': 'own',
      'charts-src/partials/workload/pod.hbs': 'a: shared\n',
      'charts-src/a/partials/workload/pod.hbs': 'a: own\n',
    }
    const { catalogue } = await loadFiles(files)
    const found = catalogue.charts.map(({ helpers, partials }) => [...helpers, ...partials].filter(({ name }) => /^labels|^workload\/pod$/.test(name)).map(({ name, file }) => [name, file.text.trim()]))
    expect(found).toEqual([
      [['labels.txt', 'own'], ['workload/pod', 'a: own']],
      [['labels.yml', 'a: shared'], ['workload/pod', 'a: shared']],
    ])
  })

  it('parses what charts share once', async () => {
    const { catalogue } = await loadFiles({ ...chart('a'), ...chart('b'), 'charts-src/partials/one.hbs': 'a: {{values.x}}\n' })
    const [a, b] = catalogue.charts.map(({ partials }) => partials.find(({ name }) => name === 'one')?.program)
    expect(a).toBeDefined()
    expect(a).toBe(b)
  })

  it('reads line ends of every system alike, but not in files that are shipped as they are', async () => {
    const { catalogue } = await loadFiles({ ...chart('a'), 'charts-src/a/templates/web-service.yml.hbs': 'a: 1\r\nb: 2\r\n', 'charts-src/a/files/run.bat': 'a\r\n' })
    expect(catalogue.charts[0]?.templates[0]?.file.text).toBe('a: 1\nb: 2\n')
    expect(catalogue.charts[0]?.files[0]?.text).toBe('a\r\n')
  })

  it('goes on after a mistake, to tell them all', async () => {
    const { diagnostics } = await loadFiles({ ...chart('a'), 'charts-src/a/templates/x-service.yml.hbs': '{{#if a}}', 'charts-src/a/templates/y-service.yml.hbs': '{{/if}}', 'charts-src/a/values.prod.yaml': 'a: [', 'schemas/a.schema.json': '{' })
    expect(diagnostics.map(({ rule }) => rule).sort()).toEqual(['json-syntax', 'template-syntax', 'template-syntax', 'yaml-syntax'])
  })

  it('gives the same catalogue for the same sources', async () => {
    const files = { ...chart('a'), ...chart('b'), 'charts-src/a/templates/web-service.yml.hbs': 'a: {{values.x}}\n' }
    expect(JSON.stringify((await loadFiles(files)).catalogue)).toBe(JSON.stringify((await loadFiles(files)).catalogue))
  })
})
