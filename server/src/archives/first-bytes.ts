/**
 * The first bytes of a stream, or all if it is shorter, and the whole stream.
 *
 * @param count the wanted number of first bytes
 */
export async function withFirstBytes(
  source: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ first: Buffer; bytes: AsyncIterable<Buffer> }> {
  const reading = source[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  let isEnd = false;
  while (first.length < count && !isEnd) {
    const { value, done } = await reading.next();
    if (done) isEnd = true;
    else first = Buffer.concat([first, value]);
  }
  return { first: first.subarray(0, count), bytes: all() };

  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (first.length > 0) yield first;
      while (!isEnd) {
        const { value, done } = await reading.next();
        if (done) isEnd = true;
        else yield value as Buffer;
      }
    } finally {
      await reading.return?.();
    }
  }
}
