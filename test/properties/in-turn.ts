/** Does the work for all items, enough of them at a time to keep both Helms busy. */
export async function inTurn<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += together) {
    results.push(...(await Promise.all(items.slice(start, start + together).map((item, index) => work(item, start + index)))))
  }
  return results
}

const together = 32
