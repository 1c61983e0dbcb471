/** SHA-256 (FIPS 180-4) piece by piece. The browser's own takes a whole file at once, which a project file need not fit. */

const BLOCK = 64;
const LENGTH_BYTES = 8;

const ROUNDS = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));

/** Of the block that is being mixed in: nothing else runs meanwhile. */
const WORDS = new Int32Array(64);

export class Sha256 {
  private readonly state = START.slice();
  private readonly rest = new Uint8Array(BLOCK);
  private readonly restView = new DataView(this.rest.buffer);
  private restLength = 0;
  private length = 0;

  update(bytes: Uint8Array): this {
    this.length += bytes.length;
    let at = 0;
    if (this.restLength > 0) {
      at = Math.min(BLOCK - this.restLength, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.restLength);
      this.restLength += at;
      if (this.restLength < BLOCK) return this;
      this.mix(this.restView, 0);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.mix(view, at);
    this.rest.set(bytes.subarray(at));
    this.restLength = bytes.length - at;
    return this;
  }

  /** 32 bytes. Nothing can be added after it. */
  digest(): Uint8Array<ArrayBuffer> {
    const bits = BigInt(this.length) * 8n;
    this.rest.fill(0, this.restLength);
    this.rest[this.restLength] = 0x80;
    if (this.restLength >= BLOCK - LENGTH_BYTES) {
      this.mix(this.restView, 0);
      this.rest.fill(0);
    }
    this.restView.setBigUint64(BLOCK - LENGTH_BYTES, bits);
    this.mix(this.restView, 0);
    const digest = new Uint8Array(START.length * 4);
    const view = new DataView(digest.buffer);
    this.state.forEach((word, index) => {
      view.setInt32(index * 4, word);
    });
    return digest;
  }

  /** 64 hex digits. */
  hex(): string {
    return hex(this.digest());
  }

  private mix(view: DataView, at: number): void {
    const { state } = this;
    schedule(view, at);
    let a = at32(state, 0);
    let b = at32(state, 1);
    let c = at32(state, 2);
    let d = at32(state, 3);
    let e = at32(state, 4);
    let f = at32(state, 5);
    let g = at32(state, 6);
    let h = at32(state, 7);
    for (let round = 0; round < 64; round++) {
      const sum1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const sum0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const choice = (e & f) ^ (~e & g);
      const one = (h + sum1 + choice + at32(ROUNDS, round) + at32(WORDS, round)) | 0;
      const two = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] = at32(state, 0) + a;
    state[1] = at32(state, 1) + b;
    state[2] = at32(state, 2) + c;
    state[3] = at32(state, 3) + d;
    state[4] = at32(state, 4) + e;
    state[5] = at32(state, 5) + f;
    state[6] = at32(state, 6) + g;
    state[7] = at32(state, 7) + h;
  }
}

function at32(words: Int32Array, index: number): number {
  return words[index] as number;
}

function schedule(view: DataView, at: number): void {
  for (let index = 0; index < 16; index++) WORDS[index] = view.getInt32(at + index * 4);
  for (let index = 16; index < 64; index++) {
    const near = at32(WORDS, index - 2);
    const far = at32(WORDS, index - 15);
    const sum1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    const sum0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    WORDS[index] = (sum1 + at32(WORDS, index - 7) + sum0 + at32(WORDS, index - 16)) | 0;
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}

/** The first 32 bits after the point. */
function fraction(value: number): number {
  return Math.floor((value % 1) * 2 ** 32) | 0;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
