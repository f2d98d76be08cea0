import { type FileFormat, Problem } from '@commerce-integration/contract';
import iconv from 'iconv-lite';
import { xlsxFile } from './xlsx-file.ts';

/**
 * The bytes of a file from the text of its format's writer: encoded, or as the sheet of a workbook.
 *
 * @throws Problem `conflict` where a text has characters that the encoding does not have
 */
export function fileBytes(format: FileFormat, text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  return format.type === 'xlsx' ? xlsxFile(format.sheet, text) : encoded(text, format.encoding);
}

/** Whether an encoding has all characters of a text. */
export function hasCharacters(text: string, encoding: FileFormat['encoding']): boolean {
  return encoding.startsWith('utf-') || isOf(encode(text, encoding), text, encoding);
}

function isOf(bytes: Buffer, text: string, encoding: FileFormat['encoding']): boolean {
  return encoding.startsWith('utf-') || iconv.decode(bytes, encoding) === text;
}

function encode(text: string, encoding: FileFormat['encoding']): Buffer {
  return iconv.encode(text, encoding, { addBOM: false });
}

async function* encoded(text: AsyncIterable<string>, encoding: FileFormat['encoding']): AsyncGenerator<Buffer> {
  for await (const part of text) {
    const bytes = encode(part, encoding);
    if (!isOf(bytes, part, encoding)) {
      const detail = `The data have characters that ${encoding} does not have: give the format another encoding, such as utf-8.`;
      throw new Problem('conflict', detail);
    }
    yield bytes;
  }
}
