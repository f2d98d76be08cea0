import { crc32, deflateRawSync } from 'node:zlib';
import { columnPosition } from '@commerce-integration/contract/rules';
import { type PackedFile, writeArchive } from '../../archives/write-archive.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SHEET_PART = 'xl/worksheets/sheet1.xml';

/**
 * A workbook with one sheet as the bytes of its file, in constant memory.
 *
 * @param sheet as a format names it
 * @param text the part of the sheet, piece by piece
 */
export function xlsxFile(sheet: string | undefined, text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const parts = partsOf(sheet).map(([name, content]) => packed(name, content));
  return writeArchive({
    files: async function* () {
      yield parts;
    },
    bytesOf: async (files) => files.map(({ bytes }) => bytes),
    last: { name: SHEET_PART, text: () => text },
  });
}

/** The parts besides the sheet (ECMA-376, part 1: 11.3.10 and 12.3; part 2: 10.1.2). */
function partsOf(sheet: string | undefined): [name: string, content: string][] {
  const name = sheet === undefined || columnPosition(sheet) !== undefined ? 'Sheet1' : sheet;
  const relations = (type: string, target: string) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  const types = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEETS}.sheet.main+xml"/>`,
    `<Override PartName="/${SHEET_PART}" ContentType="${SHEETS}.worksheet+xml"/>`,
  ];
  const workbook = `<sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets>`;
  return [
    ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types">${types.join('')}</Types>`],
    ['_rels/.rels', relations('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">${workbook}</workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relations('worksheet', 'worksheets/sheet1.xml')],
  ];
}

function packed(name: string, content: string): PackedFile & { bytes: Buffer } {
  const plain = Buffer.from(content);
  const bytes = deflateRawSync(plain);
  const sizes = { packedBytes: bytes.length, unpackedBytes: plain.length };
  return { name, bytes, ...sizes, crc32: crc32(plain), deflated: true };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
