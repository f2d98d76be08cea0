import type { CommerceClient } from '@commerce-integration/sdk';

/** The integrations of a shop: imported files of an ERP, with one invalid row, and its categories. */
export async function fillImports(client: CommerceClient, partner_id: string): Promise<{ importJobId: string }> {
  const products = await client.dataDescriptors.create({
    partner_id,
    name: 'Articles of the ERP',
    entity: 'product',
    file_name_pattern: 'artikel*.csv',
    format: { type: 'csv', encoding: 'windows-1252', delimiter: ';' },
    columns: [
      { target: 'sku', source: 'Artikelnummer', required: true },
      { target: 'product_name', source: 'Bezeichnung' },
      { target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',', thousands_separator: '.' },
      { target: 'currency', constant: 'EUR' },
      { target: 'availability', source: 'Lager', map: { ja: 'in_stock', nein: 'out_of_stock', '*': null } },
      { target: 'attributes.size', source: 'Masse', extract: '(\\d+) x (\\d+)', template: '$1/$2' },
    ],
  });
  const categories = await client.dataDescriptors.create({
    partner_id,
    name: 'Categories of the ERP',
    entity: 'category',
    file_name_pattern: 'warengruppen*.csv',
    format: { type: 'csv' },
    columns: [
      { target: 'code', source: 'code' },
      { target: 'name', source: 'name' },
      { target: 'parent_code', source: 'parent' },
    ],
  });
  const prices = await client.dataDescriptors.create({
    partner_id,
    name: 'Price lists of the ERP',
    entity: 'price',
    file_name_pattern: 'preise*.csv',
    format: { type: 'csv' },
    columns: [
      { target: 'sku', source: 'sku' },
      { target: 'price', source: 'price', type: 'decimal' },
      { target: 'currency', source: 'currency' },
    ],
  });
  const { data_group_id } = await client.dataGroups.create({
    partner_id,
    name: 'ERP, nightly',
    descriptors: [products, prices, categories].map(({ data_descriptor_id }) => data_descriptor_id),
  });
  const tree = new File(['code,name,parent\ncamp,Camping,\nlight,Lamps,camp\n'], 'warengruppen.csv', {
    type: 'text/csv',
  });
  const { job_id: treeJobId } = await client.dataGroups.import(data_group_id, { file: tree });
  await client.jobs.waitForJob(treeJobId);
  const data =
    'Artikelnummer;Bezeichnung;Preis;Lager;Masse\nAC-3001;Lantern;1.049,90;ja;20 x 30\nAC-3002;Stove;teuer;nein;\n';
  const file = new File([data], 'artikel-2026-11.csv', { type: 'text/csv' });
  const { job_id } = await client.dataGroups.import(data_group_id, { file });
  await client.jobs.waitForJob(job_id);
  return { importJobId: job_id };
}

/**
 * The files that a shop gets every night.
 *
 * @returns a completed export of them
 */
export async function fillExports(client: CommerceClient, partner_id: string): Promise<{ exportJobId: string }> {
  const { data_descriptor_id } = await client.dataDescriptors.create({
    partner_id,
    direction: 'export',
    name: 'Products for the shop',
    entity: 'product',
    file_name_pattern: 'products_*.csv',
    format: { type: 'csv', delimiter: ';' },
    columns: [
      { target: 'sku', source: 'SKU' },
      { target: 'product_name', source: 'Name' },
      { target: 'price', source: 'Price', type: 'decimal', decimal_separator: ',' },
    ],
  });
  const { data_group_id } = await client.dataGroups.create({
    partner_id,
    direction: 'export',
    name: 'Shop, nightly',
    descriptors: [data_descriptor_id],
  });
  const { job } = await client.dataGroups.exportFiles(data_group_id);
  return { exportJobId: job.job_id };
}

/** Two exporters in a chain, the first of which needs approval, and a feed of a courier. */
export async function fillExporters(client: CommerceClient, partner_id: string): Promise<void> {
  const of = { when: { flag: 'to_fulfilment', partner_id } };
  await client.orderExporters.create({ ...of, name: 'Warehouse', kind: 'manual', next_flag: 'to_erp' });
  await client.orderExporters.create({
    name: 'ERP, hourly file',
    kind: 's3_file',
    format: 'csv',
    when: { flag: 'to_erp', partner_id },
    target: { file_name: 'orders-{date}-{number}.csv' },
  });
  await client.orderUpdateFeeds.create({
    partner_id,
    name: 'Courier notices',
    carrier: 'DHL',
    authentication: 'hmac',
    mapping: {
      each: 'events',
      fields: { delivery_id: 'reference', status: 'code', occurred_at: 'time', tracking_number: 'parcel.number' },
      statuses: { DELIVERED: 'delivered', TRANSIT: 'shipped', INFO: null },
    },
  });
}
