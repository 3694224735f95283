/** An error that nobody expected: the machine's when it has a system call to its name, else ours. */
export function describeError(error: unknown): string {
  if (isSystemError(error)) return `${error.message}\n  why: the operating system refused it\n`
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `this is a mistake in Chartwright, not in your charts\n\n${text}\n\n  fix: please report it with the text above; CONTRIBUTING.md says where\n`
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}
