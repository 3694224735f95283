import { functions } from '../../generator/functions/table.ts'
import type { Json } from '../../generator/model.ts'

/** The values of the chart below. */
export interface Values {
  /** Any string. */
  readonly text: string
  /** A string without NUL, one without control characters, and one that every escaping function takes. */
  readonly written: string
  readonly line: string
  readonly clean: string
  /** A string that Helm's toYaml and a block scalar can hold. */
  readonly printable: string
  readonly texts: readonly string[]
  /** Any strings under any names of up to 500 characters. */
  readonly map: { readonly [name: string]: string }
  readonly entries: { readonly [name: string]: { readonly text: string; readonly other?: string } }
  /** Strings and names in these are printable. */
  readonly object: { readonly [name: string]: Json }
  readonly objects: readonly Json[]
  readonly count: number
  readonly number: number
  readonly flag: boolean
  readonly port: number | string
  readonly quantity: number | string
  /** A template of the user's that gives `text`. */
  readonly template: string
  readonly templates: { readonly [name: string]: string }
}

const described = (schema: { readonly [keyword: string]: Json }): Json => ({ description: 'A value of the test.', ...schema })

export const schema: Json = {
  type: 'object',
  additionalProperties: false,
  properties: {
    text: described({ type: 'string', default: '' }),
    written: described({ type: 'string', pattern: '^[^\\x00]*$', default: '' }),
    line: described({ type: 'string', pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$', default: '' }),
    clean: described({ type: 'string', pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029${}"#;]*$', default: '' }),
    printable: described({ type: 'string', default: '' }),
    texts: described({ type: 'array', items: { type: 'string' }, default: [] }),
    map: described({ type: 'object', additionalProperties: { type: 'string' }, default: {} }),
    entries: described({ type: 'object', additionalProperties: { type: 'object', additionalProperties: false, required: ['text'], properties: { text: described({ type: 'string' }), other: described({ type: 'string' }) } }, default: {} }),
    object: described({ type: 'object', additionalProperties: true, default: {} }),
    objects: described({ type: 'array', items: {}, default: [] }),
    count: described({ type: 'integer', default: 1 }),
    number: described({ type: 'number', default: 1 }),
    flag: described({ type: 'boolean', default: true }),
    port: described({ type: ['integer', 'string'], default: 80 }),
    quantity: described({ oneOf: [{ type: 'string' }, { type: 'number' }], default: '1' }),
    template: described({ type: 'string', 'x-template': true, default: '' }),
    templates: described({ type: 'object', additionalProperties: { type: 'string', 'x-template': true }, default: {} }),
  },
}

export interface Construct {
  /** What stands below `data:`; lines without their indentation. */
  readonly source: string
  /** What must stand there when the chart is rendered. */
  readonly gives: (values: Values) => unknown
  /** The text of this key is a YAML or JSON document. */
  readonly embedded?: string
}

const escaped = (name: string, text: string): string => String(functions[name]?.evaluate?.(text))

/** Every way to print a value. */
export const constructs: { readonly [name: string]: Construct } = {
  plain: { source: 'a: {{values.text}}', gives: ({ text }) => ({ a: text }) },
  'double-quoted': { source: 'a: "{{values.text}}"', gives: ({ text }) => ({ a: text }) },
  'single-quoted': { source: "a: '{{values.text}}'", gives: ({ text }) => ({ a: text }) },
  mixed: { source: 'a: x {{values.text}} y', gives: ({ text }) => ({ a: `x ${text} y` }) },
  'mixed-quoted': { source: 'a: "%s\\t{{values.text}}{{values.text}}\\""', gives: ({ text }) => ({ a: `%s\t${text}${text}"` }) },
  'mixed-number': { source: 'a: {{values.text}}-{{values.count}}-{{values.number}}-{{values.flag}}-{{values.port}}', gives: ({ text, count, number, flag, port }) => ({ a: `${text}-${count}-${number}-${flag}-${port}` }) },
  'two-lines': { source: 'a: x\n  {{values.text}}', gives: ({ text }) => ({ a: `x ${text}` }) },
  key: { source: '{{values.line}}: 1', gives: ({ line }) => ({ [line]: 1 }) },
  'key-quoted': { source: '"{{values.line}}": 1\n"x{{values.line}}": 1', gives: ({ line }) => ({ [line]: 1, [`x${line}`]: 1 }) },
  'key-mixed': { source: 'x-{{values.line}}: {{values.text}}', gives: ({ line, text }) => ({ [`x-${line}`]: text }) },
  items: { source: 'a:\n  - {{values.text}}\n  - "{{values.text}}"\n  - a {{values.text}}\n  - - {{values.text}}\n  - k: {{values.text}}', gives: ({ text }) => ({ a: [text, text, `a ${text}`, [text], { k: text }] }) },
  'flow-list': { source: 'a: [{{values.text}}, "{{values.text}}", b, x{{values.text}}]', gives: ({ text }) => ({ a: [text, text, 'b', `x${text}`] }) },
  'flow-map': { source: 'a: { b: {{values.text}}, c: "{{values.text}}" }', gives: ({ text }) => ({ a: { b: text, c: text } }) },
  'block-text': { source: 'a: |\n  first {{shell values.written}}\n  {{properties values.written}}\n\n    {{toJson values.text}} {{urlquery values.text}} {{urlpath values.text}}\n  {{b64enc values.text}} {{sha256 values.text}}\n', gives: ({ text, written }) => ({ a: `first ${escaped('shell', written)}\n${escaped('properties', written)}\n\n  ${escaped('toJson', text)} ${escaped('urlquery', text)} ${escaped('urlpath', text)}\n${escaped('b64enc', text)} ${escaped('sha256', text)}\n` }) },
  'block-line': { source: 'a: |-\n  x={{ini values.line}}\n  y={{shell values.line}}', gives: ({ line }) => ({ a: `x=${escaped('ini', line)}\ny=${escaped('shell', line)}` }) },
  'block-clean': { source: 'a: |+\n  {{nginx values.clean}};\n  x = {{krb5 values.clean}}\n  {{#if values.flag}}\n  on {{values.count}}\n  {{/if}}\n  {{#each values.texts as |text|}}\n  {{toJson text}}\n  {{/each}}\n  end\n', gives: ({ clean, flag, count, texts }) => ({ a: `${escaped('nginx', clean)};\nx = ${clean}\n${flag ? `on ${count}\n` : ''}${texts.map((text) => `${escaped('toJson', text)}\n`).join('')}end\n\n` }) },
  'block-condition': { source: 'a: |\n  {{#if values.flag}}\n  {{ini values.line}}\n  {{/if}}\n  {{#each values.map as |value name|}}\n  {{toJson name}}\n  {{/each}}\n  end {{values.count}}\n', gives: ({ flag, line, map, count }) => ({ a: `${flag ? `${escaped('ini', line)}\n` : ''}${sorted(map).map(([name]) => `${escaped('toJson', name)}\n`).join('')}end ${count}\n` }) },
  'block-first': { source: 'a: |\n  {{ini values.line}}\n  end\n', gives: ({ line }) => ({ a: `${escaped('ini', line)}\nend\n` }) },
  'embedded-yaml': { source: 'a.yaml: |\n  text: {{values.text}}\n  "{{values.line}}": x{{values.text}}\n  {{#each values.map as |value name|}}\n  x{{name}}: {{value}}\n  {{/each}}\n  whole: {{values.object}}\n  list:\n    - {{spread values.objects}}\n', embedded: 'a.yaml', gives: ({ text, line, map, object, objects }) => ({ text, [line]: `x${text}`, ...prefixed('x', map), whole: object, ...(objects.length > 0 ? { list: objects } : {}) }) },
  'embedded-json': { source: 'a.json: |\n  {\n    "text": "{{values.printable}}",\n    "list": [{{values.printable}}, {{values.count}}, {{values.number}}],\n    "port": {{values.port}},\n    "whole": {{values.object}}\n  }\n', embedded: 'a.json', gives: ({ printable, count, number, port, object }) => ({ text: printable, list: [printable, count, number], port, whole: object }) },
  annotations: { source: '{{#each values.map as |value name|}}\n{{name}}: {{value}}\n{{/each}}\nfixed: {{values.text}}', gives: ({ map, text }) => ({ fixed: text, ...map }) },
  'merged-map': { source: 'fixed: {{values.text}}\n{{merge values.object}}', gives: ({ object, text }) => ({ fixed: text, ...object }) },
  'each-list': { source: 'a:\n  {{#each values.texts as |text index|}}\n  - name: {{text}}\n    value: {{index}} {{text}}\n  {{/each}}', gives: ({ texts }) => (texts.length === 0 ? {} : { a: texts.map((text, index) => ({ name: text, value: `${index} ${text}` })) }) },
  'each-map': { source: 'a:\n  - name: fixed\n  {{#each values.entries as |entry name|}}\n  - name: {{name}}\n    text: {{entry.text}}\n    {{#if entry.other}}\n    other: {{entry.other}}\n    {{/if}}\n  {{/each}}', gives: ({ entries }) => ({ a: [...(Object.hasOwn(entries, 'fixed') ? [] : [{ name: 'fixed' }]), ...sorted(entries).map(([name, entry]) => ({ name, text: entry.text, ...(entry.other ? { other: entry.other } : {}) }))] }) },
  'each-flow': { source: 'a: [x, {{#each values.texts as |text|}}{{text}},{{/each}} y]', gives: ({ texts }) => ({ a: ['x', ...texts, 'y'] }) },
  'each-text': { source: 'a: "{{#each values.texts as |text|}}{{text}},{{/each}}"', gives: ({ texts }) => ({ a: texts.map((text) => `${text},`).join('') }) },
  'each-position': { source: 'a: "{{#each values.texts as |text|}}{{#if @first}}<{{/if}}{{text}}{{#unless @last}}, {{/unless}}{{/each}}"', gives: ({ texts }) => ({ a: texts.map((text, index) => `${index === 0 ? '<' : ''}${text}`).join(', ') }) },
  spread: { source: 'a:\n  - first\n  - {{spread values.objects}}', gives: ({ objects }) => ({ a: ['first', ...objects] }) },
  whole: { source: 'a: {{values.object}}\nb: {{values.objects}}\nc:\n  d: {{values.object}}', gives: ({ object, objects }) => ({ a: object, b: objects, c: { d: object } }) },
  printf: { source: 'a: {{printf "%s|%d|%v%%" values.text values.count values.port}}\nb: x{{printf "%s" values.text}}', gives: ({ text, count, port }) => ({ a: `${text}|${count}|${port}%`, b: `x${text}` }) },
  choice: { source: 'a: {{#if values.flag}}{{values.text}}{{else}}{{values.count}}{{/if}}\nb: x{{#if values.flag}}{{values.text}}{{/if}}\nc: {{ternary values.text "no" values.flag}}\nd: {{#if values.text}}{{values.text}}{{else}}none{{/if}}\n{{#if (eq values.text "yes")}}\ne: {{values.text}}\n{{else if values.flag}}\ne: f {{values.text}}\n{{else}}\ng: {{values.text}}\n{{/if}}', gives: ({ flag, text, count }) => ({ a: flag ? text : count, b: flag ? `x${text}` : 'x', c: flag ? text : 'no', d: text || 'none', ...(text === 'yes' ? { e: text } : flag ? { e: `f ${text}` } : { g: text }) }) },
  condition: { source: 'a: {{#if values.text}}{{values.text}}{{/if}}\nb: 1\nc:\n  {{#with values.text as |text|}}\n  d: {{text}}\n  {{/with}}', gives: ({ text }) => (text === '' ? { b: 1 } : { a: text, b: 1, c: { d: text } }) },
  compared: { source: 'a: {{eq values.text "yes"}}\nb: {{contains "a" values.text}}\nc: {{has values.text values.texts}}\nd: {{hasKey values.map values.text}}', gives: ({ text, texts, map }) => ({ a: text === 'yes', b: text.includes('a'), c: texts.includes(text), d: Object.hasOwn(map, text) }) },
  template: { source: 'a: {{values.template}}\nb: x{{values.template}}\nc:\n  {{#each values.templates as |template name|}}\n  {{name}}: {{template}}\n  {{/each}}', gives: ({ text, templates }) => ({ a: text, b: `x${text}`, ...(Object.keys(templates).length === 0 ? {} : { c: Object.fromEntries(Object.keys(templates).map((name) => [name, text])) }) }) },
  helper: { source: 'a: {{sentence of=values.text}}\nb: x {{sentence of=values.text}}\nc:\n  {{> pair of=values.text name=values.line}}\nd:\n  - first\n  {{> items of=values.texts}}\ne: {{include "pair" of=values.text name=values.line}}', gives: ({ text, line, texts }) => ({ a: `<${text}>`, b: `x <${text}>`, c: { fixed: text, [`x${line}`]: text }, d: ['first', ...texts.map((item) => ({ item }))] }) },
  defaults: { source: 'a: {{default "d" values.text}}\nb: {{default values.text ""}}\nc: {{coalesce "" values.text "z"}}\nd: {{get values.map values.text}}', gives: ({ text, map }) => ({ a: text || 'd', b: text, c: text || 'z', d: Object.hasOwn(map, text) ? map[text] : '' }) },
  numbers: { source: 'a: {{values.count}}\nb: {{values.number}}\nc: {{values.flag}}\nd: {{values.port}}\ne: {{values.quantity}}\nf: "{{values.count}}"\ng: "{{values.number}}"\nh: "{{values.flag}}"\ni: "{{values.port}}"\nj: [{{values.count}}, {{values.number}}, {{values.port}}]\n"{{values.count}}": x', gives: ({ count, number, flag, port, quantity }) => ({ a: count, b: number, c: flag, d: port, e: quantity, f: String(count), g: String(number), h: String(flag), i: String(port), j: [count, number, port], [String(count)]: 'x' }) },
}

/** What the constructs call. */
export const helpers: { readonly [path: string]: string } = {
  'sentence.txt.hbs': '{{!-- A text.\n  @param of - what it is about\n--}}\n<{{#if of}}{{of}}{{/if}}>\n',
  'pair.yml.hbs': '{{!-- Two entries.\n  @param of - their value\n  @param name - a key\n--}}\nfixed: {{of}}\nx{{name}}: {{of}}\n',
  'items.yml.hbs': '{{!-- Items.\n  @param of - a list\n--}}\n{{#each of as |item|}}\n- item: {{item}}\n{{/each}}\n',
}

function prefixed(prefix: string, map: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [prefix + name, value]))
}

function sorted<T>(map: { readonly [name: string]: T }): readonly (readonly [string, T])[] {
  return Object.entries(map).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}
