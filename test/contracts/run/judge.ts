import { contracts } from '../contracts.ts'
import type { Contract, Fields, Refusal, Rendering, Scenario, Subject, Violation } from '../model.ts'
import { bySize } from '../read/by-size.ts'
import { setAt } from '../read/set-at.ts'
import { changes, chosenToggles, isLong, toggleText, type Toggle } from './toggles.ts'
import { withNeeds } from './with-needs.ts'

/** Holds a chart against every contract, in each scenario and with each toggle. */
export async function judge(chart: Subject): Promise<Judgement> {
  const ofScenarios = await Promise.all(chart.scenarios.map((scenario) => judgeScenario(chart, scenario)))
  const ofChart = await Promise.all(contracts.filter((contract) => contract.kind === 'chart').map(async (contract) =>
    (await contract.check(chart)).map((violation) => finding(contract, chart, { scenario: '', toggle: '' }, violation))))
  return {
    findings: [...ofScenarios.flatMap(({ findings }) => findings), ...ofChart.flat()],
    refused: ofScenarios.flatMap(({ refused }) => refused),
    renderings: ofScenarios.reduce((sum, { renderings }) => sum + renderings, 0),
  }
}

async function judgeScenario(chart: Subject, scenario: Scenario): Promise<Judgement> {
  const valid = await chart.render(scenario.values, { isValidated: true })
  const plain = 'refusal' in valid ? valid : await chart.render(scenario.values)
  if ('refusal' in plain) return { findings: [], refused: [{ scenario: scenario.name, toggle: '', message: plain.refusal }], renderings: 0 }
  const switched = await Promise.all(chosenToggles(chart, scenario).map(async (toggle) => ({ toggle: toggleText(toggle), rendering: await renderToggled(chart, scenario, toggle) })))
  const changed = await Promise.all(changesIn(chart, scenario).map(async (toggle) => ({ toggle: toggleText(toggle), rendering: await chart.render(setAt(scenario.values, toggle.path, toggle.value)) })))
  const later = { toggle: 'version of the chart', rendering: await chart.render(scenario.values, { isLaterVersion: true }) }

  const judged = [{ toggle: '', rendering: plain }, ...switched.filter(isRendered)]
  const ofRenderings = judged.flatMap(({ toggle, rendering }) => contracts.flatMap((contract) => {
    if (contract.kind !== 'rendering' || contract.unless?.test(toggle) === true) return []
    return contract.check(rendering).map((violation) => finding(contract, chart, { scenario: scenario.name, toggle }, violation))
  }))
  const ofChanges = [...switched, ...changed, later].filter(isRendered).flatMap(({ toggle, rendering }) => contracts.flatMap((contract) => {
    if (contract.kind !== 'change' || contract.unless?.test(toggle) === true) return []
    return contract.check(plain, rendering).map((violation) => finding(contract, chart, { scenario: scenario.name, toggle }, violation))
  }))
  return {
    findings: [...ofRenderings, ...ofChanges],
    refused: switched.flatMap(({ toggle, rendering }) => ('refusal' in rendering ? [{ scenario: scenario.name, toggle, message: rendering.refusal }] : [])),
    renderings: switched.length + 1,
  }
}

/** Changes of single values are tried where the most is on: in the values of ci/, if there are some. Of very many, an ordinary run tries each second, third … */
function changesIn(chart: Subject, scenario: Scenario): readonly Toggle[] {
  if (scenario !== bySize(chart.scenarios)[0]) return []
  const all = changes(chart, scenario.values)
  const step = isLong ? 1 : Math.ceil(all.length / mostChanges)
  return all.filter((_, index) => index % step === 0)
}

const mostChanges = 300

/** What a chart asks for in its refusals is given, as far as its schema tells how. */
async function renderToggled(chart: Subject, { values }: Scenario, { path, value }: Toggle): Promise<Rendering | Refusal> {
  let given: Fields = setAt(values, path, value)
  let rendering = await chart.render(given)
  for (let round = 0; round < 4 && 'refusal' in rendering; round++) {
    const more = withNeeds(chart, given, rendering.refusal)
    if (more === undefined) break
    given = more
    rendering = await chart.render(given, { isValidated: true })
  }
  return rendering
}

function isRendered(one: { readonly toggle: string; readonly rendering: Rendering | Refusal }): one is { readonly toggle: string; readonly rendering: Rendering } {
  return !('refusal' in one.rendering)
}

function finding({ name }: Contract, chart: Subject, place: Pick<Finding, 'scenario' | 'toggle'>, violation: Violation): Finding {
  return { contract: name, chart: chart.name, ...place, ...violation }
}

export interface Judgement {
  readonly findings: readonly Finding[]
  /** What the chart itself does not allow. */
  readonly refused: readonly { readonly scenario: string; readonly toggle: string; readonly message: string }[]
  readonly renderings: number
}

export interface Finding extends Violation {
  readonly contract: string
  readonly chart: string
  /** Empty where the contract looks at the chart as a whole. */
  readonly scenario: string
  readonly toggle: string
}
