import type { DataSample } from '@commerce-integration/contract';

/** The bytes of a sample, without an incomplete last line where the file goes on. */
export function sampleBytes({ sample, sample_base64, is_cut }: DataSample, type: string): Buffer {
  const bytes = sample_base64 === undefined ? Buffer.from(sample ?? '') : Buffer.from(sample_base64, 'base64');
  if (!is_cut || type === 'xml' || type === 'xlsx') return bytes;
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}
