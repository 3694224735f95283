import { parseAllDocuments } from 'yaml'
import type { KubernetesObject, RenderingContract, Violation } from '../model.ts'
import { contents, type Content } from '../read/contents.ts'
import { found } from '../read/found.ts'
import { xmlProblem } from '../read/xml-problem.ts'

/** By the end of a file's name; what has another end is not judged. */
export const filesParse: RenderingContract = {
  kind: 'rendering',
  name: 'files-parse',
  sentence: 'Every configuration file parses in its format.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret').flatMap((object) => {
    const known = judged.get(object) ?? contents(object).flatMap((content) => problem(object, content))
    judged.set(object, known)
    return known
  }),
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { conf.yaml: "a: [" }',
}

const judged = new WeakMap<KubernetesObject, readonly Violation[]>()

function problem(object: KubernetesObject, { name, text, path }: Content): readonly Violation[] {
  const judge = Object.entries(formats).find(([ending]) => name.endsWith(ending))?.[1]
  const message = judge?.(text)
  return message === undefined ? [] : [found(object, path, message)]
}

const formats: { readonly [ending: string]: (text: string) => string | undefined } = {
  '.yaml': yamlProblem,
  '.yml': yamlProblem,
  '.json': jsonProblem,
  '.xml': xmlProblem,
  '.properties': (text) => badLine(text, /^\s*([#!].*|[^=:\s]+\s*[=:].*|)$/),
  '.ini': (text) => badLine(text, /^\s*([#;].*|\[[^\]]+\]|[^=]+=.*|)$/),
}

function yamlProblem(text: string): string | undefined {
  return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => document.errors)[0]?.message
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return String(error)
  }
}

function badLine(text: string, pattern: RegExp): string | undefined {
  // A line that ends in a backslash goes on in the next.
  return text.replace(/\\\n/g, '').split('\n').find((line) => !pattern.test(line))
}
