import type { ChartFile, ChartIR, NamedTemplate } from '../../model.ts'
import { bodyLines } from './capture.ts'
import type { Captured, Environment } from './environment.ts'

/** `_helpers.tpl`: every named template that the chart includes, and the pieces that needed one while printing. */
export function helpersFile(environment: Environment, ir: ChartIR): ChartFile {
  const declared = ir.helpers.map((helper) => define(helper.name, helper.description, helperLines(environment, helper)))
  const collected = environment.captured.map((captured: Captured) => define(captured.name, '', captured.lines))
  return { path: 'templates/_helpers.tpl', text: `${[...declared, ...collected].join('\n\n')}\n` }
}

function helperLines(environment: Environment, helper: NamedTemplate): readonly string[] {
  const hasParameters = helper.parameters.length > 0
  const inner: Environment = {
    ...environment,
    place: helper.name,
    root: hasParameters ? '$.root' : '$',
    variables: new Map(helper.parameters.map((name) => [name, `$.${name}`])),
  }
  return bodyLines(inner, helper.body)
}

function define(name: string, description: string, lines: readonly string[]): string {
  const comment = description === '' ? '' : `{{/* ${description.replaceAll('*/', '* /')} */}}\n`
  return `${comment}{{- define ${JSON.stringify(name)} -}}\n${lines.join('\n')}\n{{- end }}`
}
