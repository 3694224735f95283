import { array, boolean, constantFrom, dictionary, integer, letrec, oneof, record, stringMatching, tuple, type Arbitrary } from 'fast-check'
import type { Json } from '../../generator/model.ts'

/** How the two dialects name the data of the build inside of loops, where Handlebars' context changes and ours does not. */
export interface Dialect {
  readonly data: string
}

/** A source as text, in a dialect. `depth` is how often the context has changed, `inPartial` whether parameters can be seen. */
type Piece = (dialect: Dialect, place: Place) => string

interface Place {
  readonly loops: number
  readonly inPartial: boolean
  readonly indent: string
}

export interface RandomProgram {
  readonly data: Json
  readonly main: (dialect: Dialect) => string
  readonly partials: { readonly [name: string]: (dialect: Dialect) => string }
}

const word = stringMatching(/^[a-z:#.,'"&<>-]{0,4}$/)
const scalar = oneof(word, integer({ min: -5, max: 5 }), boolean())

const data: Arbitrary<Json> = record({
  yes: constantFrom<Json>(true, 1, 'x', [0]),
  flag: boolean(),
  zero: constantFrom(0),
  count: integer(),
  word,
  empty: constantFrom(''),
  list: array(scalar, { maxLength: 3 }),
  none: constantFrom<Json>([]),
  map: dictionary(stringMatching(/^[a-z]{1,3}$/), scalar, { minKeys: 1, maxKeys: 3 }),
  records: array(record({ name: word, on: boolean(), items: array(word, { maxLength: 2 }) }), { maxLength: 3 }),
}) as Arbitrary<Json>

const path = (name: string): Piece => ({ data: root }) => `${root}.${name}`
const printable: Arbitrary<Piece> = constantFrom('flag', 'zero', 'count', 'word', 'empty').map(path)
const condition: Arbitrary<Piece> = constantFrom('yes', 'flag', 'zero', 'count', 'word', 'empty', 'list', 'none', 'map', 'records').map(path)
/** Zero is empty for `{{#with}}` here, and is not in Handlebars. */
const subject: Arbitrary<Piece> = constantFrom('yes', 'flag', 'word', 'empty', 'list', 'none', 'map').map(path)
const collection: Arbitrary<Piece> = constantFrom('list', 'none', 'map', 'records', 'word', 'flag').map(path)

/** What can be named only where a loop or a partial is around. Text stands before each print, because Handlebars adds numbers and booleans that are side by side. */
const local: Arbitrary<Piece> = constantFrom('@key', '@index', '@first', '@last').map((name): Piece => (_, { loops }) => (loops > 0 ? `:{{${name}}}` : '-'))
const parameter: Arbitrary<Piece> = constantFrom('one', 'two').map((name): Piece => (_, { inPartial, loops }) => (inPartial && loops === 0 ? `:{{${name}}}` : '='))
const text: Arbitrary<Piece> = stringMatching(/^[a-z #:.-]{0,6}$/).map((value): Piece => () => value)

const argument: Arbitrary<string> = oneof(word.map((value) => `"${value.replaceAll('"', '')}"`), integer({ min: 0, max: 9 }).map(String), boolean().map(String))
const call: Arbitrary<Piece> = tuple(constantFrom('lines', 'words'), argument, argument).map(([name, one, two]): Piece => () => `{{> ${name} one=${one} two=${two}}}`)

const { lines } = letrec<{ inline: Piece; line: Piece; block: Piece; lines: Piece }>((tie) => ({
  inline: oneof(
    { maxDepth: 3, depthSize: 'small' },
    text,
    printable.map((value): Piece => (dialect, place) => `:{{${value(dialect, place)}}}`),
    local,
    parameter,
    tuple(constantFrom('if', 'unless'), condition, tie('inline'), tie('inline')).map(([name, of, then, otherwise]): Piece => (dialect, place) => `{{#${name} ${of(dialect, place)}}}${then(dialect, place)}{{else}}${otherwise(dialect, place)}{{/${name}}}`),
    tuple(condition, condition, tie('inline'), tie('inline')).map(([one, two, then, otherwise]): Piece => (dialect, place) => `{{#if ${one(dialect, place)}}}${then(dialect, place)}{{~else if ${two(dialect, place)}~}}${otherwise(dialect, place)}{{/if}}`),
  ),
  line: oneof({ weight: 4, arbitrary: tuple(tie('inline'), tie('inline')).map(([a, b]): Piece => (dialect, place) => `${place.indent}${a(dialect, place)}${b(dialect, place)}\n`) }, { weight: 1, arbitrary: call.map((value): Piece => (dialect, place) => `${place.indent}${value(dialect, place)}\n`) }, { weight: 1, arbitrary: constantFrom<Piece>(({}, { indent }) => `${indent}{{!-- dropped --}}\n`) }),
  block: tuple(constantFrom('if', 'unless', 'each', 'with', 'named'), condition, collection, subject, tie('lines'), tie('lines'), boolean()).map(([name, of, over, alias, then, otherwise, hasElse]): Piece => (dialect, place) => {
    const inner = { ...place, indent: `${place.indent}  ` }
    const looped = { ...inner, loops: place.loops + 1 }
    const { indent } = place
    const rest = hasElse ? `${indent}{{else}}\n${otherwise(dialect, inner)}` : ''
    if (name === 'each') return `${indent}{{#each ${over(dialect, place)}}}\n${then(dialect, looped)}${rest}${indent}{{/each}}\n`
    if (name === 'named') return `${indent}{{#each ${dialect.data}.records as |entry number|}}\n${inner.indent}{{number}} {{entry.name}}{{#if entry.on}}!{{/if}}\n${inner.indent}{{#each entry.items as |item|}}{{item}}{{number}}{{@index}} {{/each}}\n${rest}${indent}{{/each}}\n`
    // Loop variables of an outer loop are not those of the block, so a `with` names none of them.
    if (name === 'with') return `${indent}{{#with ${alias(dialect, place)} as |it|}}\n${inner.indent}with\n${rest}${indent}{{/with}}\n`
    return `${indent}{{#${name} ${of(dialect, place)}}}\n${then(dialect, inner)}${rest}${indent}{{/${name}}}\n`
  }),
  lines: array(oneof({ maxDepth: 3, depthSize: 'small' }, tie('line'), tie('block')), { minLength: 1, maxLength: 4 }).map((pieces): Piece => (dialect, place) => pieces.map((piece) => piece(dialect, place)).join('')),
}))

const head = '{{!-- Random.\n  @param one - a value\n  @param two - a value\n--}}\n'
const start: Place = { loops: 0, inPartial: false, indent: '' }
/** A partial must not call partials, or it might call itself. */
const withoutCalls = (source: string): string => source.replace(/\{\{> (\w+)[^}]*\}\}/g, '$1')

export const randomProgram: Arbitrary<RandomProgram> = tuple(data, lines, lines, tuple(text, text)).map(([values, main, partial, [before, after]]) => ({
  data: values,
  main: (dialect) => main(dialect, start),
  partials: {
    lines: (dialect) => head + withoutCalls(partial(dialect, { ...start, inPartial: true })),
    words: (dialect) => `${head}${before(dialect, start)}{{one}} {{two}}${after(dialect, start)}\n`,
  },
}))
