import type { RenderingContract } from '../model.ts'

/** Commands in the notes are there to be pasted. */
export const notesRender: RenderingContract = {
  kind: 'rendering',
  name: 'notes-render',
  sentence: 'The notes are finished text and name only objects that exist.',
  check: ({ objects, notes, chart }) => [
    ...(/<no value>|<nil>|%!|\{\{|map\[/.test(notes) ? [{ object: 'NOTES.txt', path: chart.name, detail: notes }] : []),
    ...[...notes.matchAll(/\b(svc|service|deploy|deployment|statefulset|sts|secret|configmap|cm|pod|job|cronjob|ingress)[s]?\/([a-z0-9][a-z0-9.-]*)/g)]
      .filter(([, kind = '', name]) => !objects.some((object) => object.metadata.name === name && object.kind.toLowerCase() === (short[kind] ?? kind)))
      .map(([mention]) => ({ object: 'NOTES.txt', path: mention })),
  ],
  caught: 'apiVersion: v1\nkind: Service\nmetadata: { name: r-shop }',
  caughtWith: { notes: 'kubectl port-forward service/r-shpo 8080:80' },
}

const short: { readonly [kind: string]: string } = { svc: 'service', deploy: 'deployment', sts: 'statefulset', cm: 'configmap' }
