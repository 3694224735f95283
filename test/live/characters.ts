/** Every character of ASCII that one sees. */
export const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))

/** Every printable character of ASCII, the blank among them. */
export const printable = ` ${visible}`
