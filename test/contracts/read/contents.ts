import type { KubernetesObject } from '../model.ts'

/** The files of a ConfigMap or Secret, those in base64 decoded. */
export function contents(object: KubernetesObject): readonly Content[] {
  const plain = object.kind === 'ConfigMap' ? { ...object.data } : { ...object.stringData }
  const encoded = object.kind === 'Secret' ? Object.entries(object.data ?? {}) : []
  return [
    ...Object.entries(plain).map(([name, text]) => ({ name, text: String(text), path: `${object.kind === 'ConfigMap' ? 'data' : 'stringData'}.${name}` })),
    ...encoded.map(([name, text]) => ({ name, text: Buffer.from(String(text), 'base64').toString('utf8'), path: `data.${name}` })),
  ]
}

export interface Content {
  readonly name: string
  readonly text: string
  readonly path: string
}
