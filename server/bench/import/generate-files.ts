import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The columns of the files in order; the last two are attributes. */
export const COLUMNS = [
  ...['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'],
  ...['color', 'size'],
] as const;

/** Writes a CSV file of products, with decimal points or commas; the rest is the same. */
export function generateCsv(file: string, rows: number, { isGerman }: { isGerman: boolean }): Promise<void> {
  const delimiter = isGerman ? ';' : ',';
  const names = isGerman ? COLUMNS.map((name) => `Spalte ${name}`) : COLUMNS;
  return write(file, `${names.join(delimiter)}\n`, rows, '', (row) => {
    const values = valuesOf(row);
    if (isGerman) values[5] = (values[5] ?? '').replace('.', ',');
    return `${values.join(delimiter)}\n`;
  });
}

/** Writes an XML file of products. */
export function generateXml(file: string, rows: number): Promise<void> {
  return write(file, '<?xml version="1.0" encoding="UTF-8"?>\n<catalog>\n', rows, '</catalog>\n', (row) => {
    const values = valuesOf(row).map((value, index) => `<${COLUMNS[index]}>${value}</${COLUMNS[index]}>`);
    return `<product>${values.join('')}</product>\n`;
  });
}

function valuesOf(row: number): string[] {
  const price = `${1 + (row % 900)}.${String(row % 100).padStart(2, '0')}`;
  return [
    ...[`SKU-${String(row).padStart(8, '0')}`, `Desk Lamp ${row}`, `A lamp of series ${row % 97} for every desk`],
    ...[`Brand ${row % 50}`, `Lighting > Lamps ${row % 20}`, price, 'EUR', row % 3 ? 'in_stock' : 'out_of_stock'],
    ...[`color ${row % 12}`, `${row % 60} cm`],
  ];
}

const PIECE = 64 * 1024;

async function write(file: string, begin: string, rows: number, end: string, row: (at: number) => string) {
  const stream = createWriteStream(file);
  let text = begin;
  for (let at = 0; at < rows; at += 1) {
    text += row(at);
    if (text.length < PIECE) continue;
    if (!stream.write(text)) await once(stream, 'drain');
    text = '';
  }
  stream.end(text + end);
  await finished(stream);
}
