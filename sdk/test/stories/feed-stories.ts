import { expect } from 'vitest';
import { gzip, type StoryApi } from './story-api.ts';

const CATALOGUE = `sku,product_name,description,brand,category,price,currency,availability,Colour
T-1,Tote,"Heavy, long handles",Acme,Bags,49.90,usd,In Stock,natural
T-2,Mug,,Acme,Kitchen,12,USD,sold out,
T-3,Café Set,"two
lines",Bravo,Kitchen,1999.00,JPY,pre-order,blue
`;

/** A file becomes products, and its related resources can be read. */
export async function aFeedBecomesProducts(api: StoryApi): Promise<void> {
  const uploaded = await api.upload(CATALOGUE, { fields: { partner_name: 'Feeds Inc' }, name: 'catalogue.csv' });
  expect(uploaded.status).toBe(201);
  const { feed_id, job_id, validation_job_id } = uploaded.body;
  await api.get(`/jobs/${job_id}`);
  await api.get(`/jobs/${validation_job_id}`);
  expect((await api.get(`/feeds/${feed_id}`)).body.validation_status).toBe('queued');
  expect((await api.get(`/products/by-feed/${feed_id}`)).body.count).toBe(0);
  const ran = await api.post(`/jobs/${validation_job_id}/run`, undefined, { headers: { prefer: 'wait=30' } });
  expect(ran.body).toMatchObject({ status: 'completed', result: { processed: 3, inserted: 3 } });
  const products = await api.get(`/products/by-feed/${feed_id}`);
  expect(products.body.items[2]).toMatchObject({ price: 1999, currency: 'JPY', availability: 'preorder' });
  for (const { product_id } of products.body.items) await api.get(`/products/${product_id}`);
  await api.get(`/feeds/${feed_id}`);
  await api.get(`/jobs/${validation_job_id}/errors`);
  await api.get(`/jobs/${validation_job_id}/errors.csv`);
  await api.get(`/jobs/${validation_job_id}/changes`);
  const file = await api.get(`/feeds/${feed_id}/file`);
  expect(file.status).toBe(302);
  const download = await api.get(file.headers.get('location') ?? '', { key: null, unrecorded: true });
  expect(download.text).toBe(CATALOGUE);
  await api.load(CATALOGUE, { fields: { partner_name: ' feeds inc ' } });
  await api.get('/feeds?partner_name=Feeds%20Inc&limit=1');
  await api.get('/jobs?partner_name=feeds%20inc&job_type=validation');
  await api.get(`/jobs?feed_id=${feed_id}`);
}

/** Rejected rows are reported, and can be downloaded as a file. */
export async function rejectedRowsAreReported(api: StoryApi): Promise<void> {
  const file = `sku;product_name;price;currency;availability;Size
A1;Apple;1.50;EUR;yes;M
;No SKU;1;EUR;yes;M
A2;;1;EUR;yes;M
A3;Pear;1,50;EUR;yes;M
A4;Plum;$5;XYZ;maybe;M
A5;Fig;5.005;EUR;yes;M
A6;Kiwi;1234567890123;EUR;yes;M
A7;Short
A8;Long;1;EUR;yes;M;more

A9;"Quoted" text;1;EUR;yes;M
A10;"two
lines";bad;EUR;yes;M
A1;Apple again;2;EUR;yes;L
A11;Nul\0;1;EUR;yes;M
${'x'.repeat(256)};Long SKU;1;EUR;yes;M
A12;${'n'.repeat(501)};1;EUR;yes;M
`;
  const job = await api.load(file, { fields: { partner_name: 'Rejects Inc' } });
  expect(job.body.result).toMatchObject({ processed: 15, inserted: 2, duplicates: 1 });
  const path = `/jobs/${job.body.job_id}/errors`;
  await api.pages(`${path}?limit=4`);
  await api.get(`${path}?limit=100`);
  const rejected = await api.get(`${path}.csv`);
  expect(rejected.text.split('\n')[0]).toBe(
    '_line;_column;_code;_message;sku;product_name;price;currency;availability;Size',
  );
  // The report is itself a feed: uploaded without changes, it is refused for the same reasons.
  await api.load(rejected.text, { fields: { partner_name: 'Rejects Inc' } });
  await api.get('/products?partner_name=Rejects%20Inc');
}

/** A load that writes nothing reports what it would do. */
export async function validateOnlyWritesNothing(api: StoryApi): Promise<void> {
  const fields = { partner_name: 'Dry Inc', validate_only: 'true' };
  const before = 'sku,product_name,price,size,colour\nD1,Drum,10,L,red\nD2,Dish,5.50,S,\nD3,Door,1,,\n';
  const first = await api.load(before, { fields });
  expect(first.body.message).toMatch(/^Validation completed; nothing was written/);
  await api.get(`/jobs/${first.body.job_id}/changes?limit=3`);
  await api.get(`/jobs/${first.body.job_id}/changes?limit=100`);
  expect((await api.get('/products?partner_name=Dry%20Inc')).body.count).toBe(0);
  await api.load(before, { fields: { partner_name: 'Dry Inc' } });
  const after = 'sku,product_name,price,size,weight\nD1,Drum kit,10.00,XL,4\nD4,Desk,7,,\nD3,Door,1,,\n,x,1,,\n';
  const second = await api.load(after, { fields: { ...fields, mode: 'full' } });
  expect(second.body.result).toMatchObject({ inserted: 1, updated: 1, unchanged: 1, removed: 1 });
  await api.get(`/jobs/${second.body.job_id}/changes?limit=100`);
  await api.get(`/jobs/${second.body.job_id}/errors`);
  await api.get('/products?partner_name=Dry%20Inc');
}

/** A full feed contains the whole catalogue; the history shows the changes. */
export async function fullFeedsDiscontinue(api: StoryApi): Promise<void> {
  const partner = { partner_name: 'Full Inc' };
  await api.load('sku,product_name,price,availability\nF1,Fan,10,1\nF2,Fork,2,1\nF3,File,3,0\n', { fields: partner });
  const full = { ...partner, mode: 'full' };
  const second = await api.load('sku,product_name,price\nF1,Fan,11\nF3,,3\n', { fields: full });
  expect(second.body.result).toMatchObject({ updated: 1, skipped: 1, removed: 1 });
  await api.load('sku,product_name,availability\nF2,Fork,available\n', { fields: partner });
  const { body } = await api.get('/products?partner_name=Full%20Inc');
  for (const { product_id } of body.items) {
    const history = await api.get(`/products/${product_id}/history?limit=1`);
    if (history.body.next_cursor) {
      await api.get(`/products/${product_id}/history?cursor=${history.body.next_cursor}`);
      await api.get(`/products/PR00001/history?cursor=${history.body.next_cursor}`);
    }
  }
  const empty = await api.load('sku,product_name\n', { fields: full });
  expect(empty.body).toMatchObject({ status: 'failed' });
  await api.load('sku,product_name\n', { fields: partner });
}

/** With too many rejected rows, nothing is loaded. */
export async function tooManyErrorsRefuseTheLoad(api: StoryApi): Promise<void> {
  const file = 'sku,product_name,price\nM1,Mat,1\nM2,Map,x\nM1,Mat,2\n';
  const partner_name = 'Strict Inc';
  const refused = await api.load(file, { fields: { partner_name, max_error_ratio: '0.2' } });
  expect(refused.body.status).toBe('failed');
  await api.get(`/jobs/${refused.body.job_id}/errors`);
  await api.get(`/jobs/${refused.body.job_id}/errors.csv`);
  await api.get(`/feeds?partner_name=${encodeURIComponent(partner_name)}`);
  const allowed = await api.load(file, { fields: { partner_name, max_error_ratio: '0.5' } });
  expect(allowed.body.result).toMatchObject({ inserted: 1, skipped: 2, duplicates: 1 });
  await api.load('sku,product_name\n,a\n,b\n', { fields: { partner_name } });
  const endless = `sku,product_name\nM1,Mat\nM2,${'x'.repeat(4_200_000)}\nM3,Mud\n`;
  const unclosed = await api.load(endless, { fields: { partner_name } });
  expect(unclosed.body.error).toMatch(/over 4194304 bytes/);
  await api.get(`/jobs/${unclosed.body.job_id}/errors.csv`);
}

/** Missing columns change nothing, and currencies are kept. */
export async function columnsAreLeftAlone(api: StoryApi): Promise<void> {
  const { id } = await api.partner('Columns Inc');
  await api.call('PATCH', `/partners/${id}`, { json: { default_currency: 'EUR' } });
  const load = (file: string) => api.load(file, { fields: { partner_name: 'Columns Inc' } });
  await load(
    'sku,product_name,price,currency,brand,a,longer\nC1,Cap,1.50,,B,1,2\nC2,Can,1,JPY,B,,\nC3,Cup,,KWD,B,x,y\n',
  );
  await load('sku,product_name,price\nC1,Cap,0001.500\nC2,Can,1.5\nC3,Cup,1.234\nC4,Cog,2.5\n');
  await load('sku,product_name,currency\nC1,Cap,JPY\nC2,Can,USD\nC4,Cog,\nC5,Cat,BHD\n');
  const last = await load('SKU , Product_Name,brand,A,b\nC1,Cap,,3,4\nC2,Can,B,,5\n');
  await api.get(`/jobs/${last.body.job_id}/errors`);
  const { body } = await api.get('/products?partner_name=Columns%20Inc');
  for (const { product_id } of body.items) await api.get(`/products/${product_id}/history`);
  await api.get('/products/export?partner_name=Columns%20Inc');
}

/** Unusual, but valid files. */
export async function manyKindsOfFilesAreFine(api: StoryApi): Promise<void> {
  const rows = 'sku,product_name,price\nK1,Kite,1\nK2,"Kettle, big",2\n';
  const kinds: [string, string | Uint8Array, string?, string?][] = [
    ['a mark', `\uFEFF${rows}`],
    ['CRLF', rows.replaceAll('\n', '\r\n')],
    ['CR', rows.replaceAll('\n', '\r')],
    ['tabs', rows.replace('"Kettle, big"', 'Kettle').replaceAll(',', '\t')],
    ['bars', rows.replace('"Kettle, big"', 'Kettle').replaceAll(',', '|')],
    ['blank lines', `\n\n${rows.replaceAll('\n', '\n\n')}  \n`],
    ['gzip', gzip(rows), 'feed.csv.gz', 'application/gzip'],
    ['the report columns', 'sku,product_name,_line,_message\nK1,Kite,7,bad\n'],
    ['a type of spreadsheets', rows, 'Übersicht 2026.CSV', 'application/vnd.ms-excel'],
    ['no type', rows, 'feed.csv', ''],
    ['a folder in its name', rows, '../../etc/feed.csv'],
    ['one line without an end', 'sku,product_name\nK9,Key'],
  ];
  for (const [kind, file, name = 'feed.csv', type = 'text/csv'] of kinds) {
    const uploaded = await api.upload(file, { fields: { partner_name: 'Kinds Inc' }, name, type });
    expect(uploaded.status, kind).toBe(201);
    await api.get(`/feeds/${uploaded.body.feed_id}`);
    await api.post(`/jobs/${uploaded.body.validation_job_id}/run`, undefined, { headers: { prefer: 'wait=30' } });
  }
}

/** Files that cannot be used. */
export async function unusableFilesAreRefused(api: StoryApi): Promise<void> {
  const good = 'sku,product_name\nA,B\n';
  const latin = new Uint8Array([...new TextEncoder().encode(good), 0x43, 0x2c, 0xe9, 0x0a]);
  const cut = gzip(good.repeat(100)).slice(0, 30);
  const utf16 = new Uint8Array(Buffer.from(good, 'utf16le'));
  const files: [string | Uint8Array, string?, string?][] = [
    [''],
    ['', 'feed.csv.gz', 'application/gzip'],
    ['\n\n  \n'],
    ['A,B\n1,2\n'],
    ['sku,price\nA,1\n'],
    ['sku,product_name,SKU\nA,B,C\n'],
    ['sku,,product_name\nA,B,C\n'],
    ['sku,"product_name\nA,B\n'],
    ['sku,product"name,product_name\nA,B,C\n'],
    [`sku,product_name,${'x'.repeat(300)}\n`],
    [`sku,product_name,${Array.from({ length: 600 }, (_, at) => `c${at}`).join(',')}\n`],
    [latin],
    [utf16],
    ['sku,product_name\0\nA,B\n'],
    [cut, 'feed.csv.gz', 'application/gzip'],
    [good, 'feed.csv.gz', 'application/gzip'],
    [good, 'feed.xlsx'],
    [good, 'feed.doc', 'text/plain'],
    [good, 'feed.csv', 'application/pdf'],
    [good, 'feed', 'text/csv'],
  ];
  for (const [file, name = 'feed.csv', type = 'text/csv'] of files) {
    const refused = await api.upload(file, { fields: { partner_name: 'Refused Inc' }, name, type });
    expect(refused.status, `${name}: ${refused.text}`).toBe(400);
  }
  // None of them has registered the partner.
  expect((await api.get('/partners?partner_name=Refused%20Inc')).body.count).toBe(0);
}

/** Forms with their parts in unusual order, which are accepted, and invalid forms. */
export async function oddForms(api: StoryApi): Promise<void> {
  const file = new Blob(['sku,product_name\nA,B\n'], { type: 'text/csv' });
  const form = (...parts: [string, string | Blob, string?][]) => {
    const data = new FormData();
    for (const [name, value, fileName] of parts) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, fileName);
    }
    return data;
  };
  const forms: FormData[] = [
    form(),
    form(['partner_name', 'Forms Inc']),
    form(['file', file, 'feed.csv']),
    form(['file', file, 'feed.csv'], ['partner_name', 'Forms Inc']),
    form(['partner_name', 'Forms Inc'], ['file', file, 'feed.csv'], ['mode', 'full']),
    form(['mode', 'full'], ['file', file, 'feed.csv'], ['partner_name', 'Forms Inc']),
    form(['partner_name', 'Forms Inc'], ['file', file, 'feed.csv'], ['partner_id', 'PT99999']),
    form(['partner_name', 'Forms Inc'], ['upload', file, 'feed.csv']),
    form(['partner_name', 'Forms Inc'], ['file', file, 'feed.csv'], ['file', file, 'feed.csv']),
    form(['partner_name', 'Forms Inc'], ['file', 'sku,product_name']),
    form(['partner_name', ''], ['file', file, 'feed.csv']),
    form(['partner_name', 'x'.repeat(201)], ['file', file, 'feed.csv']),
    form(['partner_name', 'x'.repeat(20_000)], ['file', file, 'feed.csv']),
    form(['partner_name', 'A'], ['partner_name', 'B'], ['file', file, 'feed.csv']),
    form(['partner_name', 'Forms Inc'], ['colour', 'red'], ['file', file, 'feed.csv']),
    form(['partner_name', 'Forms Inc'], ['mode', 'some'], ['file', file, 'feed.csv']),
    form(['partner_name', 'Forms Inc'], ['max_error_ratio', '2'], ['file', file, 'feed.csv']),
    form(
      ['partner_name', 'Forms Inc'],
      ['max_error_ratio', 'x'],
      ['validate_only', 'perhaps'],
      ['file', file, 'a.csv'],
    ),
    form(['partner_id', 'PT99999'], ['file', file, 'feed.csv']),
    form(['partner_id', '7'], ['file', file, 'feed.csv']),
  ];
  for (const body of forms) await api.call('POST', '/feeds/upload', { body });
  await api.call('POST', '/feeds/upload', { json: { partner_name: 'Forms Inc' } });
  await api.call('POST', '/feeds/upload', { body: 'sku,product_name\n', headers: { 'content-type': 'text/csv' } });
  await api.call('POST', '/feeds/upload');
}
