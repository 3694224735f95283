import { didYouMean } from '../diagnostics/nearest.ts'
import { chartNames } from '../1-load/load-catalogue.ts'
import { build } from '../build.ts'
import type { Catalogue, Diagnostic, EmittedChart } from '../model.ts'
import { wrongUse, type Answer, type Surroundings } from './answer.ts'

/** Builds the named charts, or all of them, in memory. The answer is there when that cannot be done. */
export async function buildCharts(root: string, names: readonly string[], { progress }: Surroundings): Promise<BuiltCharts | Answer> {
  const known = await chartNames(root)
  const stranger = names.find((name) => !known.includes(name))
  if (stranger !== undefined) {
    const { fix = known.length === 0 ? 'begin one with "chartwright new <name>"' : `the charts are ${known.join(', ')}` } = didYouMean(stranger, known)
    return wrongUse(`there is no chart "${stranger}"`, fix)
  }
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic)
  const { catalogue, charts, releaseSizes } = await build(root, report, { ...(names.length > 0 ? { charts: names } : {}), progress })
  if (charts === undefined || releaseSizes === undefined) return { exitCode: 1, diagnostics, files: catalogue.files }
  return {
    catalogue,
    diagnostics,
    charts,
    releaseSizes,
    isWhole: names.length === 0,
  }
}

export interface BuiltCharts {
  readonly catalogue: Catalogue
  readonly diagnostics: readonly Diagnostic[]
  /** The charts that were asked for. */
  readonly charts: readonly EmittedChart[]
  /** About how many bytes Helm stores for a release of each. */
  readonly releaseSizes: { readonly [chart: string]: number }
  /** All charts were asked for, so that one which is not among them is no longer made. */
  readonly isWhole: boolean
}
