import { prove, type Proof } from '../scoreboard/proof.ts'

/** The seed of this run's random cases: the same in every ordinary run, so that a change is judged and not luck; a new one in the long mode, or `CHARTWRIGHT_SEED=123`. */
export const seed: number = process.env['CHARTWRIGHT_SEED'] !== undefined ? Number(process.env['CHARTWRIGHT_SEED']) : process.env['CHARTWRIGHT_LONG'] === '1' ? Math.floor(Math.random() * 2 ** 31) : 20261121

export const isLong: boolean = process.env['CHARTWRIGHT_LONG'] === '1'

/** How many cases a run has: the full number costs minutes for each chart, so that it is only for CHARTWRIGHT_LONG=1. CHARTWRIGHT_CASES=10 is for those who write such tests. */
export function cases(always: number, long: number): number {
  const wish = process.env['CHARTWRIGHT_CASES']
  return wish !== undefined ? Math.min(Number(wish), long) : isLong ? long : always
}

/** What a run prints, so that a stranger can repeat it and knows what it has left out. */
export function tell(title: string, counts: { readonly [name: string]: number }, proof: Proof): void {
  prove({ seed, ...proof })
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ')
  const mode = isLong ? 'the long mode' : 'CHARTWRIGHT_LONG=1 tries more'
  console.info(`${title}: ${numbers} (${mode}; CHARTWRIGHT_SEED=${seed} runs the same cases again)`)
}
