import { didYouMean } from '../diagnostics/nearest.ts'
import { wrongUse, type Answer } from './answer.ts'
import { commandNames, type Problem } from './parse-request.ts'

/** Arguments that make no sense. */
export function misunderstood({ message, word }: Problem): Answer {
  const { fix } = word === undefined ? {} : didYouMean(word, commandNames)
  return wrongUse(message, fix)
}
