/** The seed of this run's random cases. `SEED=123 npx vitest run …` runs the same ones again. */
export const seed: number = process.env['SEED'] === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env['SEED'])

export const seedLine = `seed ${seed}: SEED=${seed} runs the same cases again`
