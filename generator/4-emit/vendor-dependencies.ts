import type { ChartFile, ChartSource, EmittedChart } from '../model.ts'

/**
 * The same charts, each with the charts that it depends on below `charts/`, as Helm wants them.
 * What is only for those who develop a chart stays with it.
 */
export function vendorDependencies(emitted: readonly EmittedChart[], sources: readonly ChartSource[]): readonly EmittedChart[] {
  return emitted.map((chart) => ({ ...chart, files: filesOf(chart.name, emitted, sources) }))
}

function filesOf(name: string, emitted: readonly EmittedChart[], sources: readonly ChartSource[]): readonly ChartFile[] {
  const own = emitted.find((chart) => chart.name === name)?.files
  const source = sources.find((chart) => chart.name === name)
  if (own === undefined || source === undefined) throw new Error(`a chart that others depend on was not built: ${name}`)
  const dependencies = [...new Set((source.metadata.dependencies ?? []).map((dependency) => dependency.name))]
  return [
    ...own,
    ...dependencies.flatMap((dependency) =>
      filesOf(dependency, emitted, sources)
        .filter(({ path }) => !/^(tests\/|ci\/|\.helmignore$)/.test(path))
        .map((file) => ({ ...file, path: `charts/${dependency}/${file.path}` })),
    ),
  ]
}
