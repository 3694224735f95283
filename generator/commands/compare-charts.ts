import { join } from 'node:path'
import { describePlan } from '../5-package/describe-plan.ts'
import { planCharts } from '../5-package/plan-charts.ts'
import type { Answer } from './answer.ts'
import type { BuiltCharts } from './build-charts.ts'
import { counted } from './built-chart.ts'

/** `chartwright build --check`: whether dist-charts/ is what was built. */
export async function compareCharts(root: string, { charts, isWhole, diagnostics, catalogue }: BuiltCharts): Promise<Answer> {
  const plans = await planCharts(join(root, 'dist-charts'), charts, isWhole)
  const steps = plans.flatMap(({ name, plan }) => plan.filter((step) => step.kind !== 'keep').map((step) => ({ chart: name, kind: step.kind, path: `dist-charts/${name}/${step.path}` })))
  const told = { diagnostics, files: catalogue.files, data: { differences: steps } }
  if (steps.length === 0) return { ...told, exitCode: 0, text: `${counted(charts.length, 'chart')}: dist-charts/ is what the sources say` }
  const lines = plans.flatMap(({ name, plan }) => describePlan(`dist-charts/${name}`, plan))
  const rest = lines.length - shownLines
  const shown = rest > 0 ? [...lines.slice(0, shownLines), `… and ${counted(rest, 'line')} more`] : lines
  const summary = `dist-charts/ is not what the sources say: ${counted(steps.length, 'file')} would change\n  fix: run "chartwright build"`
  return { ...told, exitCode: 1, problem: [...shown, summary].join('\n') }
}

const shownLines = 60
