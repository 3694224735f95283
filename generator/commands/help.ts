import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toolRoot } from '../tool-root.ts'
import type { Answer } from './answer.ts'

export function help(): Answer {
  return { exitCode: 0, text: helpText, data: { help: helpText } }
}

export function version(): Answer {
  const { version } = JSON.parse(readFileSync(join(toolRoot, 'package.json'), 'utf8')) as { readonly version: string }
  return { exitCode: 0, text: version, data: { version } }
}

const helpText = `Compiles JSON Schemas and chart sources to Helm charts.

chartwright build [chart…]      write dist-charts/
  --check                         write nothing, fail when dist-charts/ is not what the sources say
  --types FOLDER                  write TypeScript types of the values too
  --packages FOLDER               write packages and a repository index too
chartwright check [chart…]      find mistakes, write nothing
chartwright package [chart…]    write packages (.tgz)
  --destination FOLDER            where to, packages/ when left out
chartwright new <name>          begin a chart: its schema and its sources

  --format pretty|json|github   how to tell (pretty)
  --help, --version

Exit code: 0 done, 1 something is wrong in the sources or the output, 2 wrong use`
