import type { FeedAccepted, Page, Partner, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const CSV = 'sku,product_name,availability,price\nA-1,Lamp,in_stock,9.5\n';

/** Names of the same partner, in the order in which they are sent. */
const SPELLINGS: [string, ...string[]][] = [
  ['ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'αφοι παπαδοπουλος', 'Αφοι Παπαδοπουλοσ'],
  ['İstanbul', 'i\u0307stanbul', 'İSTANBUL'],
  ['Straße 7', 'STRASSE 7', 'strasse 7'],
  ['Café Crème', 'CAFE\u0301 CRE\u0300ME'],
  ['Blue Lamp Ltd', 'Blue\u00A0Lamp\u2003Ltd', '  blue  lamp ltd.  ', 'BLUE\u200B LAMP\u00AD LTD ..'],
  ['👩\u200D🚀 Shop', '👩🚀 SHOP'],
  ['😀'.repeat(200)],
  ['ΐ'.repeat(100), '\u0399\u0308\u0301'.repeat(100)],
  ['ΐ'.repeat(200)],
];

describe('partners whose names differ only in spelling', () => {
  it.each(SPELLINGS.map((names) => ({ title: names[0].slice(0, 20), names })))('are one: $title', async ({ names }) => {
    const [name, ...others] = names;
    const first = await server.load(CSV, { fields: { partner_name: name } });
    expect(first).toMatchObject({ status: 'completed' });
    const { partner_id, partner_name } = await only(name);
    expect(partner_name).toBe(name);

    for (const other of others) {
      const uploaded = await server.upload<FeedAccepted>(CSV, { fields: { partner_name: other } });
      expect(uploaded.status).toBe(201);
      expect((await only(other)).partner_id).toBe(partner_id);
      expect((await server.call('/partners', { body: { partner_name: other } })).body).toMatchObject({
        code: 'partner_name_taken',
      });
    }
    for (const spelling of names) {
      const query = `partner_name=${encodeURIComponent(spelling)}`;
      for (const list of ['/products', '/feeds', '/jobs', '/partners']) {
        expect(
          (await server.call<Page<unknown>>(`${list}?${query}`)).body.count,
          `${list} ${spelling}`,
        ).toBeGreaterThan(0);
      }
      expect((await server.call<string>(`/products/export?${query}`)).body).toContain('Lamp');
      const activity = await server.call<{ items: unknown[] }>(`/analytics/feeds?${query}`);
      expect(activity.body.items).toHaveLength(1);
    }
  });

  it('are one if all are sent concurrently', async () => {
    const names = ['ΟΔΟΣ Ltd', 'οδος Ltd.', 'Οδος\u00A0Ltd', 'οδοσ  LTD', 'ΟΔΟΣ\u200B Ltd', 'ΟΔΟΣ Ltd ..'];
    const uploads = await Promise.all(
      names.map((partner_name) => server.upload<FeedAccepted>(CSV, { fields: { partner_name } })),
    );
    expect(uploads.map((upload) => upload.status)).toEqual(names.map(() => 201));
    await only('ΟΔΟΣ Ltd');
    const registered = await Promise.all(
      ['Σίσυφος', 'ΣΊΣΥΦΟΣ', 'σίσυφοσ'].map((partner_name) => server.call('/partners', { body: { partner_name } })),
    );
    expect(registered.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  it('are found by their own keys and in orders', async () => {
    const { key } = await server.partner('ΣΟΦΟΣ Kft.');
    const named = (partner_name: string) => server.upload(CSV, { key, fields: { partner_name } });
    expect((await named('σοφος\u00A0KFT')).status).toBe(201);
    expect((await named('σοφοσα Kft')).status).toBe(403);
    await server.load(CSV, { key, fields: {} });
    const [product] = await server.products(`&partner_name=${encodeURIComponent('Σοφοσ kft')}`);
    const order = await server.call('/orders', {
      body: { partner_name: 'σοφος KFT', items: [{ product_id: product?.product_id, quantity: 1 }] },
    });
    expect(order).toMatchObject({ status: 201, body: { partner_name: 'ΣΟΦΟΣ Kft.' } });
  });

  it('cannot be renamed to each other, but to another spelling of their own name', async () => {
    await server.call('/partners', { body: { partner_name: 'ΣΟΦΟΣ' } });
    const { body } = await server.call<Partner>('/partners', { body: { partner_name: 'Other' } });
    const rename = (partner_name: string) =>
      server.call<Partner & ProblemBody>(`/partners/${body.partner_id}`, { method: 'PATCH', body: { partner_name } });
    expect((await rename('σοφος.')).body).toMatchObject({ code: 'partner_name_taken' });
    expect((await rename(' OTHER\u00A0 Ltd')).body).toMatchObject({ partner_name: 'OTHER Ltd' });
    expect((await rename('Other  ltd.')).body).toMatchObject({ partner_name: 'Other ltd.' });
    expect((await only('other LTD')).partner_id).toBe(body.partner_id);
  });
});

describe('a name that cannot be distinguished from another', () => {
  it.each(['...', '\u200B', '\u00AD . \u2060', '\u200D', ' . '])('is refused: %j', async (partner_name) => {
    const refusals = await Promise.all([
      server.call('/partners', { body: { partner_name } }),
      server.upload<ProblemBody>(CSV, { fields: { partner_name } }),
      server.call('/feeds/upload-url', { body: { partner_name, file_name: 'a.csv' } }),
    ]);
    for (const refused of refusals) {
      expect(refused.status).toBe(422);
      expect(refused.body.errors?.map(({ path }) => path)).toEqual(['partner_name']);
    }
  });

  it('is refused if it is too long, in user-perceived characters', async () => {
    for (const partner_name of ['😀'.repeat(201), 'x'.repeat(201)]) {
      const refused = await server.call('/partners', { body: { partner_name } });
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: [{ message: 'partner_name is longer than 200 characters.' }] },
      });
    }
  });
});

async function only(name: string): Promise<Partner> {
  const { body } = await server.call<Page<Partner>>(`/partners?partner_name=${encodeURIComponent(name)}`);
  const [partner, ...more] = body.items;
  if (!partner || more.length > 0) throw new Error(`${body.items.length} partners are named ${name}`);
  return partner;
}
