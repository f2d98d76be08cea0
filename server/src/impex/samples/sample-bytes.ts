import { Buffer, isUtf8 } from 'node:buffer';
import type { DataSample, FileEncoding } from '@commerce-integration/contract';

/** The bytes of a sample, without an incomplete last line where the file goes on. */
export function sampleBytes({ sample, sample_base64, is_cut }: DataSample, type: string): Buffer {
  const bytes = sample_base64 === undefined ? Buffer.from(sample ?? '') : Buffer.from(sample_base64, 'base64');
  if (!is_cut || type === 'xml' || type === 'xlsx') return bytes;
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

const MARKS: readonly (readonly [FileEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes of a character that the end of a sample may have cut off. */
const MOST_CUT = 3;

/** The encoding of bytes: by their mark, their zeros, or whether they are UTF-8; windows-1252 if nothing tells. */
export function guessEncoding(bytes: Buffer): FileEncoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const head = bytes.subarray(0, 1_000);
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zeros(1) > head.length / 5) return 'utf-16le';
  if (zeros(0) > head.length / 5) return 'utf-16be';
  for (let cut = 0; cut <= MOST_CUT; cut += 1) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return 'utf-8';
  return 'windows-1252';
}
