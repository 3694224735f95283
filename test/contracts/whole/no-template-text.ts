import type { RenderingContract } from '../model.ts'
import { eachObject } from '../read/each-object.ts'
import { found } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'

/** What Go prints for a value that is missing or of the wrong type, and template text that nobody has run. */
export const noTemplateText: RenderingContract = {
  kind: 'rendering',
  name: 'no-template-text',
  sentence: 'No object holds template text, `<no value>` or another trace of a value that was not there.',
  check: eachObject((object) => leaves(object)
    .filter(({ value }) => typeof value === 'string' && /<no value>|<nil>|%!\w?\(|\{\{-? *[.$]|map\[\w*:/.test(value))
    .map(({ path, value }) => found(object, path, String(value).slice(0, 80)))),
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { host: "http://<no value>:80" }',
}
