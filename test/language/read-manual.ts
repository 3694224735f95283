/** An example of the manual: sources, and what the compiler makes of them. */
export interface Example {
  readonly line: number
  readonly sources: { readonly [path: string]: string }
  readonly shown: readonly Shown[]
}

/** A block that the compiler wrote: a file of the chart, or what it says where the path is empty. */
export interface Shown {
  readonly path: string
  readonly text: string
  /** Offsets of the text in the manual. */
  readonly start: number
  readonly end: number
}

/** Sources are followed by what is made of them; the next source begins the next example. */
export function readManual(markdown: string): readonly Example[] {
  const examples: { line: number; sources: { [path: string]: string }; shown: Shown[] }[] = []
  for (const { groups, index, 0: whole } of markdown.matchAll(fences)) {
    const { language = '', path = '', body = '' } = groups ?? {}
    const start = index + whole.indexOf('\n') + 1
    const isShown = path.startsWith('dist-charts/') || (path === '' && language === 'text')
    const last = examples.at(-1)
    if (isShown) last?.shown.push({ path: path.replace('dist-charts/demo/', ''), text: body, start, end: start + body.length })
    else if (path !== '' && (last === undefined || last.shown.length > 0)) examples.push({ line: markdown.slice(0, index).split('\n').length, sources: { [path]: body }, shown: [] })
    else if (path !== '' && last !== undefined) last.sources[path] = body
  }
  return examples
}

const fences = /^```(?<language>\w+)(?: (?<path>\S+))?\n(?<body>[\s\S]*?)^```$/gm

/** The manual with other texts in the blocks that the compiler writes. */
export function withShown(markdown: string, shown: readonly Shown[], texts: readonly string[]): string {
  return shown.reduceRight((text, { start, end }, index) => text.slice(0, start) + (texts[index] ?? '') + text.slice(end), markdown)
}
