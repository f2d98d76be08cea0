// The product file of an ERP: described by a proposal, previewed, imported, exported for a shop, and undone.

import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Quay Lamps';
const lamps = 'sku,product_name,price,currency\nQL-1,Anchor Lamp,80.00,EUR\n';
const { feed } = await client.feeds.ingest({ partner_name, file: new File([lamps], 'lamps.csv') });
const { partner_id } = feed;

const articles = `Artikelnummer;Bezeichnung;Preis;Bestand
QL-1;Ankerleuchte;1.299,50 €;3
QL-2;Bojenleuchte;59,90 €;0
QL-3;Pollerleuchte;gratis;5
`;
// The beginning of a file is enough for a proposal. It is a guess: have a person check it.
const { definition } = await client.dataDescriptors.detect({ file_name: 'artikel_mai.csv', sample: articles });
console.log(`Columns: ${definition.columns.map(({ target }) => target).join(', ')}`);

// A preview shows what an import would do, without writing anything.
const preview = await client.dataDescriptors.previewDefinition({ partner_id, definition, sample: articles });
for (const { line, outcome, values } of preview.rows) console.log(`line ${line} would be ${outcome}: ${values.sku}`);

// A group accepts all future files. It can have several descriptors, which are selected by file name.
const { data_descriptor_id } = await client.dataDescriptors.create({ partner_id, ...definition });
const erp = await client.dataGroups.create({ partner_id, name: 'ERP', descriptors: [data_descriptor_id] });
const file = new File([articles], 'artikel_mai.csv');
const { job, errors } = await client.dataGroups.importFile(erp.data_group_id, { file });
console.log(job.message);
for await (const { line, message } of errors) console.log(`line ${line}: ${message}`);

// The same catalogue for a shop, in the shop's layout.
const forShop = await client.dataDescriptors.create({
  partner_id,
  direction: 'export',
  name: 'Stock for the shop',
  entity: 'availability',
  format: { type: 'csv' },
  file_name_pattern: 'stock_*.csv',
  columns: [
    { target: 'sku', source: 'id' },
    { target: 'availability', source: 'state' },
  ],
});
const shop = await client.dataGroups.create({
  partner_id,
  direction: 'export',
  name: 'Shop',
  descriptors: [forShop.data_descriptor_id],
});
const { files } = await client.dataGroups.exportFiles(shop.data_group_id);
for (const written of files) {
  const response = await client.dataGroups.downloadExport(written);
  console.log((await response.text()).trimEnd());
}

// An import can be undone, except for values that have changed since.
const undo = await client.jobs.undo(job.job_id);
console.log((await client.jobs.waitForJob(undo.job_id)).message);
const { items } = await client.products.list({ partner_name, sku: 'QL-1' });
console.log(`QL-1 is ${items[0]?.product_name} for ${items[0]?.price} ${items[0]?.currency} again.`);
