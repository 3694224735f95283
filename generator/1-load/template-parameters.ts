import type { AST } from '../handlebars-ast.ts'
import type { Parameter, Report, SourceFile } from '../model.ts'
import { offsetAt } from '../syntax/position.ts'

/** The parameters that a partial or helper declares in the comment at its head. */
export function templateParameters(file: SourceFile, program: AST.Program, report: Report): readonly Parameter[] {
  const head = program.body.find((statement) => statement.type !== 'ContentStatement' || statement.original.trim() !== '')
  if (head?.type !== 'CommentStatement') return []
  const start = offsetAt(file.text, head.loc.start.line, head.loc.start.column)
  const parameters: Parameter[] = []
  for (const match of head.value.matchAll(/@param\b[^\n]*/g)) {
    const declaration = match[0].trimEnd()
    const [, name, mark, description] = /^@param\s+([A-Za-z]\w*)(\??)\s+-\s+(\S.*)$/.exec(declaration) ?? []
    const at = start + file.text.slice(start).indexOf(declaration)
    const span = { file: file.path, start: at, end: at + declaration.length }
    if (name === undefined || description === undefined) {
      report({ rule: 'parameter-declaration', severity: 'error', message: `"${declaration}" does not declare a parameter`, why: 'a name and a description are needed', fix: 'write "@param name - what it is", or "@param name? - what it is" if it may be left out', span })
    } else if (parameters.some((parameter) => parameter.name === name)) {
      report({ rule: 'parameter-declaration', severity: 'error', message: `the parameter "${name}" is declared twice`, fix: 'keep one of the two', span })
    } else parameters.push({ name, optional: mark === '?', description })
  }
  return parameters
}
