import { expect, test } from 'vitest'
import { shellVariables } from './read/shell-variables.ts'

test.each([
  ['exec serve --port=$PORT', ['PORT'], []],
  ['echo "${HOST}:${PORT%/}"', ['HOST', 'PORT'], []],
  ['exec serve "${PORT:-8080}"; echo "$PORT"', [], []],
  ["awk '{ print $NF }' # $COMMENT", [], []],
  ['echo "it\'s $NAME"', ['NAME'], []],
  ['echo "$(printf \'%s $NO\' "$YES")"', ['YES'], []],
  ['for file in *; do echo "$file"; done', ['file'], ['file']],
  ['while read -r key value; do echo "$key"; done', ['key'], ['key', 'value']],
  ['eval "value=\\${SETTING_$NAME}"; echo "$value"', ['NAME', 'value'], ['value']],
  ['size= quiet=0; local one two\necho "$#" "$1" \\$OTHER', [], ['size', 'quiet', 'one', 'two']],
] as const)('%s', (text, reads, sets) => {
  const found = shellVariables(text)
  expect([...found.reads].sort()).toEqual([...reads].sort())
  expect([...found.sets].sort()).toEqual([...sets].sort())
})
