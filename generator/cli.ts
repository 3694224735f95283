#!/usr/bin/env node
import nodeModule from 'node:module'
import { setFlagsFromString } from 'node:v8'
import type { Answer, Surroundings } from './commands/answer.ts'
import { parseRequest, type Format, type Problem, type Request } from './commands/parse-request.ts'

/** Only this file prints, and here alone an error becomes an exit code. What is heavy is loaded by the command that needs it. */
enableCompileCache()
optimizeLate()
process.stdout.on('error', ignoreClosedPipe)
const parameters = process.argv.slice(2)
const request = parseRequest(parameters)
const format = request.kind === 'request' ? request.format : formatIn(parameters)
const progress = progressLine()
try {
  const answer = request.kind === 'request' ? await answerTo(request) : await misunderstood(request)
  progress.clear()
  await print(answer)
  process.exitCode = answer.exitCode
} catch (error) {
  progress.clear()
  process.stderr.write(await describeError(error))
  process.exitCode = 1
}

async function answerTo(request: Request): Promise<Answer> {
  const surroundings: Surroundings = { folder: process.cwd(), environment: process.env, progress: progress.show }
  switch (request.command) {
    case 'build':
      return (await import('./commands/build-command.ts')).buildCommand(request, surroundings)
    case 'check':
      return (await import('./commands/check-command.ts')).checkCommand(request, surroundings)
    case 'package':
      return (await import('./commands/package-command.ts')).packageCommand(request, surroundings)
    case 'new':
      return (await import('./commands/new-command.ts')).newCommand(request, surroundings)
    case 'help':
      return (await import('./commands/help.ts')).help()
    case 'version':
      return (await import('./commands/help.ts')).version()
  }
}

async function misunderstood(problem: Problem): Promise<Answer> {
  return (await import('./commands/misunderstood.ts')).misunderstood(problem)
}

async function describeError(error: unknown): Promise<string> {
  return (await import('./commands/describe-error.ts')).describeError(error)
}

async function print({ diagnostics = [], files = {}, text = '', problem = '', data = {} }: Answer): Promise<void> {
  if (format === 'json') {
    const { renderJson } = await import('./diagnostics/json.ts')
    const told = JSON.parse(renderJson(diagnostics, files)) as object
    process.stdout.write(`${JSON.stringify({ ...told, ...data }, null, 2)}\n`)
    return
  }
  if (diagnostics.length > 0 && format === 'github') {
    const { renderGithub } = await import('./diagnostics/github.ts')
    process.stdout.write(renderGithub(diagnostics, files))
  } else if (diagnostics.length > 0) {
    const { renderPretty } = await import('./diagnostics/pretty.ts')
    process.stderr.write(renderPretty(diagnostics, files, { colors: hasColors() }))
  }
  if (problem !== '') process.stderr.write(`${problem}\n`)
  if (text !== '') process.stdout.write(`${text}\n`)
}

/** The V8 of Node 20 spends as long on optimizing what a build runs once as on the build; the newer ones wait by themselves and lack this flag. */
function optimizeLate(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=4000000')
}

/** Node 22 and later keep compiled code between runs. */
function enableCompileCache(): void {
  if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache()
}

/** no-color.org: any value but an empty one counts. */
function hasColors(): boolean {
  const isRefused = (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb'
  return process.stderr.isTTY && !isRefused
}

/** One line on a terminal's stderr that is overwritten, and only once something takes longer than a person notices. */
function progressLine(): { readonly show: (text: string) => void; readonly clear: () => void } {
  const start = performance.now()
  let isShown = false
  const isWatched = process.stderr.isTTY && process.env['TERM'] !== 'dumb' && format === 'pretty'
  return {
    show: (text) => {
      if (!isWatched || performance.now() - start < 500) return
      process.stderr.write(`\r\u001B[K${text} …`)
      isShown = true
    },
    clear: () => {
      if (isShown) process.stderr.write('\r\u001B[K')
    },
  }
}

function formatIn(parameters: readonly string[]): Format {
  const isJson = parameters.some((parameter, index) => parameter === '--format=json' || (parameter === '--format' && parameters[index + 1] === 'json'))
  return isJson ? 'json' : 'pretty'
}

/** `chartwright build | head` closes our output early, which is no mistake. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error && error.code === 'EPIPE')) throw error
}
