import type { DataPreview } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { type BuiltWorkbook, rowXml, sheetXml, workbookOf } from './support/archives/workbook.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name\nA,One\n', { key: acme.key, fields: {} });

const COLUMNS = ['sku', 'name', 'value'].map((name) => ({ target: name, source: name }));
const HEADER = rowXml(1, ['sku', 'name', 'value']);

/** The values of one cell, as a descriptor of attributes reads them. */
async function preview(file: Buffer, format: object = {}, columns: object[] = COLUMNS): Promise<DataPreview> {
  const definition = { name: 'x', entity: 'product_attribute', format: { type: 'xlsx', ...format }, columns };
  const body = { definition, sample_base64: file.toString('base64') };
  const answer = await server.call<DataPreview>('/data-descriptors/preview', { body, key: acme.key });
  if (answer.status !== 200) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The values of cells, each in its own row. */
async function valuesOf(
  cells: string[],
  workbook: BuiltWorkbook = {},
  format = {},
): Promise<(string | null | undefined)[]> {
  const rows = cells.map((cell, index) => rowXml(index + 2, ['A', 'n', cell]));
  const shown = await preview(workbookOf({ sheets: { Sheet1: HEADER + rows.join('') }, ...workbook }), format);
  expect(shown.error).toBeUndefined();
  return shown.rows.map(({ values, problems }) => problems[0]?.message ?? values.value);
}

describe('the cells of a workbook', () => {
  it('are numbers without rounding noise, booleans, texts, and computed values of formulas', async () => {
    const values = await valuesOf([
      '<c><v>0.30000000000000004</v></c>',
      '<c><v>19.989999999999998</v></c>',
      '<c><v>4006381333931</v></c>',
      '<c><v>9007199254740991</v></c>',
      '<c><v>1.25E-7</v></c>',
      '<c><v>-1.5E+20</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="inlineStr"><is><t xml:space="preserve">00123</t></is></c>',
      '<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
      '<c><f>1+1</f><v>2</v></c>',
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c t="inlineStr"><is><t>a_x000B_b_x005F_x0041_</t></is></c>',
      '<c t="d"><v>2026-04-08T12:00:00</v></c>',
    ]);
    expect(values).toEqual([
      '0.3',
      '19.99',
      '4006381333931',
      '9007199254740991',
      '0.000000125',
      '-150000000000000000000',
      'true',
      '00123',
      'ab',
      '2',
      'value is the error #DIV/0! of a formula.',
      'a\u000bb_x0041_',
      '2026-04-08T12:00:00',
    ]);
  });

  it('share texts, also rich ones, without phonetic readings', async () => {
    const strings =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and not</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>';
    const shared = [2, 1, 0].map((index) => `<c t="s"><v>${index}</v></c>`);
    expect(await valuesOf(shared, { strings })).toEqual(['東京', 'bold and not', 'plain']);
    const broken = await preview(
      workbookOf({ sheets: { S: HEADER + rowXml(2, ['A', 'n', '<c t="s"><v>3</v></c>']) }, strings }),
    );
    expect(broken.error).toBe('A cell refers to the text 3, and the workbook has 3.');
  });

  it('are dates by their number formats', async () => {
    const codes = [
      'dd/mm/yyyy\\ hh:mm',
      '0.00" days"',
      '[h]:mm',
      '[$-409]mmm\\ d;@',
      '[Red]0;"d"',
      '[>100]General',
      'mmmm',
      'h:mm AM/PM',
    ];
    const own = codes.map(
      (code, index) =>
        `<numFmt numFmtId="${170 + index}" formatCode="${code.replaceAll('"', '&quot;').replace('>', '&gt;')}"/>`,
    );
    const ids = [0, 14, 22, 45, ...codes.map((_, index) => 170 + index)];
    const xfs = ids.map((id) => `<xf numFmtId="${id}"/>`).join('');
    const styles = `<numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs>`;
    const cells = ids.map((_, index) => `<c s="${index}"><v>45000.75</v></c>`);
    const [day, time] = ['2023-03-15T18:00:00', '18:00:00'];
    expect(await valuesOf(cells, { styles })).toEqual([
      ...['45000.75', day, day, time, day, '45000.75', '1080018:00:00', day, '45000.75', '45000.75', day, time],
    ]);
    const dated = ['0.5', '1', '59', '60', '61', '46120', '46120.123456', '2958465', '-1', '3000000'];
    const asDates = dated.map((value) => `<c s="1"><v>${value}</v></c>`);
    expect(await valuesOf(asDates, { styles })).toEqual([
      ...['12:00:00', '1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01', '2026-04-08'],
      ...['2026-04-08T02:57:46.598', '9999-12-31', '-1', '3000000'],
    ]);
    expect(
      await valuesOf(['<c s="1"><v>0</v></c>', '<c s="1"><v>44658</v></c>'], { styles, isFrom1904: true }),
    ).toEqual(['1904-01-01', '2026-04-08']);
  });

  it('that are numbers and dates need no separators and formats, and texts use those of the column', async () => {
    const columns = [
      ...['sku', 'currency'].map((name) => ({ target: name, source: name })),
      { target: 'price', source: 'price', type: 'decimal', decimal_separator: ',', thousands_separator: '.' },
      { target: 'valid_from', source: 'from', type: 'date', date_format: 'dd.MM.yyyy', timezone: 'Europe/Berlin' },
    ];
    const rows = [
      rowXml(1, ['sku', 'currency', 'price', 'from']),
      rowXml(2, ['A', 'EUR', 1299.5, '<c s="1"><v>46120</v></c>']),
      rowXml(3, ['A', 'EUR', '1.299,50', '08.04.2026']),
    ];
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const body = {
      definition: { name: 'x', entity: 'price', format: { type: 'xlsx' }, columns },
      sample_base64: workbookOf({ sheets: { S: rows.join('') }, styles }).toString('base64'),
    };
    const shown = await server.call<DataPreview>('/data-descriptors/preview', { body, key: acme.key });
    expect(shown.body.rows.map(({ values }) => [Number(values.price), values.valid_from])).toEqual([
      [1299.5, '2026-04-07T22:00:00.000Z'],
      [1299.5, '2026-04-07T22:00:00.000Z'],
    ]);
  });

  it('are placed by their references, and may be missing, as rows may', async () => {
    const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      `<row r="4"><c r="A4" s="7"/></row>`,
      `<row r="5">${cell('C5', 'value')}${cell('A5', 'sku')}${cell('B5', 'Name')}</row>`,
      `<row r="7">${cell('C7', 'x')}${cell('A7', 'A')}</row>`,
      `<row>${cell('B8', 'n')}${cell('XFD8', 'far')}</row>`,
    ];
    // Merged: the first cell has the value; the others exist without one.
    const merged = `<row r="9">${cell('A9', 'A')}${cell('B9', 'merged')}<c r="C9"/></row>`;
    const file = workbookOf({
      sheets: { S: 'unused' },
      parts: [
        {
          name: 'xl/worksheets/sheet1.xml',
          content: sheetXml(`${rows.join('')}${merged}`).replace(
            '</worksheet>',
            '<mergeCells><mergeCell ref="B9:C9"/></mergeCells></worksheet>',
          ),
        },
      ],
    });
    const shown = await preview(file, { skip_lines: 3 });
    expect(shown.error).toBeUndefined();
    expect(shown.rows.map(({ line, values }) => [line, values.sku, values.name, values.value])).toEqual([
      [7, 'A', null, 'x'],
      [8, null, 'n', null],
      [9, 'A', 'merged', null],
    ]);
    const positions = [3, 1, 2].map((place, index) => ({ target: COLUMNS[index]?.target, source: `#${place}` }));
    const byPosition = await preview(file, { header: false, skip_lines: 5 }, positions);
    expect(byPosition.rows[0]?.values).toEqual({ sku: 'x', name: 'A', value: null });
  });
});

describe('the sheet of a workbook', () => {
  const sheets = { Cover: rowXml(1, ['Prices of 2026']), 'Prices & more': HEADER + rowXml(2, ['A', 'n', 'found']) };
  const file = workbookOf({ sheets: { Cover: sheets.Cover, 'Prices &amp; more': sheets['Prices & more'] } });

  it.each(['Prices & more', 'prices & MORE', '#2'])('is found as %s', async (sheet) => {
    expect((await preview(file, { sheet })).rows[0]?.values.value).toBe('found');
  });

  it.each([
    ['Stock', 'The workbook has no sheet Stock. Its sheets: Cover, Prices & more.'],
    ['#3', 'The workbook has no sheet #3. Its sheets: Cover, Prices & more.'],
    ['Cover', 'Missing columns: sku, name, value. The header has: Prices of 2026.'],
    [undefined, 'Missing columns: sku, name, value. The header has: Prices of 2026.'],
  ])('%s is refused if it is missing or another one', async (sheet, error) => {
    expect((await preview(file, { sheet })).error).toBe(error);
  });

  it('may be empty, and then has no header', async () => {
    expect((await preview(workbookOf({ sheets: { S: '' } }))).error).toMatch(/^The sheet S has no header/);
    expect((await preview(workbookOf({ sheets: { S: HEADER } }))).rows).toEqual([]);
    expect((await preview(workbookOf({}))).error).toBe('The workbook has no sheet with rows.');
  });
});
