import { parse } from 'yaml'
import type { ChartFile, ChartIR, ChartSource, Json, Manifest } from '../model.ts'
import { defaults } from './defaults.ts'
import { leaves } from './schema/leaves.ts'
import { assign, mergeOver, type Arrangement } from './unit-tests/arrangement.ts'
import { arrivalTests } from './unit-tests/arrival-tests.ts'
import type { World } from './unit-tests/evaluate.ts'
import { joinTests } from './unit-tests/join-tests.ts'
import { namedTemplateText } from './unit-tests/named-template-text.ts'
import { places } from './unit-tests/places.ts'
import { sample } from './unit-tests/sample.ts'
import type { Stage } from './unit-tests/satisfy.ts'
import { suiteText } from './unit-tests/suite-text.ts'
import { switchTests } from './unit-tests/switch-tests.ts'

const release = { name: 'unit', namespace: 'unit-tests' }

/**
 * helm-unittest suites, one a manifest. They hold the chart to what schema and sources promise: a value that is set arrives where
 * the source puts it, and a switch adds and removes what it is around. Only what can be known without Helm is asserted.
 */
export function unitTests(ir: ChartIR): readonly ChartFile[] {
  const { chart } = ir
  const given = requiredValues(chart)
  const facts = {
    release: { ...release, service: 'Helm', isInstall: true, isUpgrade: false },
    chart: { name: chart.name, version: chart.metadata.version, appVersion: chart.metadata.appVersion },
  }
  const include: World['include'] = (world, bindings, expression) => namedTemplateText(ir.helpers, world, bindings, expression)
  const stage: Stage = { schema: chart.schema, helpers: ir.helpers, worldOf: (values) => ({ values, reads: new Set(), include, ...facts }) }
  return ir.manifests.flatMap((manifest) => suiteFile(stage, given, manifest))
}

function suiteFile(stage: Stage, given: Given, manifest: Manifest): readonly ChartFile[] {
  const name = manifest.name.replace(/\.ya?ml$/, '')
  const tests = places(stage.schema, manifest).flatMap((place) => [...switchTests(stage, given.base, place), ...arrivalTests(stage, given.base, place)])
  if (tests.length === 0) return []
  const text = suiteText({ name, template: `templates/${manifest.name}`, release, values: given.files, set: given.set, runs: joinTests(stage, tests) })
  return [{ path: `tests/${name}_test.yaml`, text }]
}

/** What a chart needs before it renders: its first values file for tests, or samples of what it requires. */
interface Given {
  readonly base: Arrangement
  readonly files: readonly string[]
  readonly set: Arrangement['assignments']
}

function requiredValues({ schema, ci, folder }: ChartSource): Given {
  const base: Arrangement = { values: defaults(schema), assignments: [] }
  const required = leaves(schema).filter(({ path, isRequired }) => isRequired && !path.some((part) => part === '<name>' || part === '[]'))
  if (required.length === 0) return { base, files: [], set: [] }
  const [file] = [...ci].sort((left, right) => (left.path < right.path ? -1 : 1))
  if (file !== undefined) {
    const values = mergeOver(base.values, parse(file.text) as Json)
    return { base: { values, assignments: [] }, files: [`..${file.path.slice(folder.length)}`], set: [] }
  }
  const filled = required.reduce((so, leaf) => {
    const value = sample(schema, leaf.schema)
    return value === undefined ? so : assign(so, leaf.path, value)
  }, base)
  return { base: { values: filled.values, assignments: [] }, files: [], set: filled.assignments }
}
