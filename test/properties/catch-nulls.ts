import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '../../generator/model.ts'
import { valuesText } from '../functions/values-text.ts'
import type { Chart } from './chart.ts'
import { inTurn } from './in-turn.ts'
import { withValue, type Path } from './json.ts'
import { nullsOver, printsNull } from './nulled-values.ts'
import { once } from './once.ts'
import { openHelm } from './render-both.ts'

/** Nulls over the defaults and where the most is set, as values and through an umbrella: whether a broken chart does something else with one than the chart as it is. */
export function nullTests(chart: Chart): NullTests {
  const most = chart.bases.toSorted((one, other) => JSON.stringify(other.values).length - JSON.stringify(one.values).length)[0]
  const places = [...new Set([chart.bases[0]!, most!])].flatMap(({ values }) => nullsOver(chart, values).map((path): Place => ({ values, path })))
  const plain = once(() => answersOf(chart, chart.folder, places))
  return {
    caughtAt: async (folder) => {
      const [before, after] = [await plain(), await answersOf(chart, folder, places)]
      const index = after.findIndex((answer, place) => answer !== before[place])
      return index < 0 ? undefined : places[index]?.path.join('.')
    },
  }
}

async function answersOf(chart: Chart, folder: string, places: readonly Place[]): Promise<readonly string[]> {
  const umbrella = await mkdtemp(join(chart.scratch, 'umbrella-'))
  try {
    await mkdir(join(umbrella, 'charts'))
    await cp(folder, join(umbrella, 'charts', chart.name), { recursive: true })
    await writeFile(join(umbrella, 'Chart.yaml'), `apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies:\n  - name: ${chart.name}\n    version: ${chart.version}\n`)
    const helm = await openHelm()
    const answer = async (path: string, values: Json): Promise<string> => {
      const { error, manifests } = await helm.render({ chart: path, engine: 'helm4', valuesYaml: valuesText(values), skipSchemaValidation: true })
      return error !== undefined ? 'refused' : manifests.some(({ content }) => printsNull(content)) ? 'printed' : 'removed'
    }
    return await inTurn(places, async ({ values, path }) => {
      const nulled = withValue(values, path, null)
      return `${await answer(folder, nulled)} ${await answer(umbrella, { [chart.name]: nulled })}`
    })
  } finally {
    await rm(umbrella, { recursive: true, force: true })
  }
}

interface Place {
  readonly values: Json
  readonly path: Path
}

export interface NullTests {
  /** The value whose null the chart of this folder answers in another way. */
  readonly caughtAt: (folder: string) => Promise<string | undefined>
}
