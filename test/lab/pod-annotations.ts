import { parse } from 'yaml'
import type { ChartUnderTest } from '../charts/chart-under-test.ts'

/** Values that put annotations on the pods of every component, found by the name that all charts use for them: `podAnnotations`. */
export function podAnnotations({ files, name }: ChartUnderTest, annotations: Readonly<Record<string, string>>): object {
  const paths = files.flatMap(({ path, text }) => {
    const subcharts = /^(charts\/[^/]+\/)*values\.yaml$/.test(path) ? path.split('/').filter((_, index) => index % 2 === 1) : undefined
    return subcharts === undefined ? [] : pathsTo('podAnnotations', parse(text) as unknown).map((own) => [...subcharts, ...own])
  })
  if (paths.length === 0) throw new Error(`the chart "${name}" has no values called "podAnnotations", so nothing in it can be changed that every chart has`)
  return paths.reduce((values, path) => withValue(values, path, annotations), {})
}

function pathsTo(key: string, value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [[name]] : pathsTo(key, inner).map((path) => [name, ...path])))
}

function withValue(values: object, [first = '', ...rest]: readonly string[], value: unknown): object {
  const inner = (values as { readonly [key: string]: object })[first] ?? {}
  return { ...values, [first]: rest.length === 0 ? value : withValue(inner, rest, value) }
}
