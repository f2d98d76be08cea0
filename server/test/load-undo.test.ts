import {
  type Job,
  type JobChange,
  type JobError,
  LIMITS,
  type Order,
  type Page,
  type ProblemBody,
  type Product,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

/** A partner of its own, its loads and their undo. */
async function story(name: string) {
  const { key } = await server.partner(name);
  const call = <T>(path: string, body?: object, method?: string) =>
    server.call<T>(path, { key, ...(body ? { body } : {}), ...(method ? { method } : {}) });
  return {
    call,
    load: (file: string, fields: Record<string, string> = {}) =>
      server.load(file, { key, fields: { partner_name: name, ...fields } }),
    ask: <T = Job>(jobId: string, body: object = {}) => call<T>(`/jobs/${jobId}/undo`, body),
    /** Undoes a load and waits until that is done. */
    async undo(jobId: string, body: object = {}): Promise<Job> {
      const asked = await call<Job>(`/jobs/${jobId}/undo`, body);
      expect(asked).toMatchObject({ status: 202, body: { job_type: 'undo', undone_job_id: jobId } });
      return (await call<Job>(`/jobs/${asked.body.job_id}?wait=30`)).body;
    },
    errors: async (jobId: string) => (await call<Page<JobError>>(`/jobs/${jobId}/errors`)).body.items,
    changes: async (jobId: string) => (await call<Page<JobChange>>(`/jobs/${jobId}/changes?limit=100`)).body.items,
    async product(sku: string): Promise<Product | undefined> {
      return (await call<Page<Product>>(`/products?sku=${sku}`)).body.items[0];
    },
  };
}

const FIRST = `sku,product_name,description,price,currency,availability,colour,size
A,One,First,10.50,EUR,in stock,red,S
B,Two,,20,EUR,in stock,,M
C,Three,Third,,,,blue,
`;
const WRONG = `sku,product_name,description,price,currency,availability,colour,size
A,Eins,,12,USD,out of stock,green,
B,Zwei,Second,20,EUR,in stock,black,L
C,Three,Third,,,,blue,
`;

describe('undoing a load', () => {
  it('restores every field that it changed, and records that in the history', async () => {
    const acme = await story('Undo 1');
    await acme.load(FIRST);
    const before = await Promise.all(['A', 'B', 'C'].map((sku) => acme.product(sku)));
    const wrong = await acme.load(WRONG);
    expect(wrong.result).toMatchObject({ updated: 2, unchanged: 1 });
    expect(await acme.product('A')).toMatchObject({ price: 12, currency: 'USD', attributes: { colour: 'green' } });

    const undone = await acme.undo(wrong.job_id);
    expect(undone).toMatchObject({
      status: 'completed',
      message: 'Undo completed. Products of the load: 2. Reversed: 2. Kept: 0. Errored: 0.',
      result: { processed: 2, reversed: 2, removed: 0, discontinued: 0, kept: 0, errored: 0 },
    });
    const after = await Promise.all(['A', 'B', 'C'].map((sku) => acme.product(sku)));
    const withoutTime = (products: (Product | undefined)[]) =>
      products.map((product) => ({ ...product, updated_at: undefined }));
    expect(withoutTime(after)).toEqual(withoutTime(before));
    expect(Date.parse(after[0]?.updated_at ?? '')).toBeGreaterThan(Date.parse(before[0]?.updated_at ?? ''));
    expect(after[2]?.updated_at).toBe(before[2]?.updated_at);

    const history = await acme.call<Page<object>>(`/products/${after[0]?.product_id}/history`);
    const there = [
      { field: 'product_name', from: 'One', to: 'Eins' },
      { field: 'description', from: 'First', to: null },
      { field: 'price', from: '10.5', to: '12' },
      { field: 'availability', from: 'in_stock', to: 'out_of_stock' },
      { field: 'currency', from: 'EUR', to: 'USD' },
      { field: 'attributes.colour', from: 'red', to: 'green' },
      { field: 'attributes.size', from: 'S', to: null },
    ];
    const back = there.map(({ field, from, to }) => ({ field, from: to, to: from }));
    expect(history.body.items).toMatchObject([
      { job_id: undone.job_id, feed_id: null, price_from: 12, price_to: 10.5, currency_to: 'EUR', fields: back },
      { job_id: wrong.job_id, price_from: 10.5, price_to: 12, availability_to: 'out_of_stock', fields: there },
    ]);
    // Neither its price nor its availability changed.
    const others = await acme.call<Page<object>>(`/products/${after[1]?.product_id}/history?limit=1`);
    expect(others.body.items).toMatchObject([{ job_id: undone.job_id, price_from: null, price_to: null }]);
    const next = await acme.call<Page<{ fields: object }>>(
      `/products/${after[1]?.product_id}/history?cursor=${others.body.next_cursor}`,
    );
    expect(next.body.items).toMatchObject([{ job_id: wrong.job_id, feed_id: wrong.feed_id }]);
    expect(next.body.items[0]?.fields).toContainEqual({ field: 'attributes.colour', from: null, to: 'black' });
    const events = await acme.call<Page<{ data: object }>>('/events?event_type=product.price.changed');
    expect(events.body.items[0]).toMatchObject({ data: { job_id: undone.job_id, products_changed: 1 } });
  });

  it('keeps what was changed since, and reports it', async () => {
    const acme = await story('Undo 2');
    await acme.load(FIRST);
    const wrong = await acme.load(WRONG);
    await acme.load('sku,product_name,price,currency,size\nA,Uno,12,USD,XL\n');
    const undone = await acme.undo(wrong.job_id);
    expect(undone.result).toMatchObject({ processed: 2, reversed: 1, kept: 1, errored: 0 });
    expect(await acme.product('A')).toMatchObject({
      product_name: 'Uno',
      description: 'First',
      price: 10.5,
      currency: 'EUR',
      availability: 'in_stock',
      attributes: { colour: 'red', size: 'XL' },
    });
    const about = { severity: 'warning', code: 'changed_since', sku: 'A' };
    expect(await acme.errors(undone.job_id)).toMatchObject([
      { ...about, line: 1, column: 'product_name' },
      { ...about, line: 2, column: 'attributes.size' },
    ]);
  });

  it('does not change the feed of a product whose other field a later feed has changed', async () => {
    const acme = await story('Undo 12');
    const first = await acme.load('sku,product_name,price\nA,One,1\nB,Two,1\n');
    const wrong = await acme.load('sku,product_name,price\nA,One,2\nB,Two,2\n');
    const later = await acme.load('sku,product_name,brand\nA,One,Acme\n');
    expect((await acme.undo(wrong.job_id)).result).toMatchObject({ reversed: 2, kept: 0 });
    expect(await acme.product('A')).toMatchObject({ price: 1, brand: 'Acme', feed_id: later.feed_id });
    expect(await acme.product('B')).toMatchObject({ price: 1, feed_id: first.feed_id });
    // Nothing remains of the wrong feed that the later one found.
    expect((await acme.undo(later.job_id)).result).toMatchObject({ reversed: 1, kept: 0 });
    expect(await acme.product('A')).toMatchObject({ price: 1, brand: null, feed_id: first.feed_id });
  });

  it('restores price and currency together, or neither', async () => {
    const acme = await story('Undo 3');
    await acme.load('sku,product_name,price,currency\nA,One,10,EUR\n');
    const wrong = await acme.load('sku,product_name,price,currency\nA,One,12,EUR\n');
    await acme.load('sku,product_name,price,currency\nA,One,12,USD\n');
    const undone = await acme.undo(wrong.job_id);
    expect(undone.result).toMatchObject({ reversed: 0, kept: 1 });
    expect(await acme.product('A')).toMatchObject({ price: 12, currency: 'USD' });
    expect(await acme.errors(undone.job_id)).toMatchObject([{ sku: 'A', column: 'price' }]);
  });

  it('removes new products, discontinues referenced ones, and keeps changed ones', async () => {
    const acme = await story('Undo 4');
    await acme.load('sku,product_name\nOLD,Old\n');
    const wrong = await acme.load(`sku,product_name,price,currency,availability
NEW,New,1,EUR,in stock
ORDERED,Ordered,2,EUR,in stock
LISTED,Listed,3,EUR,in stock
CHANGED,Changed,4,EUR,in stock
`);
    const id = async (sku: string) => (await acme.product(sku))?.product_id;
    const gone = await id('NEW');
    const ordered = await acme.call<Order>('/orders', { items: [{ product_id: await id('ORDERED'), quantity: 1 }] });
    expect(ordered.status).toBe(201);
    const listed = await acme.call(
      `/products/${await id('LISTED')}/price-list`,
      { price_list: [{ valid_from: '2026-01-01T00:00:00Z', price: 3, currency: 'EUR' }] },
      'PUT',
    );
    expect(listed.status).toBeLessThan(300);
    await acme.load('sku,product_name\nCHANGED,Changed again\n');

    const undone = await acme.undo(wrong.job_id);
    expect(undone.result).toMatchObject({
      processed: 4,
      reversed: 3,
      removed: 1,
      discontinued: 2,
      kept: 1,
      errored: 0,
    });
    expect((await acme.call(`/products/${gone}`)).status).toBe(404);
    expect(await acme.product('ORDERED')).toMatchObject({ availability: 'discontinued', price: 2 });
    expect(await acme.product('LISTED')).toMatchObject({ availability: 'discontinued' });
    expect(await acme.product('CHANGED')).toMatchObject({ availability: 'in_stock', product_name: 'Changed again' });
    expect(await acme.product('OLD')).toBeDefined();
    expect(await acme.errors(undone.job_id)).toMatchObject([{ sku: 'CHANGED', code: 'changed_since' }]);
    expect((await acme.load('sku,product_name\nNEW,New\n')).result).toMatchObject({ inserted: 1 });
  });

  it('removes new products whose other changes were undone before', async () => {
    const acme = await story('Undo 14');
    await acme.load('sku,product_name\nOLD,Old\n');
    const wrong = await acme.load('sku,product_name,price\nNEW,New,1\nTOO,Too,1\n');
    const worse = await acme.load('sku,product_name,price,colour\nNEW,Newer,2,red\n');
    const worst = await acme.load('sku,product_name\nOLD,Old\n', { mode: 'full' });
    for (const { job_id } of [worst, worse]) expect((await acme.undo(job_id)).result).toMatchObject({ kept: 0 });
    expect(await acme.product('NEW')).toMatchObject({ product_name: 'New', price: 1, availability: null });
    expect((await acme.undo(wrong.job_id)).result).toMatchObject({ reversed: 2, removed: 2, kept: 0 });
    expect(await acme.product('NEW')).toBeUndefined();
  });

  it('restores what a full feed has discontinued', async () => {
    const acme = await story('Undo 5');
    await acme.load(FIRST);
    const wrong = await acme.load(FIRST.split('\n').slice(0, 2).join('\n'), { mode: 'full' });
    expect(wrong.result).toMatchObject({ removed: 2 });
    expect(await acme.product('C')).toMatchObject({ availability: 'discontinued' });
    expect((await acme.undo(wrong.job_id)).result).toMatchObject({ reversed: 2, kept: 0 });
    expect(await acme.product('B')).toMatchObject({ availability: 'in_stock' });
    expect(await acme.product('C')).toMatchObject({ availability: null });
  });

  it('only shows its effects with validate_only', async () => {
    const acme = await story('Undo 6');
    await acme.load(FIRST);
    const wrong = await acme.load(`${WRONG}D,Four,,4,EUR,in stock,,\n`);
    const shown = await acme.undo(wrong.job_id, { validate_only: true });
    expect(shown).toMatchObject({ result: { processed: 3, reversed: 3, removed: 1 } });
    expect(shown.message).toMatch(/^Undo checked; nothing was written\./);
    expect(await acme.changes(shown.job_id)).toEqual([
      { sku: 'A', field: 'product_name', from: 'Eins', to: 'One' },
      { sku: 'A', field: 'description', from: null, to: 'First' },
      { sku: 'A', field: 'availability', from: 'out_of_stock', to: 'in_stock' },
      { sku: 'A', field: 'price', from: '12', to: '10.5' },
      { sku: 'A', field: 'currency', from: 'USD', to: 'EUR' },
      { sku: 'A', field: 'attributes.colour', from: 'green', to: 'red' },
      { sku: 'A', field: 'attributes.size', from: null, to: 'S' },
      { sku: 'B', field: 'product_name', from: 'Zwei', to: 'Two' },
      { sku: 'B', field: 'description', from: 'Second', to: null },
      { sku: 'B', field: 'attributes.colour', from: 'black', to: null },
      { sku: 'B', field: 'attributes.size', from: 'L', to: 'M' },
      { sku: 'D', field: 'availability', from: 'in_stock', to: null },
    ]);
    expect(await acme.product('A')).toMatchObject({ product_name: 'Eins' });
    expect(await acme.product('D')).toBeDefined();
    expect((await acme.undo(wrong.job_id)).result).toMatchObject({ reversed: 3 });
  });

  it("does not block orders of the load's products in a dry run", async () => {
    const acme = await story('Undo 10');
    await acme.load(FIRST);
    const wrong = await acme.load(WRONG);
    // The job cannot end: its reported problems are locked.
    const held = await holdRows(server, 'lock table job_change in access exclusive mode', []);
    const asked = await acme.ask(wrong.job_id, { validate_only: true });
    await lockWaiters(server, /job_change/, 1);
    const product_id = (await acme.product('B'))?.product_id;
    expect((await acme.call('/orders', { items: [{ product_id, quantity: 1 }] })).status).toBe(201);
    await held.release();
    expect((await acme.call<Job>(`/jobs/${asked.body.job_id}?wait=30`)).body).toMatchObject({ status: 'completed' });
  });

  it('undoes the latest run of a job first', async () => {
    const acme = await story('Undo 7');
    const first = await acme.load('sku,product_name\nA,One\n');
    await acme.load('sku,product_name\nA,Uno\n');
    await server.run(first.job_id);
    expect(await acme.product('A')).toMatchObject({ product_name: 'One' });
    expect((await acme.undo(first.job_id)).result).toMatchObject({ reversed: 1 });
    expect(await acme.product('A')).toMatchObject({ product_name: 'Uno' });
    // It was changed since its first run.
    expect((await acme.undo(first.job_id)).result).toMatchObject({ kept: 1 });
  });
});

describe('a job whose later run failed', () => {
  it('can be undone to the state before that run', async () => {
    const acme = await story('Undo 13');
    const first = await acme.load('sku,product_name\nA,One\n', { mode: 'full' });
    const others = Array.from({ length: LIMITS.removalUnchecked + 2 }, (_, n) => `B${n},Other`);
    await acme.load(['sku,product_name', ...others].join('\n'));
    // Now it would discontinue nearly all products.
    expect(await server.run(first.job_id)).toMatchObject({ status: 'failed' });
    expect((await acme.undo(first.job_id)).result).toMatchObject({ reversed: 1, removed: 1 });
    expect(await acme.product('A')).toBeUndefined();
    expect((await acme.ask<ProblemBody>(first.job_id)).body.detail).toMatch('was undone already');
  });
});

describe('a load that cannot be undone', () => {
  it('is refused with the reason', async () => {
    const acme = await story('Undo 8');
    const other = await story('Undo 9');
    const refusal = async (jobId: string) => {
      const { status, body } = await acme.ask<ProblemBody>(jobId);
      return { status, code: body.code, detail: body.detail };
    };
    const load = await acme.load(FIRST);
    const submission = load.job_id.replace('JV', 'JS');
    expect(await refusal(submission)).toMatchObject({ status: 409, code: 'job_not_undoable' });
    expect(await refusal('JV99999')).toMatchObject({ status: 404 });
    expect((await other.ask(load.job_id)).status).toBe(404);
    expect((await acme.ask(load.job_id, { validate_only: 'yes' })).status).toBe(422);

    const waiting = await server.upload(FIRST, { fields: { partner_name: 'Undo 8' } });
    expect(await refusal(waiting.body.validation_job_id)).toMatchObject({
      status: 409,
      detail: `Job ${waiting.body.validation_job_id} cannot be undone: it is queued.`,
    });
    const unchanged = await server.run(waiting.body.validation_job_id);
    expect(unchanged.result).toMatchObject({ unchanged: 3 });
    expect(await refusal(unchanged.job_id)).toMatchObject({ detail: expect.stringContaining('nothing to undo') });

    const checked = await acme.load(WRONG, { validate_only: 'true' });
    expect(await refusal(checked.job_id)).toMatchObject({ status: 409, code: 'job_not_undoable' });
    const undone = await acme.undo(load.job_id);
    expect(undone.result).toMatchObject({ removed: 3 });
    expect(await refusal(load.job_id)).toMatchObject({ detail: expect.stringContaining('was undone already') });
    expect(await refusal(undone.job_id)).toMatchObject({ status: 409, code: 'job_not_undoable' });
  });

  it('includes one that is being undone: of several calls one succeeds', async () => {
    const idle = await startTestServer({ WORKER: 'off' });
    const worker = await startTestServer({ ...idle.environment, WORKER: 'on' });
    const { job_id } = await idle.load(FIRST);
    await worker.stop();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => idle.call<Partial<ProblemBody>>(`/jobs/${job_id}/undo`, { body: {} })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.detail).toBe(`Job ${job_id} is being undone already, by job JU00001.`);
  });
});
