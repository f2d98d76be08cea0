import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const WORKBOOK_COLUMNS = [
  ...[
    'sku',
    'product_name',
    'description',
    'brand',
    'category',
    'price',
    'currency',
    'availability',
    'color',
    'weight',
  ],
] as const;
/** Strings that all rows share come first, then three for each row. */
const SHARED = [...WORKBOOK_COLUMNS, 'EUR', 'in stock', 'red', 'green', 'blue'];
const OF_A_ROW = 3;

/**
 * Writes a workbook as spreadsheet programs do: texts are shared strings, and the sheet comes before them in the file.
 */
export async function generateWorkbook(file: string, rows: number): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, parts: Iterable<string>) =>
    zip.addReadStream(Readable.from(parts, { objectMode: false }), name, { compressionLevel: 1 });
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...all: string[]) => [`<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`];
  add('[Content_Types].xml', ['<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>']);
  add('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')));
  const sheets = `<sheets><sheet name="Products" sheetId="1" r:id="rId1"/></sheets>`;
  add('xl/workbook.xml', [`<workbook ${MAIN} xmlns:r="${OFFICE}">${sheets}</workbook>`]);
  const parts = [
    relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
  ];
  add('xl/_rels/workbook.xml.rels', relations(...parts));
  add('xl/worksheets/sheet1.xml', sheetParts(rows));
  add('xl/sharedStrings.xml', stringParts(rows));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

function* sheetParts(rows: number): Generator<string> {
  yield `<worksheet ${MAIN}><sheetData>`;
  for (let row = 0; row <= rows; row += 1) {
    const cells = row === 0 ? WORKBOOK_COLUMNS.map((_, index) => index) : stringsOf(row);
    const xml = cells.map((cell, index) => {
      const place = `${String.fromCharCode(65 + index)}${row + 1}`;
      return typeof cell === 'string'
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" t="s"><v>${cell}</v></c>`;
    });
    yield `<row r="${row + 1}" spans="1:10">${xml.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

/** The numbers of the shared strings; other numbers are in the sheet itself. */
function stringsOf(row: number): (number | string)[] {
  const own = SHARED.length + (row - 1) * OF_A_ROW;
  const named = (name: string) => SHARED.indexOf(name);
  const color = named(['red', 'green', 'blue'][row % 3] ?? '');
  const price = `${(row % 100_000) / 100}`;
  return [
    own,
    own + 1,
    own + 2,
    named('red'),
    named('blue'),
    price,
    named('EUR'),
    named('in stock'),
    color,
    `${row % 50}`,
  ];
}

function* stringParts(rows: number): Generator<string> {
  yield `<sst ${MAIN}>`;
  for (const text of SHARED) yield `<si><t>${text}</t></si>`;
  for (let row = 1; row <= rows; row += 1) {
    const texts = [`SKU-${row}`, `Product number ${row}`, `A description of product ${row}, of some length`];
    yield texts.map((text) => `<si><t>${text}</t></si>`).join('');
  }
  yield '</sst>';
}
