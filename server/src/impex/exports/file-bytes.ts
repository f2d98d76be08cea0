import { type FileFormat, Problem } from '@commerce-integration/contract';
import iconv from 'iconv-lite';
import { xlsxFile } from './xlsx-file.ts';

/**
 * The bytes of a file whose text a writer of its format makes: encoded, or as the sheet of a workbook.
 *
 * @throws Problem `conflict` where a text has characters that the encoding does not have
 */
export function fileBytes(format: FileFormat, text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  return format.type === 'xlsx' ? xlsxFile(format.sheet, text) : encoded(text, format.encoding);
}

async function* encoded(text: AsyncIterable<string>, encoding: FileFormat['encoding']): AsyncGenerator<Buffer> {
  for await (const part of text) {
    const bytes = iconv.encode(part, encoding, { addBOM: false });
    if (!encoding.startsWith('utf-') && iconv.decode(bytes, encoding) !== part) {
      const detail = `The data have characters that ${encoding} does not have: give the format another encoding, such as utf-8.`;
      throw new Problem('conflict', detail);
    }
    yield bytes;
  }
}
