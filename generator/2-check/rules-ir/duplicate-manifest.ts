import type { IrRule } from '../rule-ir.ts'

/** Of two sources that make the same file one would be lost, and nobody could tell which. */
export const duplicateManifest: IrRule = ({ ir, catalogue }, report) => {
  const sources = new Map<string, string>()
  // Those of one app are told of, since the other one may be right for all the others.
  for (const { name, source } of ir.manifests.toSorted((one, other) => Number(isOfOne(one.source)) - Number(isOfOne(other.source)))) {
    const first = sources.get(name)
    sources.set(name, first ?? source)
    if (first === undefined || first === source) continue
    report({
      rule: 'duplicate-manifest',
      severity: 'error',
      message: `${name} is made by "${first.slice(first.lastIndexOf('/') + 1)}" too`,
      why: 'the chart has one file of that name, so that one of the two would be lost',
      fix: 'take one of the two away, or give it another name',
      span: { file: source, start: 0, end: Math.max(1, catalogue.files[source]?.text.indexOf('\n') ?? 1) },
    })
  }
  return undefined
}

function isOfOne(source: string): boolean {
  return !source.includes('/[component]-')
}
