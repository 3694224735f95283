/** Does the work when it is first asked for, and never again. */
export function once<Result>(work: () => Result): () => Result {
  let result: Result | undefined
  return () => (result ??= work())
}
