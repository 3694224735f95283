import { readableFile } from '../../generator/1-load/source-reader.ts'
import { check } from '../../generator/2-check/check.ts'
import { checkChart } from '../../generator/2-check/check-ir.ts'
import { stageChart } from '../../generator/3-stage/stage.ts'
import { templateFiles } from '../../generator/4-emit/template/template-files.ts'
import { valuesSchema } from '../../generator/4-emit/values-schema.ts'
import { valuesYaml } from '../../generator/4-emit/values-yaml.ts'
import type { ChartFile, Diagnostic, SourceFile, TemplateSource } from '../../generator/model.ts'
import { mutate } from './mutate.ts'
import { randomFrom, type Random } from './random.ts'
import { reduced, usersOf, withChanged, type Sources } from './sources.ts'

/** One changed source and what became of it. */
export interface Outcome {
  readonly number: number
  readonly file: SourceFile
  readonly mutation: string
  readonly milliseconds: number
  readonly diagnostics: readonly Diagnostic[]
  /** Where a diagnostic is that points to no place in a file. */
  readonly misplaced: Diagnostic | undefined
  /** The chart, if it builds. */
  readonly files: readonly ChartFile[] | undefined
  readonly exception: string | undefined
}

/** Changes one source as the number says and builds the part of the chart that the change is in. */
export function tryMutation(sources: Sources, seed: number, number: number): Outcome {
  const random = randomFrom(seed * 1_000_003 + number)
  const original = chooseFile(sources, random)
  const { text, name } = mutate(original.text, random)
  const file: SourceFile = { path: original.path, text }
  const diagnostics: Diagnostic[] = []
  const start = performance.now()
  const done = (files: readonly ChartFile[] | undefined, exception: string | undefined): Outcome => ({
    number, file, mutation: name, milliseconds: performance.now() - start, diagnostics, files, exception,
    misplaced: diagnostics.find((diagnostic) => !isInside(diagnostic, sources, file)),
  })
  try {
    return done(buildChanged(sources, file, random, (diagnostic) => void diagnostics.push(diagnostic), () => diagnostics.some(({ severity }) => severity === 'error')), undefined)
  } catch (error) {
    return done(undefined, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

function buildChanged(sources: Sources, file: SourceFile, random: Random, report: (diagnostic: Diagnostic) => void, hasErrors: () => boolean): readonly ChartFile[] | undefined {
  const changed = withChanged(sources, file, report)
  if (changed === undefined || hasErrors()) return undefined
  const isTemplate = file.path.endsWith('.hbs')
  if (!isTemplate) check(changed.catalogue, report)
  if (hasErrors()) return undefined
  const chart = reduced(changed.chart, chooseTemplate(sources, changed.chart.templates, usersOf(changed.chart, file), file, random), file)
  const ir = stageChart(chart, changed.catalogue, report)
  if (hasErrors()) return undefined
  // Most values are not read in a part of a chart.
  checkChart(ir, changed.catalogue, (diagnostic) => { if (diagnostic.rule !== 'unused-value') report(diagnostic) })
  if (hasErrors()) return undefined
  return [...templateFiles(ir), ...(isTemplate ? [] : [valuesYaml(chart), valuesSchema(chart, changed.catalogue.charts)])]
}

/** Manifests and what they share are changed most often, as they are by people. */
function chooseFile({ files, chart }: Sources, random: Random): SourceFile {
  const kinds: readonly ((file: SourceFile) => boolean)[] = [
    ({ path }) => path.startsWith(`${chart.folder}/templates/`),
    ({ path }) => path.startsWith(`${chart.folder}/`) && path.endsWith('.hbs'),
    ({ path }) => path.startsWith('charts-src/partials/'),
    ({ path }) => path.includes('/helpers/'),
    ({ path }) => path === chart.notes?.file.path || path === chart.checks?.file.path,
    ({ path }) => path.startsWith('schemas/') || path === chart.metadataFile.path,
  ]
  const shares = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5]
  const kind = kinds[random.pickFrom(shares) ?? 0]
  return random.pickFrom(files.filter((file) => kind?.(file))) ?? chart.metadataFile
}

function chooseTemplate({ milliseconds }: Sources, all: readonly TemplateSource[], users: readonly TemplateSource[], file: SourceFile, random: Random): TemplateSource | undefined {
  const own = users.find((template) => template.file.path === file.path)
  if (own !== undefined) return own
  const isText = /(NOTES\.txt|checks)\.hbs$/.test(file.path)
  if (isText) return undefined
  const quick = [...users].sort((left, right) => (milliseconds.get(left.name) ?? 0) - (milliseconds.get(right.name) ?? 0)).slice(0, 3)
  return random.pickFrom(quick) ?? random.pickFrom(all)
}

function isInside({ span }: Diagnostic, { catalogue }: Sources, changed: SourceFile): boolean {
  const text = span.file === changed.path ? readableFile(changed.path, changed.text, () => undefined).text : catalogue.files[span.file]?.text
  return text !== undefined && span.start >= 0 && span.start <= span.end && span.end <= text.length
}
