import type { StoryApi } from './story-api.ts';

const PRODUCTS = 'sku,product_name,price,currency,brand\nE2,Buoy,10,EUR,\nE1,Anchor,2,EUR,Zeta\nE3,chain,,,Alpha\n';

/** Files that a group exports have the row order of the descriptor; a download has the order of IDs. */
export async function exportsAreInTheirOrder(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Sorted Exports Inc');
  await api.load(PRODUCTS, { key });
  const described = async (order_by: object) => {
    const columns = [{ target: 'sku', source: 'sku' }];
    const layout = {
      name: 'Layout',
      direction: 'export',
      entity: 'product',
      format: { type: 'csv' },
      columns,
      order_by,
    };
    return (await api.post('/data-descriptors', layout, { key })).body.data_descriptor_id;
  };
  const exported = async (descriptor: string) => {
    const group = { name: 'Group', direction: 'export', descriptors: [descriptor] };
    const { body } = await api.post('/data-groups', group, { key });
    // The names and times of the job and its file differ.
    const asked = await api.post(`/data-groups/${body.data_group_id}/export`, {}, { key });
    const job = `/jobs/${asked.body.job_id}`;
    while ((await api.get(`${job}?wait=5`, { key, unrecorded: true })).body.finished_at === undefined);
    const files = await api.get(`${job}/files`, { key, unrecorded: true });
    return (await api.get(files.body.items[0].url, { key: null, unrecorded: true })).text;
  };
  const orders: [object, string][] = [
    [{ field: 'product_name' }, 'E1 E2 E3'],
    [{ field: 'price', order: 'desc' }, 'E2 E1 E3'],
    [{ field: 'brand' }, 'E3 E1 E2'],
    [{ field: 'product_id', order: 'desc' }, 'E3 E1 E2'],
  ];
  for (const [order_by, expected] of orders) {
    const id = await described(order_by);
    const text = await exported(id);
    const wanted = `sku\n${expected.replaceAll(' ', '\n')}\n`;
    if (text !== wanted) throw new Error(`An export by ${JSON.stringify(order_by)} has ${JSON.stringify(text)}`);
    await api.get(`/data-descriptors/${id}/export`, { key });
  }
}

/** A schedule needs an address that may be called; otherwise the error names the field. */
export async function schedulesNameTheirSources(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Sources Inc');
  const group = { name: 'Group', descriptors: ['builtin:feed'] };
  const { body } = await api.post('/data-groups', group, { key });
  for (const url of [
    'http://erp.example/a.csv',
    'nope',
    'https://me:secret@erp.example/a.csv',
    'https://erp.example:22/',
  ]) {
    const json = { cron: '0 3 * * *', timezone: 'UTC', source: { type: 'https', url } };
    await api.call('PUT', `/data-groups/${body.data_group_id}/schedule`, { key, json });
  }
}
