import { boolean, object, string, type FunctionTable } from './function-entry.ts'

/** What only the install can answer. */
export const install: FunctionTable = {
  /** `(hasApi "monitoring.coreos.com/v1")`: whether the cluster serves an API version or kind. */
  hasApi: { parameters: ['string'], result: boolean, go: ([name], _, root) => `(${root}.Capabilities.APIVersions.Has ${name})` },
  /** An object of the cluster, or an empty one: always empty under `helm template`. */
  lookupObject: { parameters: ['string', 'string', 'string', 'string'], result: object, go: (args) => `(lookup ${args.join(' ')})` },
  /** The text of a file below the chart source's `files/`. */
  file: { parameters: ['string'], result: string, go: ([path = ''], _, root) => `(${root}.Files.Get ${path.startsWith('"') ? `"files/${path.slice(1)}` : `(printf "files/%s" ${path})`})` },
  /** Eight hexadecimal digits of the rendered `spec` of the document: a Job's name must change with its immutable template. */
  specHash: { parameters: [], result: { type: 'string', pattern: '^[0-9a-f]{8}$' } },
  /** A string of the chart's user that is a template. */
  tpl: { parameters: ['string'], result: string, go: ([text], _, root) => `(tpl ${text} ${root})` },
}
