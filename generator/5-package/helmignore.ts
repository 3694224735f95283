/**
 * Tells what Helm leaves out of a chart: the rules of its `.helmignore`, read as Helm reads them (pkg/ignore/rules.go),
 * which is not as git reads them: a later rule never takes back an earlier one, and `!x` ignores everything but x.
 */
export function helmignore(text: string): (path: string) => boolean {
  const rules = [...text.replace(/^\uFEFF/, '').split('\n').flatMap(parseRule), ...parseRule('templates/.?*')]
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    for (const rule of rules) {
      if (rule.isNegated) {
        if ((rule.isFolderOnly && !isFolder) || !rule.matches(path)) return true
      } else if ((isFolder || !rule.isFolderOnly) && rule.matches(path)) return true
    }
    return false
  }
  return (path) => {
    const isInIgnoredFolder = foldersOf(path).some((folder) => isIgnored(folder, true))
    return isInIgnoredFolder || isIgnored(path, false)
  }
}

function parseRule(line: string): readonly Rule[] {
  const rule = line.trim()
  if (rule === '' || rule.startsWith('#')) return []
  const isNegated = rule.startsWith('!')
  const positive = isNegated ? rule.slice(1) : rule
  const isFolderOnly = positive.endsWith('/')
  const pattern = isFolderOnly ? positive.slice(0, -1) : positive
  return [{ isNegated, isFolderOnly, matches: matcher(pattern) }]
}

/** A pattern with a slash is for the whole path, one without for the last part of it. */
function matcher(pattern: string): (path: string) => boolean {
  const expression = globExpression(pattern.replace(/^\//, ''))
  if (pattern.includes('/')) return (path) => expression.test(path)
  return (path) => expression.test(path.slice(path.lastIndexOf('/') + 1))
}

/** Go's filepath.Match: `*` and `?` stay within a part of the path, `[…]` is a class, `\` takes the next character as it is. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|\[(\^?)((?:\\.|[^\]\\])+)\]|\*|\?|[^]/gu, (whole, escaped?: string, negation?: string, members?: string) => {
    if (escaped !== undefined) return literal(escaped)
    if (members !== undefined) return `[${negation}${members.replace(/\\(.)|[[\]]/gu, (_, member?: string) => `\\${member ?? _}`)}]`
    if (whole === '*') return '[^/]*'
    if (whole === '?') return '[^/]'
    return literal(whole)
  })
  return new RegExp(`^(?:${source})$`)
}

function literal(character: string): string {
  return /[\w\s/-]/.test(character) ? character : `\\${character}`
}

function foldersOf(path: string): readonly string[] {
  return path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'))
}

interface Rule {
  readonly isNegated: boolean
  readonly isFolderOnly: boolean
  readonly matches: (path: string) => boolean
}
