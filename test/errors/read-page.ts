/** A page of docs/errors: examples, each some files and the text that the compiler shows for them. */
export interface Page {
  readonly title: string
  /** The first paragraph below the title. */
  readonly summary: string
  readonly examples: readonly Example[]
}

export interface Example {
  readonly files: readonly ExampleFile[]
  /** The charts that a command in the example names. */
  readonly charts: readonly string[] | undefined
  readonly shown: string
  /** Offsets of the shown text in the page. */
  readonly start: number
  readonly end: number
}

export interface ExampleFile {
  readonly path: string
  readonly text: string
  /** What the fence says: the language, `removed` for a file of the base that is not there, `latin1` for one in that encoding. */
  readonly language: string
}

/** Reads a page: the files of fenced blocks with a path belong to the next fenced block of plain `text`. */
export function readPage(markdown: string): Page {
  const [, title = '', summary = ''] = /^# (.*)\n\n([^\n]+)/.exec(markdown) ?? []
  const examples: Example[] = []
  let files: ExampleFile[] = []
  let charts: readonly string[] | undefined
  for (const { groups, index, 0: whole } of markdown.matchAll(fences)) {
    const { language = '', path, body = '' } = groups ?? {}
    if (path) files.push({ path, text: body, language })
    else if (language === 'sh') charts = /^npx chartwright build (.+)$/m.exec(body)?.[1]?.split(' ')
    else if (language === 'text') {
      const start = index + whole.indexOf('\n') + 1
      examples.push({ files, charts, shown: body, start, end: start + body.length })
      files = []
      charts = undefined
    }
  }
  return { title, summary, examples }
}

/** The page with other texts shown. */
export function withShown(markdown: string, page: Page, shown: readonly string[]): string {
  return page.examples.reduceRight((text, { start, end }, index) => text.slice(0, start) + (shown[index] ?? '') + text.slice(end), markdown)
}

const fences = /^```(?<language>\w+)(?: (?<path>\S+))?\n(?<body>[\s\S]*?)^```$/gm
