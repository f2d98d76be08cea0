/** Bytes that can be read in ranges. */
export interface ByteSource {
  /** Total number of bytes. */
  readonly size: number;
  /** The bytes from `start` (inclusive) to `end` (exclusive). */
  read(start: number, end: number): Promise<Buffer>;
}

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Small, so that reading entries out of order loads few unneeded bytes. */
const BLOCK = 32 * 1024;
/** The default number of cached blocks. */
const KEPT = 1_024;
/** Largest number of blocks in one request. */
const RUN = 32;
/** Largest number of concurrent requests. */
const AT_ONCE = 4;

/**
 * A cache over a large object: ranges are fetched in blocks, adjacent blocks with one request, and the most recently
 * used blocks are kept. So an archive is read in any order with 32 MB of memory, and a small one is fetched once.
 */
export class ByteBlocks {
  readonly #source: ByteSource;
  readonly #kept: number;
  /** By position; the most recently used blocks come last. */
  readonly #blocks = new Map<number, Buffer>();

  /** @param kept blocks that are cached */
  constructor(source: ByteSource, kept = KEPT) {
    this.#source = source;
    this.#kept = kept;
  }

  get size(): number {
    return this.#source.size;
  }

  /**
   * Fetches missing blocks of the ranges; then {@link bytes} returns them. Blocks that were loaded before may be
   * evicted.
   */
  async load(ranges: readonly ByteRange[]): Promise<void> {
    const wanted = new Set<number>();
    for (const { start, end } of ranges) {
      for (let block = Math.floor(start / BLOCK); block * BLOCK < Math.min(end, this.size); block += 1)
        wanted.add(block);
    }
    const missing: number[] = [];
    for (const block of wanted) {
      const kept = this.#blocks.get(block);
      if (!kept) missing.push(block);
      else {
        this.#blocks.delete(block);
        this.#blocks.set(block, kept);
      }
    }
    this.#makeRoom(missing.length, wanted);
    const runs = runsOf(missing.sort((one, other) => one - other));
    const fetchers = Array.from({ length: AT_ONCE }, async () => {
      for (let run = runs.shift(); run; run = runs.shift()) await this.#fetch(run);
    });
    await Promise.all(fetchers);
  }

  /** Bytes of the ranges that were loaded last; fewer at the end of the object. */
  bytes(start: number, end: number): Buffer {
    const stop = Math.min(end, this.size);
    const pieces: Buffer[] = [];
    for (let at = start; at < stop; ) {
      const block = Math.floor(at / BLOCK);
      const bytes = this.#blocks.get(block);
      if (!bytes) throw new Error(`The block at ${block * BLOCK} was not loaded`);
      const piece = bytes.subarray(at - block * BLOCK, stop - block * BLOCK);
      pieces.push(piece);
      at += piece.length;
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  }

  /** Bytes for sequential reading: the blocks that follow are fetched with them. */
  async next(start: number, end: number): Promise<Buffer> {
    const last = Math.floor((end - 1) / BLOCK);
    if (!this.#blocks.has(last)) await this.load([{ start, end: Math.max(end, start + RUN * BLOCK) }]);
    else await this.load([{ start, end }]);
    return this.bytes(start, end);
  }

  #makeRoom(coming: number, wanted: ReadonlySet<number>): void {
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size + coming <= this.#kept) return;
      if (!wanted.has(block)) this.#blocks.delete(block);
    }
  }

  async #fetch({ first, count }: BlockRun): Promise<void> {
    const start = first * BLOCK;
    const end = Math.min(start + count * BLOCK, this.size);
    const bytes = await this.#source.read(start, end);
    if (bytes.length !== end - start) throw new Error(`Asked for ${end - start} bytes and got ${bytes.length}`);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      // Copied: a slice would keep the whole response in memory.
      this.#blocks.set((start + at) / BLOCK, Buffer.from(bytes.subarray(at, at + BLOCK)));
    }
  }
}

interface BlockRun {
  first: number;
  count: number;
}

/** Groups adjacent blocks, up to the limit of one request. */
function runsOf(blocks: readonly number[]): BlockRun[] {
  const runs: BlockRun[] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (run && run.first + run.count === block && run.count < RUN) run.count += 1;
    else runs.push({ first: block, count: 1 });
  }
  return runs;
}
