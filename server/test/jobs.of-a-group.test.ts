import type { Job, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

it('lists jobs of a data group, only with its other conditions', async () => {
  const owner = await server.partner('Acme Corp');
  const imports = new Imports(server, owner);
  await server.load('sku,product_name\nA,One\n', { key: owner.key, fields: {} });
  const columns = [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ];
  const groups = [await imports.group([{ entity: 'availability', columns }])];
  groups.push(await imports.group([{ entity: 'availability', columns }]));
  const ran: string[] = [];
  for (const { data_group_id } of groups)
    ran.push((await imports.run(data_group_id, 'a.csv', 'sku,state\nA,in stock\n')).job.job_id);
  const listed = async (query: string, key = owner.key) =>
    (await server.call<Page<Job>>(`/jobs?${query}`, { key })).body.items.map(({ job_id }) => job_id);
  const [first, second] = groups.map(({ data_group_id }) => `data_group_id=${data_group_id}`);
  expect(await listed(`${first}`)).toEqual([ran[0]]);
  expect(await listed(`${second}&job_type=import`)).toEqual([ran[1]]);
  expect(await listed(`${second}&job_type=validation`)).toEqual([]);
  expect(await listed(`${first}&feed_id=FD00001`)).toEqual([]);
  const other = await server.partner('Other Ltd');
  expect(await listed(`${first}`, other.key)).toEqual([]);
});
