/** Packs numbers of some bits into bytes, the lowest bit first, as deflate wants them. */
export function bitWriter(): BitWriter {
  let bytes = new Uint8Array(1 << 16)
  let length = 0
  let pending = 0
  let pendingBits = 0
  const push = (byte: number): void => {
    if (length === bytes.length) {
      const longer = new Uint8Array(bytes.length * 2)
      longer.set(bytes)
      bytes = longer
    }
    bytes[length++] = byte
  }
  return {
    write: (value, bits) => {
      pending |= value << pendingBits
      pendingBits += bits
      while (pendingBits >= 8) {
        push(pending & 255)
        pending >>>= 8
        pendingBits -= 8
      }
    },
    finish: () => {
      if (pendingBits > 0) push(pending)
      pending = 0
      pendingBits = 0
      return bytes.slice(0, length)
    },
  }
}

export interface BitWriter {
  /** At most 24 bits at a time. */
  readonly write: (value: number, bits: number) => void
  readonly finish: () => Uint8Array
}
