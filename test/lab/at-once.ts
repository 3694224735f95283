/**
 * Runs a few pieces of work at a time: each waits mostly for controllers, but too many would starve each other.
 * Two that need the same key, such as a port of the nodes, run one after the other.
 */
export function atOnce(limit: number): AtOnce {
  const held = new Set<string>()
  const waiting: (() => void)[] = []
  let running = 0
  const wake = () => waiting.splice(0).forEach((resume) => resume())
  return async (keys, work) => {
    while (running >= limit || keys.some((key) => held.has(key))) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    keys.forEach((key) => held.add(key))
    try {
      return await work()
    } finally {
      running--
      keys.forEach((key) => held.delete(key))
      wake()
    }
  }
}

export type AtOnce = <Result>(keys: readonly string[], work: () => Promise<Result>) => Promise<Result>
