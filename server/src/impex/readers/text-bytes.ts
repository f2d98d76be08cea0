import type { ImportFormat } from '@commerce-integration/contract';
import { FILE_START_BYTES, otherFileProblem } from '@commerce-integration/contract/rules';
import { withFirstBytes } from '../../archives/first-bytes.ts';
import { ImportRefused } from '../import-refused.ts';

/**
 * The bytes of a file in a text format.
 *
 * @throws ImportRefused for a file of another well-known type, which it names
 */
export async function* textBytes(source: AsyncIterable<Uint8Array>, type: ImportFormat): AsyncGenerator<Buffer> {
  const { first, bytes } = await withFirstBytes(source, FILE_START_BYTES);
  assertText(first, type);
  yield* bytes;
}

/** @throws ImportRefused as `textBytes` */
export function assertText(beginning: Buffer, type: ImportFormat): void {
  const problem = otherFileProblem(beginning, type);
  if (problem !== undefined) throw new ImportRefused(problem);
}
