import type { ChartSource } from '../model.ts'
import { valuesSchema } from './values-schema.ts'

/**
 * TypeScript types of a chart's values, so that values files can be written and checked as TypeScript.
 * The library brings a formatter along that is large, so it is loaded only when types are asked for.
 */
export async function valuesTypes(chart: ChartSource, subcharts: readonly ChartSource[] = []): Promise<string> {
  const { compile } = await import('json-schema-to-typescript')
  const { patternProperties: _, ...schema } = JSON.parse(valuesSchema(chart, subcharts).text) as Parameters<typeof compile>[0]
  return compile(schema, typeName(chart.name), {
    format: false,
    bannerComment: `/** The values of the chart ${chart.name}. Made from its schema: change that instead. */`,
    additionalProperties: true,
  })
}

/** `mlflow-serving-service` → `MlflowServingServiceValues`. */
function typeName(chart: string): string {
  const words = chart.split(/[^A-Za-z0-9]+/)
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Values`
}
