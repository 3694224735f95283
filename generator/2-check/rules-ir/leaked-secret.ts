import { environmentOf } from '../../ir/environment.ts'
import { secretBelow } from '../../ir/secret-below.ts'
import { sourcesOf, sourcesOfParts, type Source } from '../../ir/sources.ts'
import type { Place } from '../../ir/walk.ts'
import type { IrRule } from '../rule-ir.ts'

/** A secret of the values may be printed into the data of a Secret and nowhere else: not into a ConfigMap, an argument, an annotation or the notes. */
export const leakedSecret: IrRule = ({ ir }, report) => {
  if (secretBelow(ir.chart.schema, ir.chart.schema) === undefined) return undefined
  const reportLeaks = (sources: readonly Source[], where: string): void => {
    for (const source of sources) {
      if (source.role === 'tested') continue
      const secret = secretBelow(source.expression.schema, ir.chart.schema, source)
      if (secret === undefined) continue
      const { expression } = source
      const name = [expression.kind === 'path' ? expression.root : expression.name, ...expression.segments, ...secret].join('.')
      report({ rule: 'leaked-secret', severity: 'error', message: `the secret "${name}" is printed into ${where}`, why: 'more people may read that than Secrets, and it is kept in logs and histories', fix: 'put it into the data of a Secret and refer to it with "secretKeyRef"; a checksum takes "sha256" of it', span: expression.span })
    }
  }
  const whereOf = ({ kind, path }: Place): string => (kind === undefined ? 'an object whose kind is not written out' : kind === 'Secret' ? `"${path[0]}" of a Secret` : `a ${kind}`)
  const isAllowed = ({ kind, path }: Place): boolean => kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData')
  const environment = environmentOf(ir)
  reportLeaks(sourcesOfParts(ir.notes, environment), 'the notes')
  reportLeaks(sourcesOfParts(ir.checks, environment), 'a message of the checks')
  return {
    scalar: (node, place) => { if (!isAllowed(place)) reportLeaks(sourcesOfParts(node.parts, place.environment), whereOf(place)) },
    key: (node, place) => { if (!isAllowed(place)) reportLeaks(sourcesOfParts(node.parts, place.environment), whereOf(place)) },
    opaque: (node, place) => { if (!isAllowed(place)) reportLeaks(sourcesOf(node.expression, place.environment), whereOf(place)) },
  }
}
