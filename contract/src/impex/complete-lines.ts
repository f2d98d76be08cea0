import type { FileEncoding } from './descriptors.ts';

/** The beginning of a file up to its last line end, since the next line may be incomplete; all of it if it has none. */
export function completeLines<Bytes extends Uint8Array>(bytes: Bytes, encoding: FileEncoding): Bytes {
  const end = encoding.startsWith('utf-16') ? endInPairs(bytes, encoding) : bytes.lastIndexOf(0x0a) + 1;
  return (end === 0 ? bytes : bytes.subarray(0, end)) as Bytes;
}

/** For UTF-16: the byte of a line end may also be half of another character. */
function endInPairs(bytes: Uint8Array, encoding: FileEncoding): number {
  const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
  for (let at = bytes.length - (bytes.length % 2) - 2; at >= 0; at -= 2)
    if (bytes[at + low] === 0x0a && bytes[at + high] === 0) return at + 2;
  return 0;
}
