/** SOURCE_DATE_EPOCH (reproducible-builds.org) in seconds, or 0 when it is not set or no number. */
export function sourceDate(environment: { readonly [name: string]: string | undefined }): number {
  const wish = environment['SOURCE_DATE_EPOCH'] ?? ''
  return /^\d{1,11}$/.test(wish) ? Number(wish) : 0
}
