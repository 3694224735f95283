import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something holds; throws if it does not in two minutes. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to that')
    await sleep(500)
  }
}
