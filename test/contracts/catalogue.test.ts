import { expect, test } from 'vitest'
import { contractsByArea } from './contracts.ts'
import type { Contract } from './model.ts'

/** The page is made of the contracts themselves; `npx vitest run --project contracts -u` writes it anew. */
test('docs/contracts.md lists every contract', async () => {
  const areas: readonly (readonly [string, readonly Contract[]])[] = Object.entries(contractsByArea)
  const sections = areas.map(([area, contracts]) => `## ${area}\n\n| contract | what holds | judged on |\n| --- | --- | --- |\n${contracts.map(row).join('\n')}\n`)
  await expect(`${head}\n${sections.join('\n')}`).toMatchFileSnapshot('../../docs/contracts.md')
})

function row({ name, sentence, kind, unless }: Contract): string {
  const exception = unless === undefined ? '' : ' Not judged where a user asks otherwise by a switch of that name.'
  return `| ${name} | ${sentence}${exception} | ${judgedOn[kind]} |`
}

const judgedOn: { readonly [K in Contract['kind']]: string } = {
  rendering: 'every rendering',
  change: 'every change of a value or version',
  chart: 'the chart, which it renders itself',
}

const head = `# Contracts

A contract is a sentence about charts and a function that finds what breaks it. All of them hold for every chart in \`dist-charts/\`, as packed, with
the default values, each preset and each file of \`ci/\`. Over the defaults, and where the most is set, every boolean and enum of the schema is switched
once; over the others every fourth is, always the same ones, and \`CHARTWRIGHT_LONG=1\` switches all. A new chart is under all of them without a line of test code.

- One file each, below \`test/contracts/\`, and a line in \`contracts.ts\`. Each file holds a tiny bad manifest or chart that the contract must catch.
- A switch that needs something beside it gets it: what the chart's own message asks for is filled in from the examples and types of the schema.
- Where the most is set, each other single value is changed once too: of more than 300, each second, third … unless \`CHARTWRIGHT_LONG=1\` is set.
- Variables and secrets are given all at once, and in halves where the chart refuses that, until those that it refuses stand alone; in the long mode one by one.
- Of an umbrella only the defaults and the case with the most values are switched: its charts are judged by themselves.
- \`waivers.yaml\` lists what stays, by contract, chart and object, each with a reason. A waiver that nothing needs any more fails the tests.
- \`broken/\` holds a chart and ten ways to break it, each with the contracts that catch it.
- \`npx vitest run --project contracts\` runs them. What has not changed since the last run is not judged again, unless \`CHARTWRIGHT_CACHE=off\` says so.

This page is made from the contracts by a test.
`
