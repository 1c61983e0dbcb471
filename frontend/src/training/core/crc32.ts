/** CRC-32 as zlib has it, one byte at a time. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export const CRC_START = 0xffffffff;

/** The state after one more byte; begin with `CRC_START`. */
export function crcStep(state: number, byte: number): number {
  return ((TABLE[(state ^ byte) & 0xff] ?? 0) ^ (state >>> 8)) >>> 0;
}

export function crcEnd(state: number): number {
  return (state ^ 0xffffffff) >>> 0;
}

export function crc32(bytes: Uint8Array): number {
  return crcEnd(bytes.reduce(crcStep, CRC_START));
}
