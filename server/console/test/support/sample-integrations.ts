import type { CommerceClient } from '@commerce-integration/sdk';

/** What a shop is connected with: the files of an ERP that are imported, with one row that is wrong. */
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
    descriptors: [products.data_descriptor_id, prices.data_descriptor_id],
  });
  const data =
    'Artikelnummer;Bezeichnung;Preis;Lager;Masse\nAC-3001;Lantern;1.049,90;ja;20 x 30\nAC-3002;Stove;teuer;nein;\n';
  const file = new File([data], 'artikel-2026-11.csv', { type: 'text/csv' });
  const { job_id } = await client.dataGroups.import(data_group_id, { file });
  await client.jobs.waitForJob(job_id);
  return { importJobId: job_id };
}

/** Two exporters in a chain, of which the first needs a person, and a feed of a courier. */
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
