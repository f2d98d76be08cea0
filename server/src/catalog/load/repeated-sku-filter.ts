/** 8 MB: with five million SKUs, about one in a few hundred is falsely reported as repeated. */
const BLOCKS = 1 << 17;
const WORDS_PER_BLOCK = 16;
const BITS_PER_SKU = 6;

/**
 * Detects repeated SKUs of a feed in constant memory (a Bloom filter whose bits for one SKU are in one cache line). It
 * never misses one but has rare false positives, so each report must be checked.
 */
export class RepeatedSkuFilter {
  readonly #words = new Uint32Array(BLOCKS * WORDS_PER_BLOCK);

  /** Adds the SKU. Returns false if it has certainly not been added before. */
  mayRepeat(sku: string): boolean {
    let first = 0x811c9dc5;
    let second = 0x9747b28c;
    for (let at = 0; at < sku.length; at += 1) {
      const code = sku.charCodeAt(at);
      first = Math.imul(first ^ code, 0x01000193);
      second = Math.imul(second ^ code, 0x5bd1e995) + 0x6b43a9b5;
    }
    first = mix(first);
    second = mix(second);
    const block = (first >>> 15) * WORDS_PER_BLOCK;
    let bit = second;
    const step = (second >>> 18) | 1;
    let seen = true;
    for (let count = 0; count < BITS_PER_SKU; count += 1) {
      const word = block + ((bit >>> 5) & (WORDS_PER_BLOCK - 1));
      const mask = 1 << (bit & 31);
      const before = this.#words[word] as number;
      if ((before & mask) === 0) {
        seen = false;
        this.#words[word] = before | mask;
      }
      bit += step;
    }
    return seen;
  }
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
