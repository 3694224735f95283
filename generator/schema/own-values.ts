import type { Schema } from '../model.ts'

/** A chart's schema without what its dependencies accept. */
export function withoutSubcharts(schema: Schema): Schema {
  return mapSubcharts(schema, () => undefined)
}

/** A chart's schema with nothing of its dependencies but what the chart gives them, and their switches. */
export function withGivenOnly(schema: Schema): Schema {
  return mapSubcharts(schema, givenOnly)
}

function mapSubcharts(schema: Schema, change: (subchart: Schema) => Schema | undefined): Schema {
  const properties = Object.entries(schema.properties ?? {})
  if (!properties.some(([, property]) => isSubchart(property))) return schema
  const changed = properties.flatMap(([name, property]) => {
    const kept = isSubchart(property) ? change(property) : property
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return { ...schema, properties: Object.fromEntries(changed) }
}

function givenOnly(schema: Schema): Schema {
  const names = schema['x-given']
  if (names === undefined) return schema
  const { required: _, ...kept } = schema
  const properties = Object.entries(schema.properties ?? {}).filter(([name, property]) => names.includes(name) || property['x-otherwise'] !== undefined)
  return { ...kept, properties: Object.fromEntries(properties.map(([name, property]) => [name, givenOnly(property)])) }
}

export function isSubchart(schema: Schema): boolean {
  return schema['x-subchart'] !== undefined
}
