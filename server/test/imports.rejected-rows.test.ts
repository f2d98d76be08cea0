import { gzipSync } from 'node:zlib';
import type { ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const globex = await server.partner('Globex Corporation');
const imports = new Imports(server, acme);

const ARTICLES = {
  entity: 'product' as const,
  file_name_pattern: 'artikel*.csv',
  format: { type: 'csv', encoding: 'windows-1252', delimiter: ';' },
  columns: [
    { target: 'sku', source: 'Artikelnummer' },
    { target: 'product_name', source: 'Bezeichnung' },
    { target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',', thousands_separator: '.' },
    { target: 'currency', constant: 'EUR' },
  ],
};
const stock = (format: Record<string, unknown>, pattern: string) => ({
  entity: 'availability' as const,
  file_name_pattern: pattern,
  format,
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
});
const latin1 = (text: string) => Buffer.from(text, 'latin1');

async function rejected(jobId: string, fileName?: string, key = acme.key) {
  const query = fileName === undefined ? '' : `?file_name=${encodeURIComponent(fileName)}`;
  return fetch(`${server.url}/jobs/${jobId}/errors.csv${query}`, { headers: { 'x-api-key': key } });
}

describe('the rejected rows of an import', () => {
  it('are returned in their original layout, and can be imported after correction', async () => {
    const group = await imports.group([ARTICLES]);
    const rows = Array.from({ length: 10 }, (_, index) => {
      const price = index % 4 === 1 ? '1.5' : '1.299,50';
      return `N${index};"Größe ""${index}""; rot";${price};März\r\n`;
    });
    const file = latin1(`Artikelnummer;Bezeichnung;Preis;Memo\r\n${rows.join('')}`);
    const first = await imports.run(group.data_group_id, 'artikel.csv', file);
    expect(counts(first.files[0])).toEqual([10, 7, 0, 0, 3]);

    const answer = await rejected(first.job.job_id);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=windows-1252');
    expect(answer.headers.get('content-disposition')).toContain('artikel.csv');
    const sent = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    const error = 'price must be a number such as 1299,50.';
    expect(sent).toBe(
      `Artikelnummer;Bezeichnung;Preis;Memo;error\n${[1, 5, 9]
        .map((index) => `N${index};"Größe ""${index}""; rot";1.5;März;${error}\n`)
        .join('')}`,
    );

    const corrected = latin1(sent.replaceAll(';1.5;', ';1,5;'));
    const second = await imports.run(group.data_group_id, 'artikel.csv', corrected);
    expect(counts(second.files[0])).toEqual([3, 3, 0, 0, 0]);
    expect(await (await rejected(second.job.job_id)).text()).toBe('');
    const products = await server.call<{ items: unknown[] }>('/products?limit=100', { key: acme.key });
    expect(products.body.items).toHaveLength(10);

    const again = await imports.run(group.data_group_id, 'artikel.csv', latin1(sent));
    const returned = Buffer.from(await (await rejected(again.job.job_id)).arrayBuffer()).toString('latin1');
    expect(returned).toBe(sent);
  });

  it('are those of one file: CSV with lines before its header, JSON lines or XML', async () => {
    await imports.run(
      (await imports.group([{ ...ARTICLES, format: { type: 'csv' }, columns: ARTICLES.columns.slice(0, 2) }]))
        .data_group_id,
      'artikel.csv',
      'Artikelnummer,Bezeichnung\nS1,One\nS2,Two\n',
    );
    const group = await imports.group([
      stock({ type: 'csv', skip_lines: 2 }, '*.csv'),
      stock({ type: 'jsonl' }, '*.jsonl'),
      stock({ type: 'xml', row_path: '/stock/items/item' }, '*.xml'),
    ]);
    const { job } = await imports.runZip(group.data_group_id, [
      { name: 'a.csv.gz', content: gzipSync('Stock\nof today\nsku,state\nS1,\nS2,yes\n\nS1\n') },
      { name: 'b.jsonl', content: '{"sku":"S1","state":"yes"}\n{"sku":"S9","state":"yes","more":[1.0]}\nbroken\n' },
      {
        name: 'c.xml',
        content:
          '<?xml version="1.0"?>\n<stock day="1"><!-- < --><items>\n<item a="&lt;" ><sku>S9</sku><state>yes</state></item><item><sku>S1</sku><state>no</state></item><item error="old"><sku>S8</sku><state><![CDATA[yes]]></state></item></items></stock>',
      },
    ]);
    const several = await rejected(job.job_id);
    expect([several.status, ((await several.json()) as ProblemBody).detail]).toEqual([
      409,
      'Several files have rejected rows: name one as file_name. They are a.csv, b.jsonl, c.xml.',
    ]);
    const empty = 'availability must not be empty.';
    const text = async (name: string) => (await rejected(job.job_id, name)).text();
    expect(await text('a.csv')).toBe(`Stock\nof today\nsku,state,error\nS1,,${empty}\nS1,,${empty}\n`);
    const unknown = (sku: string) =>
      `No product has the SKU ${sku}: import the products first, with a descriptor that comes before this one.`;
    expect(await text('b.jsonl')).toBe(`{"sku":"S9","state":"yes","more":[1.0],"error":"${unknown('S9')}"}\nbroken\n`);
    expect(await text('c.xml')).toBe(
      `<?xml version="1.0" encoding="utf-8"?>\n<stock day="1">\n<items>\n<item a="&lt;" error="${unknown('S9')}"><sku>S9</sku><state>yes</state></item>\n<item error="${unknown('S8')}"><sku>S8</sku><state><![CDATA[yes]]></state></item>\n</items>\n</stock>\n`,
    );
    expect((await rejected(job.job_id, 'd.csv')).status).toBe(404);
    expect((await rejected(job.job_id, 'a.csv', globex.key)).status).toBe(404);
  });

  it('have their folder in the name if files in several folders have the same name', async () => {
    const group = await imports.group([stock({ type: 'csv' }, 's.csv'), stock({ type: 'csv' }, '*')]);
    const file = (sku: string) => `sku,state\n${sku},yes\n`;
    const accents = 'e\u0301te\u0301  1.csv';
    const { job, files } = await imports.runZip(group.data_group_id, [
      { name: 'fr/s.csv', content: file('F9') },
      { name: 'de/s.csv', content: file('D9') },
      { name: 's.csv', content: file('R9') },
      { name: 'de/only.csv', content: file('O9') },
      { name: 'de/packed.csv', content: file('P9') },
      { name: 'de/packed.csv.gz', content: gzipSync(file('Q9')) },
      { name: `de/${accents}`, content: file('A9') },
    ]);
    const names = ['de/s.csv', 'fr/s.csv', 's.csv', accents, 'only.csv', 'de/packed.csv', 'de/packed.csv.gz'];
    expect(files.map(({ file_name }) => file_name)).toEqual(names);
    const several = (await (await rejected(job.job_id)).json()) as ProblemBody;
    expect(several.detail).toContain('They are de/s.csv, fr/s.csv, s.csv, ');
    const skus = ['D9', 'F9', 'R9', 'A9', 'O9', 'P9', 'Q9'];
    for (const [index, name] of names.entries()) {
      const answer = await rejected(job.job_id, name);
      expect([name, await answer.text()]).toEqual([name, expect.stringContaining(`\n${skus[index]},yes,`)]);
      expect(answer.headers.get('content-disposition')).not.toMatch(/\/|%2F/);
    }
  });
});
