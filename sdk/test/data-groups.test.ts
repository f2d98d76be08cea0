import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';

let server: FreshServer;
let client: CommerceClient;
let partner_id: string;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: server.url });
  partner_id = (await client.partners.create({ partner_name: 'Acme' })).partner_id;
}, 60_000);
afterAll(() => server.stop());

describe('dataGroups.importFile', () => {
  it('waits for the import, and returns the result of each file and the rejected rows', async () => {
    const group = await client.dataGroups.create({ partner_id, name: 'In', descriptors: ['builtin:feed'] });
    const file = new File(['sku,product_name\nL-1,Anchor\nL-2,\n'], 'lamps.csv');
    const { job, files, errors } = await client.dataGroups.importFile(group.data_group_id, { file });
    expect(job.status).toBe('completed');
    expect(files).toMatchObject([{ file_name: 'lamps.csv', status: 'completed', inserted: 1, skipped: 1 }]);
    expect((await errors).items).toMatchObject([{ file_name: 'lamps.csv', line: 3, column: 'product_name' }]);
  });

  it('returns the cause if a file was not imported', async () => {
    const group = await client.dataGroups.create({ partner_id, name: 'In', descriptors: ['builtin:feed'] });
    const file = new File(['sku,colour\nL-1,red\n'], 'lamps.csv');
    const { files } = await client.dataGroups.importFile(group.data_group_id, { file });
    expect(files).toMatchObject([{ status: 'failed', error: expect.stringContaining('product_name') }]);
  });
});

describe('invalid options', () => {
  it('are refused before anything is imported or exported', async () => {
    const input = await client.dataGroups.create({ partner_id, name: 'In', descriptors: ['builtin:feed'] });
    const output = await client.dataDescriptors.create({
      partner_id,
      direction: 'export',
      name: 'Lamps',
      entity: 'product',
      format: { type: 'csv' },
      columns: [{ target: 'sku', source: 'SKU' }],
    });
    const descriptors = [output.data_descriptor_id];
    const out = await client.dataGroups.create({ partner_id, direction: 'export', name: 'Out', descriptors });
    const before = await client.jobs.list().toArray({ limit: 100 });
    const file = new File(['sku,product_name\nL-9,Deck\n'], 'lamps.csv');
    const options = { timeoutMs: -1 };
    await expect(client.dataGroups.importFile(input.data_group_id, { file }, options)).rejects.toThrow(TypeError);
    await expect(client.dataGroups.exportFiles(out.data_group_id, {}, options)).rejects.toThrow(TypeError);
    expect(await client.jobs.list().toArray({ limit: 100 })).toHaveLength(before.length);
  });
});
