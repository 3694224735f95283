import type { Json } from '../../generator/model.ts'
import type { Fields, Subject } from '../contracts/model.ts'
import { withNeeds } from '../contracts/run/with-needs.ts'
import { valuesText } from '../functions/values-text.ts'
import type { Chart } from './chart.ts'
import { at, without, withValue, type Path } from './json.ts'
import { openHelm } from './render-both.ts'

/** Renders values of a chart, each set once. The schema does not look at them, since what is tried is made from it. */
export function rendererOf(chart: Chart): Renderer {
  const known = new Map<string, Promise<Answer>>()
  const answerOf = (values: Json): Promise<Answer> => {
    const key = valuesText(values)
    const answer = known.get(key) ?? render(chart, key)
    known.set(key, answer)
    return answer
  }
  const textOf = async (values: Json): Promise<string | undefined> => (await answerOf(values)).text
  return {
    textOf,
    refusalOf: async (values) => (await answerOf(values)).error,
    count: () => known.size,
    differs: async (before, after, path) => {
      let given = after
      let answer = await answerOf(given)
      // What the chart asks for beside the value is given to it, and to what it is compared with.
      for (let round = 0; round < 3 && answer.error !== undefined; round++) {
        const more = withNeeds(chart as unknown as Subject, given as Fields, answer.error)
        if (more === undefined) return false
        given = more as Json
        answer = await answerOf(given)
      }
      if (answer.text === undefined) return false
      const old = at(before, path)
      const text = await textOf(given === after ? before : old === undefined ? without(given, path) : withValue(given, path, old))
      return text !== undefined && text !== answer.text
    },
  }
}

async function render(chart: Chart, valuesYaml: string): Promise<Answer> {
  const { error, manifests } = await (await openHelm()).render({ chart: chart.package, engine: 'helm4', valuesYaml, skipSchemaValidation: true })
  return error === undefined ? { text: manifests.map(({ path, content }) => `# ${path}\n${content}`).join('\n---\n') } : { error }
}

interface Answer {
  readonly text?: string
  readonly error?: string
}

export interface Renderer {
  /** All manifests; nothing where the chart refuses the values. */
  readonly textOf: (values: Json) => Promise<string | undefined>
  /** Why the chart refuses the values; nothing where it renders with them. */
  readonly refusalOf: (values: Json) => Promise<string | undefined>
  /** Whether values with another one at the path give other manifests. */
  readonly differs: (before: Json, after: Json, path: Path) => Promise<boolean>
  /** How many sets of values were rendered. */
  readonly count: () => number
}
