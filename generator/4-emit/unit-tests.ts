import type { ChartFile, ChartIR, Manifest } from '../model.ts'
import { arrivalTests } from './unit-tests/arrival-tests.ts'
import type { World } from './unit-tests/evaluate.ts'
import { joinTests } from './unit-tests/join-tests.ts'
import { namedTemplateText } from './unit-tests/named-template-text.ts'
import { places } from './unit-tests/places.ts'
import { requiredValues, type Given } from './unit-tests/required-values.ts'
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
