import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { run } from '../cli/run-cli.ts'
import { withoutRandom } from '../tools/random-entries.ts'
import { requiredValues, valuesParameters, type ChartUnderTest, type ValuesCase } from './chart-under-test.ts'
import { openHelm } from './open-helm.ts'
import { tools } from './tools.ts'

/** `helm template` as users run it: both Helms give the same manifests and say nothing beside them. */
export function templateTests(chart: ChartUnderTest): void {
  for (const values of chart.cases) test(`both Helms render the same with ${values.name}`, async () => {
    const [three, four] = [await documents(tools.helm3, chart, values), await documents(tools.helm4, chart, values)]
    expect(three.length).toBeGreaterThan(0)
    expect(four).toEqual(three)
    for (const text of four) {
      const [document] = parseAllDocuments(text)
      expect(document?.errors, text).toEqual([])
      expect(document?.toJSON(), text).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String), metadata: { name: expect.any(String) } })
    }
  })

  test.for(['helm3', 'helm4'] as const)('%s prints notes without an unfinished word', async (engine) => {
    const helm = await openHelm()
    for (const values of chart.cases) {
      const { notes, error, warnings } = await helm.render({ chart: chart.package, engine, valuesYaml: await helm.valuesOf(values), showNotes: true })
      expect({ error, warnings }).toEqual({ error: undefined, warnings: [] })
      if (chart.files.some(({ path }) => path === 'templates/NOTES.txt')) expect(notes.trim()).not.toBe('')
      expect(notes).not.toMatch(/<no value>|<nil>|%!|map\[|\{\{/)
    }
  })

  test('values without a default are asked for, and only such stand in the file for them', async () => {
    const helm = await openHelm()
    const { error } = await helm.render({ chart: chart.package, engine: 'helm4' })
    const hasRequired = chart.files.some(({ path }) => path === requiredValues)
    expect(error === undefined, `a chart has ${requiredValues} if it cannot be installed without values: ${error}`).toBe(!hasRequired)
  })
}

/** Each document with the template that it comes from; the Helms put different blank lines between them. */
async function documents(helm: string, chart: ChartUnderTest, values: ValuesCase): Promise<readonly string[]> {
  const rendered = await run([helm, 'template', 'r', chart.package, ...valuesParameters(values)], { cwd: chart.scratch })
  expect(rendered).toMatchObject({ exitCode: 0, stderr: '' })
  return rendered.stdout.split(/^---\n/m).map((text) => text.trim()).filter((text) => text !== '').map((content) => withoutRandom({ path: sourceOf(content), content }).content)
}

function sourceOf(document: string): string {
  return /^# Source: (.+)$/m.exec(document)?.[1] ?? ''
}
