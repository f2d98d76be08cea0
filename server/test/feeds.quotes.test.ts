import type { Job, JobError, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

let partners = 0;
const newPartner = () => {
  partners += 1;
  return { partner_name: `Quotes ${partners}` };
};

const HEADER = 'sku,product_name,price\n';

/** The reported problems of a job, as `line severity code`. */
async function problems({ job_id }: Job): Promise<string[]> {
  const { body } = await server.call<Page<JobError>>(`/jobs/${job_id}/errors?limit=100`);
  return body.items.map(({ line, severity, code }) => `${line} ${severity} ${code}`);
}

async function names(fields: { partner_name: string }): Promise<Record<string, string>> {
  const products = await server.products(`&partner_name=${encodeURIComponent(fields.partner_name)}`);
  return Object.fromEntries(products.map(({ sku, product_name }) => [sku, product_name]));
}

const errorsCsv = async ({ job_id }: Job) => (await server.call<string>(`/jobs/${job_id}/errors.csv`)).body;

describe('a misplaced quote affects only its own line', () => {
  const rejected = (...lines: number[]) => lines.map((line) => `${line} error invalid_quotes`);

  it.each([
    [
      'one that is opened and closed four lines later',
      'A-1,Lamp,10.00\nA-2,"Desk,20.00\nA-3,Chair,30.00\nA-4,Sofa,40.00\nA-5,Shelf 30" wide,50.00\nA-6,Bed,60.00\n',
      rejected(3, 6),
      ['A-1', 'A-3', 'A-4', 'A-6'],
    ],
    [
      'quotes behind backslashes',
      'A-1,"Lamp \\"mini\\"",10.00\nA-2,"TV 24\\"",20.00\nA-3,"Desk, oak",30.00\n',
      rejected(2, 3),
      ['A-3'],
    ],
    ['inches', 'A-1,TV 24",10.00\nA-2,"TV 32""",20.00\nA-3,Desk,30.00\n', rejected(2), ['A-2', 'A-3']],
    ['one that is never closed', 'A-1,Lamp,10\nA-2,"Desk,20\nA-3,Chair,30\n', rejected(3), ['A-1', 'A-3']],
    ['one that is opened by the last byte', 'A-1,Lamp,10\nA-2,Desk,"', rejected(3), ['A-1']],
    ['one in every line', 'A-1,"Lamp,10\nA-2,"Desk,20\nA-3,"Chair,30\nA-4,Sofa,40\n', rejected(2, 3, 4), ['A-4']],
    ['one in a row of two lines', 'A-1,"two\nlines" x,10\nA-2,Desk,20\n', [...rejected(2, 3)], ['A-2']],
    ['one with CRLF', 'A-1,"Lamp,10\r\nA-2,Desk,20\r\nA-3,"Sofa" x,1\r\nA-4,Bed,1\r\n', rejected(2, 4), ['A-2', 'A-4']],
    ['one with CR', 'A-1,"Lamp,10\rA-2,Desk,20\rA-3,"Sofa" x,1\rA-4,Bed,1\r', rejected(2, 4), ['A-2', 'A-4']],
  ])('%s', async (_, rows, reported, skus) => {
    const fields = newPartner();
    const job = await server.load(HEADER + rows, { fields });
    expect(await problems(job)).toEqual(reported);
    expect(Object.keys(await names(fields)).sort()).toEqual(skus);
    const lines = rows.split(/\r\n|\r|\n/).filter((line) => line !== '').length;
    expect(job.result).toMatchObject({ processed: lines, inserted: skus.length, skipped: lines - skus.length });
  });

  it('and creates no product from the lines of a value that it splits', async () => {
    const fields = newPartner();
    const file = 'sku,product_name,price,brand\nA-1,"A lamp, 30" wide,\nmade of oak, solid\nand linen",10,Acme\n';
    const job = await server.load(`${file}A-2,Desk,20,Acme\nA-3,Chair\n`, { fields });
    expect(await problems(job)).toEqual([
      '2 error invalid_quotes',
      '3 error wrong_field_count',
      '4 error invalid_quotes',
    ]);
    expect(await names(fields)).toEqual({ 'A-2': 'Desk', 'A-3': 'Chair' });
  });

  it('and can be corrected in errors.csv and sent again', async () => {
    const fields = newPartner();
    const job = await server.load(`${HEADER}A-1,"Lamp,10\nA-2,Desk,20\nA-3,TV 24" wide,30\nA-4,,1\n`, { fields });
    const report = await errorsCsv(job);
    expect(report.split('\n')).toHaveLength(5);
    expect(await problems(await server.load(report, { fields }))).toEqual([
      '2 error invalid_quotes',
      '3 error invalid_quotes',
      '4 error required',
    ]);
    const corrected = report.replace('"Lamp', 'Lamp').replace('24" wide', '24 in').replace('A-4,,', 'A-4,Bed,');
    expect((await server.load(corrected, { fields })).result).toMatchObject({ processed: 3, inserted: 3 });
    expect(await names(fields)).toEqual({ 'A-1': 'Lamp', 'A-2': 'Desk', 'A-3': 'TV 24 in', 'A-4': 'Bed' });
  });
});

describe('a quoted value that contains rows of the file', () => {
  it('is a warning if the row is otherwise valid', async () => {
    const fields = newPartner();
    const rows = 'A-1,"Lamp,10\nA-2,Desk,20\nA-3,Chair",30\nA-4,Sofa,40\n';
    const job = await server.load(HEADER + rows, { fields });
    expect(await problems(job)).toEqual(['2 warning rows_in_value']);
    expect(Object.keys(await names(fields))).toEqual(['A-1', 'A-4']);
    expect(await errorsCsv(job)).toBe(`_line,_column,_code,_message,${HEADER}`);
  });

  it('is a misplaced quote if the row has a wrong number of cells', async () => {
    const fields = newPartner();
    const job = await server.load(`${HEADER}A-1,"Lamp,10\nA-2,Desk,20\nA-3,Chair,30"\nA-4,Sofa,40\n`, { fields });
    expect(await problems(job)).toEqual(['2 error invalid_quotes', '4 error invalid_quotes']);
    expect(Object.keys(await names(fields))).toEqual(['A-2', 'A-4']);
  });

  it('is not reported for a multi-line description', async () => {
    const fields = newPartner();
    const rows = 'A-1,"Lamp,\nwhite, round, flat\nmatt",10\nA-2,"Desk\n\n1, 2",20\n';
    const job = await server.load(HEADER + rows, { fields });
    expect(await problems(job)).toEqual([]);
    expect(job.result).toMatchObject({ inserted: 2 });
  });
});

describe('a full feed with lost lines', () => {
  const BASE = `sku,product_name,price,availability\n${[1, 2, 3, 4, 5, 6]
    .map((number) => `A-${number},Product ${number},${number}0.00,in stock\n`)
    .join('')}`;
  const full = async (file: string, more: Record<string, string> = {}) => {
    const fields = newPartner();
    await server.load(BASE, { fields });
    const job = await server.load(file, { fields: { ...fields, mode: 'full', ...more } });
    const products = await server.products(`&partner_name=${encodeURIComponent(fields.partner_name)}`);
    const discontinued = products.filter(({ availability }) => availability === 'discontinued').map(({ sku }) => sku);
    return { job, discontinued };
  };

  it.each([
    ['by a stray quote', BASE.replace('A-2,', 'A-2,"').replace('Product 5', 'Shelf 30" wide'), 2],
    ['by a stray quote, and shorter', 'sku,product_name\nA-1,"Lamp\n A-2,Desk\n', 1],
    ['in a value that holds rows', 'sku,product_name\nA-1,"Lamp\nA-2,Desk\nA-3,Chair"\n', 1],
    ['by a cell too many before the SKU', 'product_name,sku\nLamp,A-1\nDesk, big,A-2\n', 1],
  ])('%s discontinues nothing, and says so', async (_, file, lost) => {
    const { job, discontinued } = await full(file);
    expect(job).toMatchObject({ status: 'completed', result: { removed: 0 } });
    expect(job.result?.notes).toEqual([
      { code: 'nothing_removed', message: expect.stringMatching(/^No product was removed/), count: lost },
    ]);
    expect(job.message).toContain('No product was removed');
    expect(discontinued).toEqual([]);
  });

  it('shows no removals when it only validates', async () => {
    const file = 'sku,product_name\nA-1,"Lamp\nA-2,Desk\n';
    const { job } = await full(file, { validate_only: 'true' });
    expect(job.result).toMatchObject({ removed: 0, notes: [{ code: 'nothing_removed' }] });
  });

  it('discontinues missing products if the rejected rows are identifiable', async () => {
    const rows = BASE.split('\n').slice(1, 5).join('\n').replace('10.00', 'cheap');
    const { job, discontinued } = await full(`sku,product_name,price,availability\n${rows}\n`);
    expect(job.result).toMatchObject({ removed: 2, skipped: 1 });
    expect(job.result?.notes).toBeUndefined();
    expect(discontinued.sort()).toEqual(['A-5', 'A-6']);
  });
});
