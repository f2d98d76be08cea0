import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const HEADER = 'sku,product_name,description,price,currency,availability,colour,size\n';
const RIGHT = `${HEADER}A,One,First,10.50,EUR,in stock,red,S\nB,Two,,20,EUR,in stock,,M\nC,Three,,,,,blue,\n`;
const WRONG = `${HEADER}A,Eins,,12,USD,out of stock,green,\nB,Zwei,Second,20,EUR,in stock,black,L\nD,Four,,4,EUR,,,\nE,Five,,5,EUR,in stock,,\nF,Six,,6,EUR,,,\n`;

/** A load is undone, except for products that were changed since, or ordered. */
export async function aLoadIsUndone(api: StoryApi): Promise<void> {
  const fields = { partner_name: 'Undo Inc' };
  await api.load(RIGHT, { fields });
  const wrong = await api.load(WRONG, { fields });
  const jobId: string = wrong.body.job_id;
  await api.load('sku,product_name,size\nA,Uno,XL\nF,Sechs,\n', { fields });
  const ordered = (await api.get('/products?partner_name=Undo%20Inc&sku=E')).body.items[0];
  await api.post('/orders', { partner_name: 'Undo Inc', items: [{ product_id: ordered.product_id, quantity: 1 }] });

  const ended = async (answer: { body: { job_id: string } }) => {
    const job = await api.get(`/jobs/${answer.body.job_id}?wait=30`);
    await api.get(`/jobs/${answer.body.job_id}/errors?limit=100`);
    await api.get(`/jobs/${answer.body.job_id}/changes?limit=100`);
    return job.body;
  };
  const shown = await ended(await api.post(`/jobs/${jobId}/undo`, { validate_only: true }));
  expect(shown.result).toMatchObject({ processed: 5, reversed: 3, removed: 1, discontinued: 1, kept: 2, errored: 0 });
  const undone = await ended(await api.post(`/jobs/${jobId}/undo`, {}));
  expect(undone.result).toEqual(shown.result);
  await api.get('/products?partner_name=Undo%20Inc&limit=100');
  const first = (await api.get('/products?partner_name=Undo%20Inc&sku=A')).body.items[0];
  expect(first).toMatchObject({ product_name: 'Uno', price: 10.5, attributes: { colour: 'red', size: 'XL' } });
  await api.get(`/products/${first.product_id}/history?limit=100`);
  await api.get('/events?event_type=product.price.changed&limit=100');

  await api.post(`/jobs/${jobId}/undo`, {});
  await api.post(`/jobs/${undone.job_id}/undo`, {});
  await api.post(`/jobs/${jobId.replace('JV', 'JS')}/undo`, {});
  await api.post('/jobs/JV99999/undo', {});
  await api.post(`/jobs/${jobId}/undo`, { validate_only: 1 });
  const waiting = await api.upload(RIGHT, { fields });
  await api.post(`/jobs/${waiting.body.validation_job_id}/undo`, {});
}

/** Loads are undone one after the other, in any order: nothing of them remains if nobody else wrote. */
export async function severalLoadsAreUndone(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Undo Several');
  const first = await api.load('sku,product_name,price,colour\nA,One,1,red\nB,Two,1,\n', { key });
  const wrong = await api.load('sku,product_name,price\nA,One,2\nNEW,New,1\n', { key });
  const worse = await api.load('sku,product_name,colour\nA,One,blue\nB,Two,green\n', { key });
  const worst = await api.load('sku,product_name,brand\nNEW,Newer,Acme\n', { key });
  for (const { body } of [worst, wrong, worse]) {
    const undo = await api.post(`/jobs/${body.job_id}/undo`, {}, { key });
    const job = await api.get(`/jobs/${undo.body.job_id}?wait=30`, { key });
    expect(job.body.result).toMatchObject({ kept: 0 });
    await api.get('/products', { key });
  }
  const { items } = (await api.get('/products', { key })).body;
  const { feed_id } = first.body;
  expect(items).toMatchObject([
    { sku: 'A', price: 1, attributes: { colour: 'red' }, feed_id },
    { sku: 'B', attributes: {}, feed_id },
  ]);
}

/** The undo of an import reverts everything that it wrote to products, but not its prices. */
export async function anImportIsUndone(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Undo Imports');
  const fields = { partner_name: 'Undo Imports' };
  await api.load(RIGHT, { fields });
  const columns = ['sku', 'product_name', 'description'].map((name) => ({ target: name, source: name }));
  const cell = (name: string, entity: string, targets: string[]) => ({
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
  const nested = [
    ...columns,
    cell('attributes', 'product_attribute', ['name', 'value']),
    cell('prices', 'price', ['price', 'currency']),
  ];
  const send = async (layout: object, file: string) => {
    const made = await api.post('/data-descriptors', { name: 'layout', format: { type: 'csv' }, ...layout }, { key });
    const group = await api.post('/data-groups', { name: 'g', descriptors: [made.body.data_descriptor_id] }, { key });
    const form = new FormData();
    form.append('file', new Blob([file]), 'file.csv');
    const sent = await api.call('POST', `/data-groups/${group.body.data_group_id}/import`, { key, body: form });
    return (await api.get(`/jobs/${sent.body.job_id}?wait=30`, { key })).body;
  };
  const undone = async (jobId: string, body: object) => {
    const asked = await api.post(`/jobs/${jobId}/undo`, body, { key });
    const job = await api.get(`/jobs/${asked.body.job_id}?wait=30`, { key });
    await api.get(`/jobs/${asked.body.job_id}/errors?limit=100`, { key });
    await api.get(`/jobs/${asked.body.job_id}/changes?limit=100`, { key });
    return job.body;
  };
  const before = (await api.get('/products?limit=100', { key })).body.items;
  const file = 'sku,product_name,description,attributes,prices\nA,Eins,First,colour:green|size:L|weight:1,9:EUR\n';
  const job = await send(
    { entity: 'product', columns: nested },
    `${file}B,Two,,size:M|size:L,\nN,New,,size:S,\nP,Paid,,,5:EUR\n`,
  );
  const imported = (await api.get('/products?sku=A', { key })).body.items[0];
  expect(imported).toMatchObject({ product_name: 'Eins', feed_id: null });
  await api.load('sku,product_name,size\nA,Eins,XL\n', { fields });

  const shown = await undone(job.job_id, { validate_only: true });
  expect(shown.result).toMatchObject({ processed: 4, reversed: 3, removed: 1, discontinued: 1, kept: 1 });
  const taken = await undone(job.job_id, {});
  expect(taken.result).toEqual(shown.result);
  expect(taken.message).toContain('cannot be undone: price.');
  const after = (await api.get('/products?limit=100', { key })).body.items;
  const sizes = (items: { sku: string; attributes: object }[]) => items.map(({ sku, attributes }) => [sku, attributes]);
  expect(sizes(after)).toContainEqual(['A', { colour: 'red', size: 'XL' }]);
  expect(after).toHaveLength(before.length + 1);

  await api.post(`/jobs/${job.job_id}/undo`, {}, { key });
  const stock = {
    entity: 'availability',
    columns: ['sku', 'availability'].map((name) => ({ target: name, source: name })),
  };
  const one = await send(stock, 'sku,availability\nA,preorder\nA,backorder\nB,in stock\n');
  expect((await undone(one.job_id, {})).result).toMatchObject({ processed: 1, reversed: 1 });
  const tree = { entity: 'category', columns: ['code', 'name'].map((name) => ({ target: name, source: name })) };
  const categories = await send(tree, 'code,name\nchairs,Chairs\n');
  await api.post(`/jobs/${categories.job_id}/undo`, {}, { key });
  const trial = await api.post(`/jobs/${categories.job_id}/undo`, { validate_only: true }, { key });
  expect(trial.status).toBe(409);
}
