import { gzip, type RawAnswer, type StoryApi } from './story-api.ts';

const PRODUCTS = 'sku,product_name,price,currency\nA1,One,10,EUR\nA2,Two,5,EUR\n';

/** The columns of a descriptor whose sources have the names of their targets. */
const columns = (...targets: string[]): object[] => targets.map((target) => ({ target, source: target }));

/** Imports of a partner that sells A1 and A2. */
async function importerOf(api: StoryApi, name: string) {
  const { key } = await api.partner(name);
  await api.load(PRODUCTS, { key });
  const describe = (entity: string, more: object) =>
    api.post('/data-descriptors', { name: 'Layout', entity, format: { type: 'csv' }, ...more }, { key });
  const groupOf = async (entity: string, more: object, settings: object = {}): Promise<string> => {
    const { body } = await describe(entity, more);
    const group = { name: 'Group', on_error: 'skip_row', descriptors: [body.data_descriptor_id], ...settings };
    return (await api.post('/data-groups', group, { key })).body.data_group_id;
  };
  const send = (group: string, form: FormData, more: object = {}) =>
    api.call('POST', `/data-groups/${group}/import`, { key, body: form, ...more });
  return {
    key,
    describe,
    groupOf,
    send,
    /** Imports a file, and reads the results. */
    imported: async (group: string, file: string | Uint8Array, fileName = 'rows.csv'): Promise<string> => {
      const sent = await send(group, formOf(file, fileName));
      const id: string = sent.body.job_id;
      await ended(api, key, id);
      await api.get(`/jobs/${id}`, { key });
      await api.get(`/jobs/${id}/errors?limit=100`, { key });
      return id;
    },
    /** The final state of everything, newest first. */
    events: () => api.get('/events?limit=100', { key }),
    get: (path: string) => api.get(path, { key }),
    patch: (path: string, json: unknown) => api.call('PATCH', path, { key, json }),
  };
}

function formOf(file: string | Uint8Array, fileName: string, part = 'file'): FormData {
  const form = new FormData();
  form.append(part, new Blob([file as string | Uint8Array<ArrayBuffer>], { type: 'text/csv' }), fileName);
  return form;
}

async function ended(api: StoryApi, key: string, id: string): Promise<RawAnswer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const job = await api.get(`/jobs/${id}?wait=5`, { key, unrecorded: true });
    if (job.body.finished_at !== undefined) return job;
    if (Date.now() > end) throw new Error(`${id} is still ${job.body.status}`);
  }
}

/** Imports that change prices record one event for each file; others record none. */
export async function importsTellOfTheirPrices(api: StoryApi): Promise<void> {
  const { groupOf, imported, events } = await importerOf(api, 'Import Prices Inc');
  const prices = await groupOf('price', { columns: columns('sku', 'price', 'currency') });
  await imported(prices, 'sku,price,currency\nA1,9,EUR\nA2,4,EUR\nA1,8,EUR\nA9,1,EUR\n');
  await imported(prices, 'sku,price,currency\nA1,8,EUR\n');
  const products = await groupOf('product', { columns: columns('sku', 'product_name', 'price', 'currency') });
  await imported(products, 'sku,product_name,price,currency\nA1,One,11,EUR\nA2,Zwei,5,EUR\nA3,Three,1,EUR\n');
  const dry = await groupOf('price', { columns: columns('sku', 'price', 'currency') }, { validate_only: true });
  await imported(dry, 'sku,price,currency\nA1,3,EUR\n');
  const all = await groupOf('price', { columns: columns('sku', 'price', 'currency') }, { on_error: 'rollback_file' });
  await imported(all, 'sku,price,currency\nA1,2,EUR\nA1,x,EUR\n');
  await events();
}

/** A row with missing or unexpected values for its entity is rejected, and the error names the column. */
export async function importedRowsAreChecked(api: StoryApi): Promise<void> {
  const { groupOf, imported, get } = await importerOf(api, 'Rows Inc');
  const tree = await groupOf('category', { columns: columns('code', 'name', 'parent_code') });
  await imported(tree, 'code,name,parent_code\nc1,Chairs,\n,Nameless,\nc2,,\n,,c1\nc3,Stools,c1\nc4,Lamps,c9\n');
  await imported(tree, 'code,name,parent_code\n,Nameless,\n');
  const named = await groupOf('category', { columns: columns('code', 'name') });
  await imported(named, `code,name\n${'c'.repeat(500)},Long\nc5,${'n'.repeat(5_000)}\nc1,Seats\n`);
  const gone = await groupOf('category', { mode: 'delete', columns: columns('code') });
  await imported(gone, 'code\nc3\nc1\nc1\n');
  await get('/categories');
  const stock = await groupOf('availability', { columns: columns('sku', 'availability') });
  await imported(stock, 'sku,availability\nA1,\nA1,maybe\n,no\nA9,no\nA9,maybe\nA2,preorder\n');
  const attributes = await groupOf('product_attribute', { columns: columns('sku', 'name', 'value') });
  await imported(attributes, `sku,name,value\nA1,,red\nA1,Colour,red\nA2,${'n'.repeat(300)},red\nA9,Colour,red\n`);
  const from = { target: 'valid_from', source: 'valid_from', type: 'date' };
  const price = await groupOf('price', { columns: [...columns('sku', 'sales_channel', 'price', 'currency'), from] });
  const header = 'sku,sales_channel,price,currency,valid_from\n';
  await imported(price, `${header}A2,,4,EUR,yesterday\nA2,,,EUR,\nA2,,4,,\nA2,,x,EUR,\nA2,none,4,EUR,\nA9,,4,EUR,\n`);
  const all = { on_error: 'rollback_file' };
  const whole = await groupOf('availability', { columns: columns('sku', 'availability') }, all);
  await imported(whole, 'sku,availability\nA1,no\nA9,no\nA2,\n');
  const few = await groupOf('category', { columns: columns('code', 'name') }, { max_error_ratio: 0.3 });
  await imported(few, 'code,name\n,Nameless\nc7,\nc8,Beds\n');
  const twice = await groupOf('product', { columns: columns('sku', 'product_name') }, all);
  await imported(twice, 'sku,product_name\nA1,Uno\nA1,Eins\n,Nameless\n');
  await imported(price, `${header}A1,,4,EUR,2026-01-01\nA2,,4,EUR,gestern\n,,4,EUR,2026-01-01\n`);
}

/** Columns are found by the names in the header, in any letter case, unless a name is repeated. */
export async function headersOfImportsNameEachColumnOnce(api: StoryApi): Promise<void> {
  const { groupOf, imported } = await importerOf(api, 'Header Inc');
  const prices = await groupOf('price', { columns: columns('sku', 'price', 'currency') });
  await imported(prices, 'sku,price,currency,Price\nA1,9,EUR,8\n');
  await imported(prices, 'sku,price,currency,note,NOTE\nA1,9,EUR,,\n');
  await imported(prices, 'sku,price,price\nA1,9,8\n');
  const placed = await groupOf('price', {
    columns: [...columns('sku', 'currency'), { target: 'price', source: '#4' }],
  });
  await imported(placed, 'sku,price,currency,price\nA1,9,EUR,8\n');
}

/** A failed import reports the results of its files until then. */
export async function failedImportsKeepTheirResult(api: StoryApi): Promise<void> {
  const { groupOf, imported, events } = await importerOf(api, 'Failed Inc');
  const layout = { file_name_pattern: 'p*.csv', columns: columns('sku', 'price', 'currency') };
  const prices = await groupOf('price', layout, { on_error: 'stop_group' });
  await imported(prices, 'sku,price,currency\nA1,7,EUR\n', 'q.csv');
  await imported(prices, 'sku,price,currency\nA1,7,EUR\nA9,1,EUR\n', 'p.csv');
  await imported(prices, 'sku\nA1\n', 'p.csv');
  await events();
}

/** A file is sent plain or as gzip, in a form without other parts. */
export async function importsTakePackedFiles(api: StoryApi): Promise<void> {
  const { groupOf, imported, send, events } = await importerOf(api, 'Packed Inc');
  const prices = await groupOf('price', { file_name_pattern: 'p*.csv', columns: columns('sku', 'price', 'currency') });
  await imported(prices, gzip('sku,price,currency\nA1,9,EUR\nA9,9,EUR\n'), 'p.csv.gz');
  await imported(prices, 'sku,price,currency\nA1,7,EUR\n', 'p.csv.GZ');
  await imported(prices, gzip('sku,price,currency\nA1,7,EUR\n'), 'p.csv');
  await imported(prices, gzip(''), 'p.csv.gz');
  await imported(prices, gzip('sku,price,currency\nA1,8,EUR\n').subarray(0, -9), 'p.csv.gz');
  await imported(prices, gzip(gzip('sku,price,currency\nA1,9,EUR\n')), 'p.csv.gz');
  await imported(prices, '%PDF-1.7\n', 'p.csv');
  const more = formOf('sku,price,currency\nA1,6,EUR\n', 'p.csv');
  more.append('bogus', '1');
  await send(prices, more);
  await send(prices, formOf('sku\n', 'p.csv', 'upload'));
  await send(prices, formOf('', 'p.csv'));
  const two = formOf('sku,price,currency\nA1,6,EUR\n', 'p.csv');
  two.append('file', new Blob(['sku']), 'p2.csv');
  await send(prices, two);
  const none = new FormData();
  none.append('note', '1');
  await send(prices, none);
  await send(prices, new FormData(), { body: 'sku', headers: { 'content-type': 'text/csv' } });
  await send('DG99999', formOf('sku\n', 'p.csv'));
  await send('undefined', formOf('sku\n', 'p.csv'));
  await events();
}

/** An unusable pattern is refused when the descriptor is created or changed. */
export async function patternsOfDescriptorsAreChecked(api: StoryApi): Promise<void> {
  const { key, describe, patch, groupOf, imported } = await importerOf(api, 'Pattern Inc');
  const layout = (extract: string) => ({
    columns: [...columns('sku', 'currency'), { target: 'price', source: 'price', extract }],
  });
  /** Each engine has its own words for an error. */
  const refused = async (method: string, path: string, json: object) => {
    const { status, body } = await api.call(method, path, { key, json, unrecorded: true });
    const [{ path: place, code, message }] = body.errors ?? [{}];
    const told = { status, place, code, message: String(message).slice(0, 38) };
    const wanted = { status: 422, place: 'columns.2.extract', code: 'invalid_format' };
    const isSame =
      JSON.stringify(told) === JSON.stringify({ ...wanted, message: 'extract is not a pattern in RE2 syntax' });
    if (!isSame) throw new Error(`${method} ${path} with ${JSON.stringify(json)} answered ${JSON.stringify(told)}`);
  };
  const base = { name: 'Layout', entity: 'price', format: { type: 'csv' } };
  for (const pattern of ['(', '(?=a)', '(a)\\1', '[z-a]']) {
    await refused('POST', '/data-descriptors', { ...base, ...layout(pattern) });
  }
  const { body } = await describe('price', layout('(?i)(\\d+) eur'));
  const own = `/data-descriptors/${body.data_descriptor_id}`;
  await refused('PATCH', own, layout('('));
  await refused('POST', '/data-descriptors/preview', { definition: { ...base, ...layout('(') }, sample: 'sku\n' });
  await patch(own, layout('(?P<amount>\\d+)'));
  const group = await groupOf('price', layout('(?i)(?P<amount>\\d+) eur'));
  await imported(group, 'sku,price,currency\nA1,9 EUR,EUR\nA2,x,EUR\n');
}

/** Downloaded files have a name, a type and an encoding. */
export async function filesOfImportsSayWhatTheyAre(api: StoryApi): Promise<void> {
  const { describe, groupOf, imported, get } = await importerOf(api, 'Files of Imports Inc');
  const stock = { file_name_pattern: 'stock_*.csv', columns: columns('sku', 'availability') };
  const { body } = await describe('availability', stock);
  await get(`/data-descriptors/${body.data_descriptor_id}/sample`);
  await get(`/data-descriptors/${body.data_descriptor_id}/export`);
  const lines = await describe('availability', { format: { type: 'jsonl' }, columns: columns('sku', 'availability') });
  await get(`/data-descriptors/${lines.body.data_descriptor_id}/sample`);
  const xml = { format: { type: 'xml', row_path: '/all/one' }, columns: columns('sku', 'availability') };
  const { body: tags } = await describe('availability', xml);
  await get(`/data-descriptors/${tags.data_descriptor_id}/sample`);
  await get(`/data-descriptors/${tags.data_descriptor_id}/export`);
  const group = await groupOf('availability', stock);
  const good = await imported(group, 'sku,availability\nA1,no\n', 'stock_1.csv');
  await get(`/jobs/${good}/errors.csv`);
  const bad = await imported(group, 'sku,availability\nA1,no\nA9,no\nA2,\n', 'stock_ä.csv');
  await get(`/jobs/${bad}/errors.csv`);
  await get(`/jobs/${bad}/errors.csv?file_name=stock_1.csv`);
  const jsonl = await groupOf('availability', { format: { type: 'jsonl' }, columns: columns('sku', 'availability') });
  const broken = await imported(jsonl, '{"sku":"A1","availability":"maybe"}\n{"sku"\n', 'stock.jsonl');
  await get(`/jobs/${broken}/errors.csv`);
}

/** Previews, validations and rolled back imports leave nothing: no customer, category or event. */
export async function importsThatAreTakenBackLeaveNothing(api: StoryApi): Promise<void> {
  const { key, describe, groupOf, imported, get } = await importerOf(api, 'Taken Back Inc');
  const people = { columns: columns('external_id', 'first_name', 'last_name', 'email', 'city') };
  const tree = { columns: columns('code', 'name', 'parent_code') };
  const [dry, all] = [{ validate_only: true }, { on_error: 'rollback_file' }];
  const header = 'external_id,first_name,last_name,email,city\n';
  const changed = `${header}K1,Eve,One,eve@example.com,\nK2,Bo,Two,bo@example.com,\n`;
  const preview = async (entity: string, more: object, sample: string) => {
    const { body } = await describe(entity, more);
    await api.post(`/data-descriptors/${body.data_descriptor_id}/preview`, { sample }, { key });
  };
  await imported(await groupOf('customer', people), `${header}K1,Ada,One,ada@example.com,\n`);
  await imported(await groupOf('category', tree), 'code,name,parent_code\nc1,Chairs,\n');
  await preview('customer', people, `${changed}K2,Bo,Two,bo@example.com,\n`);
  await preview('category', tree, 'code,name,parent_code\nc1,Seats,c2\nc2,All,\nc3,Stools,c2\n');
  await preview('customer', { mode: 'delete', columns: columns('external_id') }, 'external_id\nK1\nK1\n');
  await preview('category', { mode: 'delete', columns: columns('code') }, 'code\nc1\n');
  await imported(await groupOf('customer', people, dry), changed);
  await imported(await groupOf('category', tree, dry), 'code,name,parent_code\nc1,Seats,\nc4,Lamps,c1\n');
  await imported(await groupOf('customer', people, all), `${changed}K4,Di,Four,,\n`);
  await imported(await groupOf('category', tree, all), 'code,name,parent_code\nc1,Seats,\nc5,Beds,c9\n');
  for (const path of ['/customers', '/categories', '/events?limit=100']) await get(path);
}
