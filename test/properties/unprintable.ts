/**
 * Helm's toYaml prints nothing at all for a list or map with such a control character in it, and turns the line breaks of Unicode into blanks.
 * Where lists and maps pass through whole, no random text holds them; the places that a chart declares as texts are tried with them too.
 */
export const unprintable: RegExp = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/
