/** Handlebars' syntax tree as `Handlebars.parse` gives it (handlebars.js docs/compiler-api.md), typed without `any`. */
export declare namespace AST {
  interface Position { readonly line: number; readonly column: number }
  interface Location { readonly source?: string; readonly start: Position; readonly end: Position }
  interface Strip { readonly open: boolean; readonly close: boolean }
  interface Program { readonly type: 'Program'; readonly body: readonly Statement[]; readonly blockParams?: readonly string[]; readonly loc: Location }
  type Statement = Mustache | Block | Partial | PartialBlock | Content | Comment | Decorator
  interface Mustache { readonly type: 'MustacheStatement'; readonly path: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly escaped: boolean; readonly strip: Strip; readonly loc: Location }
  interface Block { readonly type: 'BlockStatement'; readonly path: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly program?: Program; readonly inverse?: Program; readonly loc: Location }
  interface Decorator { readonly type: 'DecoratorBlock' | 'Decorator'; readonly path: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly program?: Program; readonly loc: Location }
  interface Partial { readonly type: 'PartialStatement'; readonly name: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly indent: string; readonly loc: Location }
  interface PartialBlock { readonly type: 'PartialBlockStatement'; readonly name: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly program: Program; readonly indent?: string; readonly loc: Location }
  /** `original` is the text of the source, `value` what standalone lines leave of it. */
  interface Content { readonly type: 'ContentStatement'; readonly value: string; readonly original: string; readonly loc: Location }
  interface Comment { readonly type: 'CommentStatement'; readonly value: string; readonly loc: Location }
  type Expression = SubExpression | Path | Literal
  interface SubExpression { readonly type: 'SubExpression'; readonly path: Expression; readonly params: readonly Expression[]; readonly hash?: Hash; readonly loc: Location }
  interface Path { readonly type: 'PathExpression'; readonly data: boolean; readonly depth: number; readonly parts: readonly string[]; readonly original: string; readonly loc: Location }
  interface Literal { readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'NullLiteral' | 'UndefinedLiteral'; readonly value: string | number | boolean | null | undefined; readonly original: string | number | boolean | null | undefined; readonly loc: Location }
  interface Hash { readonly type: 'Hash'; readonly pairs: readonly HashPair[]; readonly loc: Location }
  interface HashPair { readonly type: 'HashPair'; readonly key: string; readonly value: Expression; readonly loc: Location }
}
