/** Bytes that can be asked for in ranges. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** The bytes from `start` up to, and without, `end`. */
  read(start: number, end: number): Promise<Buffer>;
}

export interface ByteRange {
  readonly start: number;
  /** Not of the range any more. */
  readonly end: number;
}

/** Small, so that entries read in an order other than the archive's cost little more than themselves. */
const BLOCK = 32 * 1024;
/** Blocks that are kept. */
const KEPT = 1_024;
/** Blocks that one request asks for at the most. */
const RUN = 32;
/** Requests at a time. */
const AT_ONCE = 4;

/**
 * A window on a large object: what is asked for is fetched in blocks, neighbours by one request, and the blocks used last
 * are kept. So an archive is read in any order in the memory of 32 MB, and a small one is fetched once.
 */
export class ByteBlocks {
  readonly #source: ByteSource;
  /** By their place; those used last stand last. */
  readonly #blocks = new Map<number, Buffer>();

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get size(): number {
    return this.#source.size;
  }

  /** Fetches what is not here yet; then {@link bytes} gives it. What was fetched before may be gone. */
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

  /** Bytes that were loaded last; fewer where the object ends. */
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

  /** Bytes of a walk from front to back: those that follow are fetched with them. */
  async next(start: number, end: number): Promise<Buffer> {
    const last = Math.floor((end - 1) / BLOCK);
    if (!this.#blocks.has(last)) await this.load([{ start, end: Math.max(end, start + RUN * BLOCK) }]);
    else await this.load([{ start, end }]);
    return this.bytes(start, end);
  }

  #makeRoom(coming: number, wanted: ReadonlySet<number>): void {
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size + coming <= KEPT) return;
      if (!wanted.has(block)) this.#blocks.delete(block);
    }
  }

  async #fetch({ first, count }: BlockRun): Promise<void> {
    const start = first * BLOCK;
    const end = Math.min(start + count * BLOCK, this.size);
    const bytes = await this.#source.read(start, end);
    if (bytes.length !== end - start) throw new Error(`Asked for ${end - start} bytes and got ${bytes.length}`);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      // A copy: a part of what one request gave would keep all of it in memory.
      this.#blocks.set((start + at) / BLOCK, Buffer.from(bytes.subarray(at, at + BLOCK)));
    }
  }
}

interface BlockRun {
  first: number;
  count: number;
}

/** Neighbours together, as many as one request may ask for. */
function runsOf(blocks: readonly number[]): BlockRun[] {
  const runs: BlockRun[] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (run && run.first + run.count === block && run.count < RUN) run.count += 1;
    else runs.push({ first: block, count: 1 });
  }
  return runs;
}
