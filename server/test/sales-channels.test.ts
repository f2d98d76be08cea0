import { randomUUID } from 'node:crypto';
import type { Page, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../src/database/orm.ts';
import { EVERYBODY } from '../src/database/tenancy.ts';
import { findSalesChannels } from '../src/sales-channels/find-sales-channels.ts';
import { SalesChannel as SalesChannelEntity } from '../src/sales-channels/sales-channel.entity.ts';
import { allItems } from './support/pages.ts';
import { type Call, OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
const LYON = { name: 'Shop in Lyon', type: 'POS_SALES_CHANNEL', external_id: 'store-118' };
const create = (body: object, call: Call = { key: acme.key }) =>
  server.call<SalesChannel>('/sales-channels', { ...call, body });
const change = (id: string, body: object, key = acme.key) =>
  server.call<SalesChannel>(`/sales-channels/${id}`, { method: 'PATCH', key, body });
const lyon = (await create(LYON)).body;
const list = async (query = '', key = acme.key) =>
  (await server.call<Page<SalesChannel>>(`/sales-channels?limit=100${query}`, { key })).body.items;

describe('a sales channel', () => {
  it('is created by a partner, and read unchanged', async () => {
    expect(lyon).toEqual({
      sales_channel_id: 'SC00001',
      partner_id: acme.id,
      ...LYON,
      created_at: lyon.updated_at,
      updated_at: lyon.updated_at,
    });
    const read = await server.call(`/sales-channels/${lyon.sales_channel_id}`, { key: acme.key });
    expect([read.status, read.body]).toEqual([200, lyon]);
  });

  it('needs no external ID, and several may have none', async () => {
    for (const external_id of [undefined, null]) {
      const made = await create({ name: 'Web', type: 'WEB_SALES_CHANNEL', external_id });
      expect([made.status, made.body.external_id]).toEqual([201, null]);
    }
  });

  it('of the operator names its partner', async () => {
    const made = await create({ ...LYON, external_id: 'by-the-operator', partner_id: other.id }, {});
    expect([made.status, made.body.partner_id]).toEqual([201, other.id]);
    const unnamed = await create(LYON, {});
    expect(unnamed).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ path: 'partner_id' }] },
    });
    const unknown = await create({ ...LYON, partner_id: 'PT99999' }, {});
    expect([unknown.status, unknown.body]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('is created once per Idempotency-Key', async () => {
    const call = { key: acme.key, headers: { 'idempotency-key': randomUUID() } };
    const body = { name: 'Once', type: 'WEB_SALES_CHANNEL' };
    const [first, again] = [await create(body, call), await create(body, call)];
    expect(again.body).toEqual(first.body);
    expect((await list()).filter(({ name }) => name === 'Once')).toHaveLength(1);
  });

  it('has an external ID that is unique within its partner', async () => {
    const taken = await create(LYON);
    expect([taken.status, taken.body]).toMatchObject([
      409,
      { code: 'external_id_taken', errors: [{ path: 'external_id' }] },
    ]);
    expect((await create(LYON, { key: other.key })).status).toBe(201);
    const paris = (await create({ ...LYON, external_id: 'store-2' })).body;
    const moved = await change(paris.sales_channel_id, { external_id: 'store-118' });
    expect([moved.status, moved.body]).toMatchObject([409, { code: 'external_id_taken' }]);
    expect(await list('&external_id=store-2')).toEqual([paris]);
  });

  it('is created once by several concurrent calls', async () => {
    const body = { ...LYON, external_id: 'at-once' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('is changed field by field, and its external ID cleared by null', async () => {
    const made = (await create({ name: 'Old', type: 'WEB_SALES_CHANNEL', external_id: 'old' })).body;
    const renamed = await change(made.sales_channel_id, { name: '  New ' });
    expect([renamed.status, renamed.body]).toMatchObject([
      200,
      { ...made, name: 'New', updated_at: expect.any(String) },
    ]);
    expect(renamed.body.updated_at >= made.updated_at).toBe(true);
    const cleared = await change(made.sales_channel_id, { external_id: null, type: 'MARKETPLACE_SALES_CHANNEL' });
    expect(cleared.body).toMatchObject({ name: 'New', external_id: null, type: 'MARKETPLACE_SALES_CHANNEL' });
    const read = await server.call(`/sales-channels/${made.sales_channel_id}`);
    expect(read.body).toEqual(cleared.body);
    expect((await create({ ...LYON, external_id: 'old' })).status).toBe(201);
  });
});

describe('a list of sales channels', () => {
  it('is newest first, by page, and can be filtered by type, external ID and partner', async () => {
    const all = await list();
    expect(all.map((one) => one.sales_channel_id)).toEqual(
      all
        .map((one) => one.sales_channel_id)
        .sort()
        .reverse(),
    );
    const paged = await allItems((cursor) =>
      server.call<Page<SalesChannel>>(`/sales-channels?limit=2${cursor}`, { key: acme.key }),
    );
    expect(paged).toEqual(all);
    const web = await list('&type=WEB_SALES_CHANNEL');
    expect(web).toEqual(all.filter(({ type }) => type === 'WEB_SALES_CHANNEL'));
    expect(await list('&external_id=store-118')).toEqual([lyon]);
    const theirs = await list('&partner_name=other', OPERATOR_KEY);
    expect(new Set(theirs.map(({ partner_id }) => partner_id))).toEqual(new Set([other.id]));
    expect(await list('&partner_name=Nobody', OPERATOR_KEY)).toEqual([]);
  });

  it.each(['type=SHOP', 'limit=0', 'cursor=PR00001', 'cursor=x', 'external_id=%00'])(
    'is refused for %s',
    async (query) => {
      expect((await server.call(`/sales-channels?${query}`)).status).toBe(400);
    },
  );
});

describe('a sales channel is refused', () => {
  it.each([
    ['without a name', { type: LYON.type }, 'name'],
    ['with an empty name', { ...LYON, name: '  ' }, 'name'],
    ['with a name of 201 characters', { ...LYON, name: 'x'.repeat(201) }, 'name'],
    ['with a name that is no text', { ...LYON, name: 7 }, 'name'],
    ['without a type', { name: 'Web' }, 'type'],
    ['with a type that there is not', { ...LYON, type: 'SHOP' }, 'type'],
    ['with an empty external ID', { ...LYON, external_id: '' }, 'external_id'],
    ['with an external ID of 256 characters', { ...LYON, external_id: 'x'.repeat(256) }, 'external_id'],
    ['with a field that there is not', { ...LYON, colour: 'red' }, ''],
  ])('%s', async (_, body, path) => {
    const { status, body: problem } = await server.call('/sales-channels', { key: acme.key, body });
    expect([status, problem.code, problem.errors?.[0]?.path]).toEqual([422, 'validation_failed', path]);
  });

  it('with a control character in its name or external ID', async () => {
    for (const field of ['name', 'external_id']) {
      const body = { name: 'Odd', type: 'WEB_SALES_CHANNEL', [field]: 'two\nlines' };
      const { status, body: problem } = await server.call('/sales-channels', { key: acme.key, body });
      expect([status, problem.code, problem.errors?.[0]?.path]).toEqual([422, 'validation_failed', field]);
      const nul = await server.call('/sales-channels', { key: acme.key, body: { ...body, [field]: 'nul \0' } });
      expect(nul.status).toBe(400);
    }
  });

  it('for an empty change, or one to an invalid channel', async () => {
    expect((await change(lyon.sales_channel_id, {})).status).toBe(422);
    expect((await change(lyon.sales_channel_id, { name: '' })).status).toBe(422);
    expect((await change(lyon.sales_channel_id, { partner_id: other.id })).status).toBe(422);
    expect((await change('SC99999', { name: 'x' })).status).toBe(404);
    expect((await change('PR00001', { name: 'x' })).status).toBe(400);
    expect((await server.call('/sales-channels/SC99999')).status).toBe(404);
  });

  it("for another partner's key, and without the scope", async () => {
    expect((await server.call(`/sales-channels/${lyon.sales_channel_id}`, { key: other.key })).status).toBe(404);
    expect((await change(lyon.sales_channel_id, { name: 'Mine' }, other.key)).status).toBe(404);
    expect((await create({ ...LYON, partner_id: acme.id }, { key: other.key })).status).toBe(403);
    expect((await list('', other.key)).some(({ partner_id }) => partner_id === acme.id)).toBe(false);
    const reader = await server.partner('Reader', ['sales_channels:read']);
    expect((await create(LYON, { key: reader.key })).status).toBe(403);
    const writer = await server.partner('Writer', ['sales_channels:write']);
    expect((await server.call('/sales-channels', { key: writer.key })).status).toBe(403);
    expect((await server.call('/sales-channels', { key: null })).status).toBe(401);
  });

  it('while its partner is paused, but can be read', async () => {
    const paused = await server.partner('Paused');
    const { body: channel } = await create({ name: 'Web', type: 'WEB_SALES_CHANNEL' }, { key: paused.key });
    await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
    const refused = await create({ name: 'Two', type: 'WEB_SALES_CHANNEL' }, { key: paused.key });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'partner_not_active' }]);
    for (const key of [paused.key, OPERATOR_KEY]) {
      const changed = await change(channel.sales_channel_id, { name: 'Two' }, key);
      expect([changed.status, changed.body]).toMatchObject([409, { code: 'partner_not_active' }]);
    }
    expect((await server.call(`/sales-channels/${channel.sales_channel_id}`, { key: paused.key })).status).toBe(200);
  });
});

describe('references to sales channels', () => {
  it('are resolved by ID or external ID with the type, and each has its own problem', async () => {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 2, [SalesChannelEntity]);
    const [theirs] = await list('', other.key);
    const asId = (await create({ ...LYON, external_id: lyon.sales_channel_id })).body;
    const web = { id: 'x', type: 'WEB_SALES_CHANNEL' as const };
    const pos = { id: 'x', type: 'POS_SALES_CHANNEL' as const };
    const found = await findSalesChannels(database.open(EVERYBODY), Number(acme.id.slice(2)), [
      { ...pos, id: 'store-118' },
      { ...pos, id: lyon.sales_channel_id },
      { ...pos, id: asId.sales_channel_id },
      { ...web, id: 'store-118' },
      { ...pos, id: 'STORE-118' },
      { ...pos, id: theirs?.sales_channel_id ?? '' },
      { ...pos, id: 'SC99999' },
      { ...pos, id: 'nul \0 and half \ud800' },
      { ...pos, id: 'store-118' },
    ]);
    expect(found).toMatchObject([
      { number: 1 },
      // An ID takes precedence over an external ID of the same form.
      { number: 1 },
      { number: Number(asId.sales_channel_id.slice(2)) },
      { problem: { code: 'sales_channel_type_mismatch', path: 'type' } },
      ...Array.from({ length: 4 }, () => ({ problem: { code: 'not_found', path: 'id' } })),
      { number: 1 },
    ]);
    expect(await findSalesChannels(database.open(EVERYBODY), 1, [])).toEqual([]);
    await database.close();
  });
});
