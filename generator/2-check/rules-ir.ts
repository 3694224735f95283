import type { IrRule } from './rule-ir.ts'
import { appLabel } from './rules-ir/app-label.ts'
import { duplicateKey } from './rules-ir/duplicate-key.ts'
import { duplicateManifest } from './rules-ir/duplicate-manifest.ts'
import { incompleteObject } from './rules-ir/incomplete-object.ts'
import { leakedSecret } from './rules-ir/leaked-secret.ts'
import { longName } from './rules-ir/long-name.ts'
import { mutableImage } from './rules-ir/mutable-image.ts'
import { unknownValue } from './rules-ir/unknown-value.ts'
import { unstableSelector } from './rules-ir/unstable-selector.ts'
import { unusedValue } from './rules-ir/unused-value.ts'

/** The rules over staged charts by their names; docs/errors has a page for each. */
export const irRules = {
  'app-label': appLabel,
  'duplicate-key': duplicateKey,
  'duplicate-manifest': duplicateManifest,
  'incomplete-object': incompleteObject,
  'leaked-secret': leakedSecret,
  'long-name': longName,
  'mutable-image': mutableImage,
  'unknown-value': unknownValue,
  'unstable-selector': unstableSelector,
  'unused-value': unusedValue,
} as const satisfies { readonly [name: string]: IrRule }
