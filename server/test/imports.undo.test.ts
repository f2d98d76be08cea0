import type { Job, JobChange, JobError, Page, ProblemBody, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();

const named = (...targets: string[]) => targets.map((target) => ({ target, source: target }));
const of = (entity: DescriptorFields['entity'], pattern: string, columns: Record<string, unknown>[], more = {}) => ({
  entity,
  file_name_pattern: pattern,
  columns,
  ...more,
});
const PRICED = [...named('sku', 'product_name'), { target: 'price', source: 'price', type: 'decimal' }];
const PRODUCTS = of('product', 'products*', [...PRICED, ...named('currency')]);
const BRANDS = of('product', 'brands*', [
  ...named('sku', 'product_name', 'brand'),
  { target: 'attributes.colour', source: 'colour' },
]);
const STOCK = of('availability', 'stock*', named('sku', 'availability'));
const ATTRIBUTES = of('product_attribute', 'attributes*', named('sku', 'name', 'value'));
const GONE = of('product', 'gone*', named('sku'), { mode: 'delete' });
const PRICES = of('price', 'prices*', [
  { target: 'price', source: 'price', type: 'decimal' },
  ...named('sku', 'currency'),
]);
const CATEGORIES = of('category', 'categories*', named('code', 'name'));
const csv = (name: string, ...lines: string[]) => ({ name: `${name}.csv`, content: `${lines.join('\n')}\n` });

/** A partner of its own with a group of all descriptors, its imports and their undo. */
async function story(name: string, descriptors: DescriptorFields[] = EVERYTHING, settings = {}) {
  const acme = await server.partner(name);
  const { key } = acme;
  const imports = new Imports(server, acme);
  const { data_group_id: group } = await imports.group(descriptors, settings);
  const call = <T>(path: string, body?: object) => server.call<T>(path, { key, ...(body ? { body } : {}) });
  const ended = async (jobId: string) => (await call<Job>(`/jobs/${jobId}?wait=30`)).body;
  return {
    ...acme,
    group,
    imports,
    call,
    ended,
    run: async (...files: { name: string; content: string }[]) => (await imports.runZip(group, files)).job,
    load: (file: string) => server.load(file, { key, fields: {} }),
    ask: <T = Job>(jobId: string, body: object = {}) => call<T>(`/jobs/${jobId}/undo`, body),
    /** Undoes an import and waits until that is done. */
    async undo(jobId: string, body: object = {}): Promise<Job> {
      const asked = await call<Job>(`/jobs/${jobId}/undo`, body);
      expect(asked).toMatchObject({ status: 202, body: { job_type: 'undo', undone_job_id: jobId } });
      return ended(asked.body.job_id);
    },
    async refusal(jobId: string) {
      const { status, body } = await call<ProblemBody>(`/jobs/${jobId}/undo`, {});
      return { status, code: body.code, detail: body.detail };
    },
    errors: async (jobId: string) => (await call<Page<JobError>>(`/jobs/${jobId}/errors?limit=100`)).body.items,
    changes: async (jobId: string) => (await call<Page<JobChange>>(`/jobs/${jobId}/changes?limit=100`)).body.items,
    async product(sku: string): Promise<Product | undefined> {
      return (await call<Page<Product>>(`/products?sku=${sku}`)).body.items[0];
    },
    /** All products, without the times of their last changes. */
    async products() {
      const { items } = (await call<Page<Product>>('/products?limit=100')).body;
      return items.map((product) => ({ ...product, updated_at: undefined }));
    },
  };
}
const EVERYTHING = [PRODUCTS, BRANDS, STOCK, ATTRIBUTES, GONE, CATEGORIES, PRICES];

const BEFORE = `sku,product_name,price,currency,availability,brand,colour
A,One,10,EUR,in stock,Acme,red
B,Two,20,EUR,in stock,,
C,Three,30,EUR,,,blue
`;

describe('the undo of an import', () => {
  it("restores the former values of one file's changes, and removes what it created", async () => {
    const acme = await story('Import undo 1');
    const first = await acme.load(BEFORE);
    const before = await acme.products();
    const job = await acme.run(csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR', 'N,New,1,EUR'));
    expect(job.links.undo).toBe(`/jobs/${job.job_id}/undo`);
    const undone = await acme.undo(job.job_id);
    expect(undone).toMatchObject({
      status: 'completed',
      message: 'Undo completed. Products of the load: 2. Reversed: 2. Kept: 0. Errored: 0.',
      result: { processed: 2, reversed: 2, removed: 1, discontinued: 0, kept: 0, errored: 0 },
      links: { undone_job: `/jobs/${job.job_id}` },
    });
    expect(await acme.products()).toEqual(before);
    const id = (await acme.product('A'))?.product_id;
    const history = await acme.call<Page<object>>(`/products/${id}/history`);
    const fields = [
      { field: 'product_name', from: 'One', to: 'Eins' },
      { field: 'price', from: '10', to: '12' },
    ];
    expect(history.body.items).toMatchObject([
      {
        job_id: undone.job_id,
        price_to: 10,
        fields: fields.map(({ field, from, to }) => ({ field, from: to, to: from })),
      },
      { job_id: job.job_id, price_to: 12, fields },
    ]);
    const events = await acme.call<Page<object>>('/events?event_type=product.price.changed');
    expect(events.body.items[0]).toMatchObject({ data: { job_id: undone.job_id, products_changed: 1 } });
    // Another job with the same number.
    expect(await acme.ended(first.job_id)).toMatchObject({ status: 'completed' });
  });

  it('restores the state before the first file if several changed one product', async () => {
    const acme = await story('Import undo 2');
    await acme.load(BEFORE);
    const before = await acme.products();
    const job = await acme.run(
      csv(
        'products',
        'sku,product_name,price,currency',
        'A,Eins,12,EUR',
        'B,Zwei,20,EUR',
        'N,New,1,EUR',
        'C,Three,31,EUR',
      ),
      csv('brands', 'sku,product_name,brand,colour', 'A,Uno,Bolt,green', 'N,Nuovo,Bolt,', 'B,Two,,black'),
      csv('stock', 'sku,availability', 'A,out of stock', 'B,preorder', 'B,in stock', 'N,in stock'),
      csv('attributes', 'sku,name,value', 'A,colour,', 'A,size,XL', 'C,size,S', 'C,colour,'),
      csv('gone', 'sku', 'C'),
    );
    expect(job.status).toBe('completed');
    expect(await acme.product('A')).toMatchObject({ product_name: 'Uno', availability: 'out_of_stock' });

    const shown = await acme.undo(job.job_id, { validate_only: true });
    expect(shown.message).toMatch(/^Undo checked; nothing was written\./);
    expect(await acme.changes(shown.job_id)).toEqual([
      { sku: 'A', field: 'product_name', from: 'Uno', to: 'One' },
      { sku: 'A', field: 'brand', from: 'Bolt', to: 'Acme' },
      { sku: 'A', field: 'availability', from: 'out_of_stock', to: 'in_stock' },
      { sku: 'A', field: 'price', from: '12', to: '10' },
      { sku: 'A', field: 'attributes.colour', from: null, to: 'red' },
      { sku: 'A', field: 'attributes.size', from: 'XL', to: null },
      { sku: 'B', field: 'attributes.colour', from: 'black', to: null },
      { sku: 'C', field: 'availability', from: 'discontinued', to: null },
      { sku: 'C', field: 'price', from: '31', to: '30' },
      { sku: 'C', field: 'attributes.colour', from: null, to: 'blue' },
      { sku: 'C', field: 'attributes.size', from: 'S', to: null },
      { sku: 'N', field: 'availability', from: 'in_stock', to: null },
    ]);
    expect(await acme.product('A')).toMatchObject({ product_name: 'Uno', attributes: { size: 'XL' } });
    expect(await acme.product('N')).toBeDefined();

    const undone = await acme.undo(job.job_id);
    expect(undone.result).toEqual({ processed: 4, reversed: 4, removed: 1, discontinued: 0, kept: 0, errored: 0 });
    expect(shown.result).toEqual(undone.result);
    expect(await acme.products()).toEqual(before);
    expect(await acme.errors(undone.job_id)).toEqual([]);
    const history = await acme.call<Page<{ job_id: string; fields: object }>>(
      `/products/${(await acme.product('A'))?.product_id}/history?limit=1`,
    );
    expect(history.body.items[0]).toMatchObject({ job_id: undone.job_id });
    expect(history.body.items[0]?.fields).toContainEqual({ field: 'attributes.colour', from: null, to: 'red' });
  });

  it('keeps what was changed after the import, and reports it', async () => {
    const acme = await story('Import undo 3');
    await acme.load(BEFORE);
    const job = await acme.run(
      csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR', 'N,New,1,EUR', 'M,Made,2,EUR'),
      csv('brands', 'sku,product_name,brand,colour', 'A,Uno,Bolt,green', 'N,Nuovo,Bolt,', 'M,Made,Bolt,'),
      csv('stock', 'sku,availability', 'B,preorder'),
    );
    await acme.load(
      'sku,product_name,brand,colour,availability\nA,Uno,Own,pink,in stock\nB,Two,,,backorder\nN,Mine,Bolt,,\n',
    );
    const undone = await acme.undo(job.job_id);
    expect(undone.result).toEqual({ processed: 4, reversed: 1, removed: 1, discontinued: 0, kept: 3, errored: 0 });
    expect(await acme.product('A')).toMatchObject({
      product_name: 'One',
      price: 10,
      brand: 'Own',
      attributes: { colour: 'pink' },
    });
    expect(await acme.product('B')).toMatchObject({ availability: 'backorder' });
    expect(await acme.product('N')).toMatchObject({ product_name: 'Mine' });
    const told = (await acme.errors(undone.job_id)).map(({ sku, column, code }) => [sku, column, code]);
    expect(told).toEqual([
      ['A', 'brand', 'changed_since'],
      ['A', 'attributes.colour', 'changed_since'],
      ['B', 'availability', 'changed_since'],
      ['N', undefined, 'changed_since'],
    ]);
  });

  it('keeps what was changed between two files of the import, and restores that', async () => {
    const acme = await story('Import undo 4', [PRODUCTS, CATEGORIES, BRANDS]);
    await acme.load(BEFORE);
    // The import waits between the two files.
    const held = await holdRows(server, 'lock table category in share mode');
    const sent = acme.run(
      csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR', 'N,New,1,EUR', 'B,Zwei,20,EUR'),
      csv('categories', 'code,name', 'chairs,Chairs'),
      csv('brands', 'sku,product_name,brand,colour', 'A,Uno,Bolt,pink', 'N,Nuovo,Bolt,', 'B,Due,,'),
    );
    await lockWaiters(server, /category/);
    await acme.load('sku,product_name,colour\nA,Between,green\nN,Between,\n');
    await held.release();
    const job = await sent;
    expect(job.status).toBe('completed');
    const undone = await acme.undo(job.job_id);
    expect(undone.result).toEqual({ processed: 3, reversed: 1, removed: 0, discontinued: 0, kept: 2, errored: 0 });
    // The first file did not change the colour, so the undo does not restore it.
    expect(await acme.product('A')).toMatchObject({
      product_name: 'Between',
      price: 10,
      brand: 'Acme',
      attributes: { colour: 'green' },
    });
    expect(await acme.product('B')).toMatchObject({ product_name: 'Two' });
    expect(await acme.product('N')).toMatchObject({ product_name: 'Nuovo' });
    const told = (await acme.errors(undone.job_id)).map(({ sku, column }) => [sku, column]);
    expect(told).toEqual([
      ['A', 'product_name'],
      ['N', undefined],
    ]);
  });

  it('includes rows that were imported after the others of their file', async () => {
    const lookup = { entity: 'category', by: 'code' };
    const looking = of('product', 'products*', [
      ...named('sku', 'product_name'),
      { target: 'category', source: 'category', lookup },
    ]);
    const acme = await story('Import undo 5', [looking, CATEGORIES]);
    await acme.load(BEFORE);
    const before = await acme.products();
    const { job, files } = await acme.imports.runZip(acme.group, [
      csv('products', 'sku,product_name,category', 'A,Eins,', 'B,Zwei,lamps', 'N,New,lamps'),
      csv('categories', 'code,name', 'lamps,Lamps'),
    ]);
    expect(counts(files[0])).toEqual([3, 1, 2, 0, 0]);
    const undone = await acme.undo(job.job_id);
    expect(undone.message).toBe(
      'Undo completed. Products of the load: 3. Reversed: 3. Kept: 0. Errored: 0. Rows of these entities were imported and cannot be undone: category.',
    );
    expect(await acme.products()).toEqual(before);
  });

  it('reverts nested rows along with the products, and lists what it leaves', async () => {
    const children = (name: string, entity: string, targets: string[]) => ({
      target: `children.${name}`,
      source: name,
      children: {
        entity,
        row_delimiter: '|',
        value_delimiter: ':',
        columns: targets.map((target, index) => ({
          target,
          source: `#${index + 1}`,
          ...(target === 'price' ? { type: 'decimal' } : {}),
        })),
      },
    });
    const nested = of('product', '*', [
      ...named('sku', 'product_name'),
      children('attributes', 'product_attribute', ['name', 'value']),
      children('prices', 'price', ['price', 'currency']),
    ]);
    const acme = await story('Import undo 6', [nested]);
    await acme.load(BEFORE);
    const file =
      'sku,product_name,attributes,prices\nA,Eins,colour:green|size:L,9:EUR\nN,New,size:S,\nP,Priced,,5:EUR\n';
    const { job } = await acme.imports.run(acme.group, 'nested.csv', file);
    const undone = await acme.undo(job.job_id);
    expect(undone.message).toContain('Rows of these entities were imported and cannot be undone: price.');
    expect(undone.result).toEqual({ processed: 3, reversed: 3, removed: 1, discontinued: 1, kept: 0, errored: 0 });
    expect(await acme.product('A')).toMatchObject({ product_name: 'One', attributes: { colour: 'red' } });
    expect(await acme.product('N')).toBeUndefined();
    expect(await acme.product('P')).toMatchObject({ availability: 'discontinued' });
    const id = (await acme.product('A'))?.product_id;
    expect((await acme.call(`/products/${id}/prices`)).body).toMatchObject({ price: 9, source: 'base_list' });
  });

  it('is possible after an import that stopped at a later file', async () => {
    const acme = await story('Import undo 7', [PRODUCTS, STOCK], { on_error: 'stop_group' });
    await acme.load(BEFORE);
    const before = await acme.products();
    const job = await acme.run(
      csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR'),
      csv('stock', 'sku,availability', 'A,never heard of'),
    );
    expect(job.status).toBe('failed');
    expect((await acme.undo(job.job_id)).result).toMatchObject({ reversed: 1 });
    expect(await acme.products()).toEqual(before);
  });

  it('waits for another import of the partner, and keeps its changes', async () => {
    const acme = await story('Import undo 8');
    await acme.load(BEFORE);
    const job = await acme.run(csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR', 'B,Zwei,22,EUR'));
    const held = await holdProducts(server, (await acme.product('A'))?.product_id ?? '');
    const other = acme.run(csv('products', 'sku,product_name,price,currency', 'A,Uno,12,EUR'));
    await lockWaiters(server, /for no key update/);
    const asked = await acme.ask(job.job_id);
    await until(async () => (await acme.call<Job>(`/jobs/${asked.body.job_id}`)).body.status === 'running');
    await held.release();
    expect((await other).status).toBe('completed');
    expect((await acme.ended(asked.body.job_id)).result).toMatchObject({ processed: 2, reversed: 1, kept: 1 });
    expect(await acme.product('A')).toMatchObject({ product_name: 'Uno', price: 10 });
    expect(await acme.product('B')).toMatchObject({ product_name: 'Two', price: 20 });
  });
});

describe('an import that cannot be undone', () => {
  it('is refused with the reason', async () => {
    const acme = await story('Import undo 9');
    const other = await story('Import undo 10');
    await acme.load(BEFORE);
    const job = await acme.run(csv('products', 'sku,product_name,price,currency', 'A,Eins,12,EUR'));
    expect((await other.ask(job.job_id)).status).toBe(404);
    expect(await acme.refusal('JI99999')).toMatchObject({ status: 404, code: 'not_found' });
    expect((await acme.undo(job.job_id)).result).toMatchObject({ reversed: 1 });
    const nothing = (id: string) =>
      `Job ${id} has nothing to undo: it changed no product, was undone already, or ended more than 30 days ago.`;
    expect(await acme.refusal(job.job_id)).toEqual({
      status: 409,
      code: 'job_not_undoable',
      detail: nothing(job.job_id),
    });

    const foreign = await acme.run(
      csv('prices', 'sku,price,currency', 'A,7,EUR'),
      csv('categories', 'code,name', 'c,Chairs'),
      csv('stock', 'sku,availability', 'A,in stock'),
    );
    expect(await acme.refusal(foreign.job_id)).toMatchObject({
      status: 409,
      detail: `${nothing(foreign.job_id)} Rows of these entities were imported and cannot be undone: price, category.`,
    });

    const old = await acme.run(csv('stock', 'sku,availability', 'A,preorder'));
    await server.pool.query(
      `update job set created_at = created_at - interval '31 days' where job_type = 'import' and number = $1`,
      [Number(old.job_id.slice(2))],
    );
    expect(await acme.refusal(old.job_id)).toMatchObject({ status: 409, detail: nothing(old.job_id) });
  });

  it('is refused while it runs and while it is being undone', async () => {
    const acme = await story('Import undo 11');
    await acme.load(BEFORE);
    const held = await holdProducts(server, (await acme.product('A'))?.product_id ?? '');
    const sent = await acme.imports.send(acme.group, 'stock.csv', 'sku,availability\nA,preorder\n');
    const { job_id } = sent.body;
    await lockWaiters(server, /for no key update/);
    expect(await acme.refusal(job_id)).toMatchObject({
      status: 409,
      detail: `Job ${job_id} cannot be undone: it is running.`,
    });
    await held.release();
    await acme.ended(job_id);

    const again = await holdProducts(server, (await acme.product('A'))?.product_id ?? '');
    const undo = await acme.ask(job_id);
    expect(await acme.refusal(job_id)).toMatchObject({
      status: 409,
      detail: `Job ${job_id} is being undone already, by job ${undo.body.job_id}.`,
    });
    await again.release();
    expect(await acme.ended(undo.body.job_id)).toMatchObject({ result: { reversed: 1 } });
    expect(await acme.product('A')).toMatchObject({ availability: 'in_stock' });
  });
});
