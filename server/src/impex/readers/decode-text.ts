import type { FileEncoding } from '@commerce-integration/contract';
import { ImportRefused } from '../import-refused.ts';

/**
 * The text of a file, piece by piece, without a byte order mark.
 *
 * @param isCut whether the input is only the beginning of a file, whose last character may be incomplete
 * @throws ImportRefused for bytes that are invalid in the encoding
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
  isCut = false,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  try {
    for await (const piece of source) {
      const text = decoder.decode(piece, { stream: true });
      lines += countLines(text);
      yield text;
    }
    if (!isCut) yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError) || (error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw error;
    throw new ImportRefused(
      `The file is not encoded as ${encoding}, after line ${lines}: name its encoding in the format.`,
    );
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
