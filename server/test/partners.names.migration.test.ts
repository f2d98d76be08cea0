import type { Page, Partner } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { atEnd } from './support/at-end.ts';
import { freshEnvironment, TestServer } from './support/server.ts';

/** More partners than the migration reads in one step. */
const MANY = 2_500;

/** Reverts a database to the version without name keys, and fills it as that version did. */
const BEFORE = `
  alter table partner drop column name_key;
  create unique index partner_name_key on partner (lower(name));
  delete from migration where name = '20261128120000_partner_name_keys';
  insert into partner (name, status, created_at, updated_at)
    select 'Partner ' || n, 'active', now(), now() from generate_series(1, ${MANY}) n;
  insert into partner (name, status, created_at, updated_at)
    select name, 'active', now(), now()
    from unnest(array['ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'Acme Corp', 'Acme Corp.', E'Acme\\u00a0Corp', 'İstanbul', '...']) name`;

it('finds partners of an older version by name; of two that are equal now, the older one', async () => {
  const environment = await freshEnvironment();
  const start = async () =>
    new TestServer(await startServer(readConfig(environment), createLogger('silent')), environment);
  const before = await start();
  await before.pool.query(BEFORE);
  await before.stop();

  const server = await start();
  atEnd(() => server.stop());
  const named = async (name: string) =>
    (await server.call<Page<Partner>>(`/partners?partner_name=${encodeURIComponent(name)}`)).body.items;
  for (const name of ['partner 1', `PARTNER ${MANY}`, 'αφοι παπαδοπουλος', 'İSTANBUL', '...']) {
    expect(await named(name), name).toHaveLength(1);
  }
  for (const name of ['acme corp', 'Acme Corp.', 'Acme\u00A0Corp']) {
    expect((await named(name)).map(({ partner_name }) => partner_name)).toEqual(['Acme Corp']);
  }

  const { body } = await server.call<Page<Partner>>('/partners?limit=10');
  const later = body.items.find((partner) => partner.partner_name === 'Acme Corp.');
  const patch = (changes: object) =>
    server.call<Partner>(`/partners/${later?.partner_id}`, { method: 'PATCH', body: changes });
  expect((await patch({ partner_name: 'Acme Corp.', feed_type: 'catalog' })).status).toBe(200);
  expect((await patch({ partner_name: 'Acme Corp' })).body).toMatchObject({ code: 'partner_name_taken' });
  expect((await patch({ partner_name: 'Acme Two' })).status).toBe(200);
  expect((await named('ACME TWO')).map(({ partner_id }) => partner_id)).toEqual([later?.partner_id]);
});
