import type { Schema } from '../../model.ts'

/** Top-level values that belong together; `title` is empty for those that belong nowhere. */
export interface Section {
  readonly title: string
  readonly properties: readonly (readonly [string, Schema])[]
}

/** Sections in the order of their first value, values in the order of the schema. */
export function sections(schema: Schema): readonly Section[] {
  const byTitle = new Map<string, (readonly [string, Schema])[]>()
  for (const property of Object.entries(schema.properties ?? {})) {
    const title = String(property[1]['x-section'] ?? '')
    byTitle.set(title, [...(byTitle.get(title) ?? []), property])
  }
  return [...byTitle].map(([title, properties]) => ({ title, properties }))
}
