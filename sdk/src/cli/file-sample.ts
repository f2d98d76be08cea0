import { constants, gunzipSync } from 'node:zlib';
import { UsageError } from './exit-codes.ts';
import { withInputFile } from './input-file.ts';

/** Bytes of a file that are sent: as base64, what the API takes as a sample. */
const MOST_BYTES = 384 * 1024;

/** The beginning of a file as the API takes it. */
export interface FileSample {
  readonly name: string;
  readonly sample: { readonly sample_base64: string; readonly is_cut: boolean };
}

/** Reads the beginning of a file, unpacked. @throws UsageError for an empty file, and a workbook that is too large */
export async function sampleOf(operand: string, signal: AbortSignal): Promise<FileSample> {
  return withInputFile(
    operand,
    signal,
    async ({ name, data: content }) => {
      const data = content as Blob;
      const head = Buffer.from(await data.slice(0, MOST_BYTES).arrayBuffer());
      const bytes = isGzip(head) ? unpacked(head) : head;
      if (bytes.length === 0) throw new UsageError(`${name} is empty.`);
      const is_cut = data.size > head.length || bytes.length > MOST_BYTES;
      if (is_cut && bytes.subarray(0, 2).toString('latin1') === 'PK') {
        throw new UsageError(
          `${name} is over ${MOST_BYTES / 1024} KB, and a workbook cannot be shortened: use one with fewer rows.`,
        );
      }
      return { name, sample: { sample_base64: bytes.subarray(0, MOST_BYTES).toString('base64'), is_cut } };
    },
    '',
  );
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What a part of a packed file unpacks to. */
function unpacked(head: Buffer): Buffer {
  return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * MOST_BYTES });
}
