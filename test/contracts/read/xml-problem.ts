/** What is wrong with the tags of an XML file; undefined if each is closed in its turn. Enough for files that a template makes. */
export function xmlProblem(text: string): string | undefined {
  const open: string[] = []
  const markup = text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![^>]*>/g, '')
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(markup)) return 'an ampersand that is not escaped'
  for (const [tag, isEnd, name, isEmpty] of markup.matchAll(/<(\/)?([A-Za-z_][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/)?>/g)) {
    if (isEnd !== undefined && open.pop() !== name) return `${tag} closes what is not open`
    if (isEnd === undefined && isEmpty === undefined) open.push(name ?? '')
  }
  const rest = markup.replace(/<(\/)?([A-Za-z_][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/)?>/g, '')
  return rest.includes('<') ? 'a bracket that is not escaped' : open.length > 0 ? `<${open.at(-1)}> is not closed` : undefined
}
