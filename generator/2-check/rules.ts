import type { Rule } from './rule.ts'
import { closedObjects } from './rules/closed-objects.ts'
import { defaultValue } from './rules/default-value.ts'
import { dependencyCondition } from './rules/dependency-condition.ts'
import { dependencyCycle } from './rules/dependency-cycle.ts'
import { dependencyValue } from './rules/dependency-value.ts'
import { exampleValue } from './rules/example-value.ts'
import { missingDefault } from './rules/missing-default.ts'
import { missingDescription } from './rules/missing-description.ts'
import { noTitle } from './rules/no-title.ts'
import { nullDefault } from './rules/null-default.ts'
import { portablePattern } from './rules/portable-pattern.ts'
import { presetValue } from './rules/preset-value.ts'
import { rootConditional } from './rules/root-conditional.ts'
import { templateName } from './rules/template-name.ts'
import { unknownRequired } from './rules/unknown-required.ts'

/** The rules of this phase by their names; docs/errors has a page for each. */
export const rules = {
  'closed-objects': closedObjects,
  'default-value': defaultValue,
  'dependency-condition': dependencyCondition,
  'dependency-cycle': dependencyCycle,
  'dependency-value': dependencyValue,
  'example-value': exampleValue,
  'missing-default': missingDefault,
  'missing-description': missingDescription,
  'no-title': noTitle,
  'null-default': nullDefault,
  'portable-pattern': portablePattern,
  'preset-value': presetValue,
  'root-conditional': rootConditional,
  'template-name': templateName,
  'unknown-required': unknownRequired,
} as const satisfies { readonly [name: string]: Rule }
