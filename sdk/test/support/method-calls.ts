import { contract } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import type { CommerceClient, CreateDataDescriptorFields } from '../../src/index.ts';
import { clientOf } from './fake-api.ts';

const person = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };
const address = { address_line1: '1 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' };
const part = { order_item_id: 'OI00001', quantity: 1 };
const descriptor: CreateDataDescriptorFields = {
  name: 'Stock',
  entity: 'availability',
  format: { type: 'csv' },
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
};
const file = new File(['sku,product_name\n'], 'a.csv');

/** Every method of every resource that calls an endpoint, called once. */
export const METHOD_CALLS: Record<string, (client: CommerceClient) => PromiseLike<unknown>> = {
  'partners.create': ({ partners }) => partners.create({ partner_name: 'Acme' }),
  'partners.list': ({ partners }) => partners.list(),
  'partners.get': ({ partners }) => partners.get('PT00001'),
  'partners.update': ({ partners }) => partners.update('PT00001', { status: 'paused' }),
  'partners.createApiKey': ({ partners }) => partners.createApiKey('PT00001', { name: 'a' }),
  'partners.listApiKeys': ({ partners }) => partners.listApiKeys('PT00001'),
  'partners.revokeApiKey': ({ partners }) => partners.revokeApiKey('PT00001', 'AK00001'),
  'feeds.upload': ({ feeds }) => feeds.upload({ file }),
  'feeds.createUploadUrl': ({ feeds }) => feeds.createUploadUrl({ file_name: 'a.csv' }),
  'feeds.completeUpload': ({ feeds }) => feeds.completeUpload('FD00001'),
  'feeds.list': ({ feeds }) => feeds.list(),
  'feeds.get': ({ feeds }) => feeds.get('FD00001'),
  'feeds.downloadFile': ({ feeds }) => feeds.downloadFile('FD00001'),
  'feeds.downloadErrors': ({ feeds }) => feeds.downloadErrors('JV00001'),
  'jobs.list': ({ jobs }) => jobs.list(),
  'jobs.get': ({ jobs }) => jobs.get('JV00001'),
  'jobs.run': ({ jobs }) => jobs.run('JV00001'),
  'jobs.cancel': ({ jobs }) => jobs.cancel('JV00001'),
  'jobs.undo': ({ jobs }) => jobs.undo('JV00001'),
  'jobs.listErrors': ({ jobs }) => jobs.listErrors('JV00001'),
  'jobs.downloadErrors': ({ jobs }) => jobs.downloadErrors('JV00001'),
  'jobs.listChanges': ({ jobs }) => jobs.listChanges('JV00001'),
  'products.list': ({ products }) => products.list(),
  'products.get': ({ products }) => products.get('PR00001'),
  'products.listByFeed': ({ products }) => products.listByFeed('FD00001'),
  'products.listHistory': ({ products }) => products.listHistory('PR00001'),
  'products.export': ({ products }) => products.export(),
  'products.getPrice': ({ products }) => products.getPrice('PR00001', { at: '2026-05-01T00:00:00Z' }),
  'products.setPriceList': ({ products }) => products.setPriceList('PR00001', { price_list: [] }),
  'products.listPriceListHistory': ({ products }) => products.listPriceListHistory('PR00001'),
  'categories.list': ({ categories }) => categories.list(),
  'categories.get': ({ categories }) => categories.get('CT00001'),
  'salesChannels.create': ({ salesChannels }) => salesChannels.create({ name: 'Web', type: 'WEB_SALES_CHANNEL' }),
  'salesChannels.list': ({ salesChannels }) => salesChannels.list(),
  'salesChannels.get': ({ salesChannels }) => salesChannels.get('SC00001'),
  'salesChannels.update': ({ salesChannels }) => salesChannels.update('SC00001', { name: 'Shop' }),
  'batches.createUploadUrl': ({ batches }) => batches.createUploadUrl('PT00001'),
  'batches.create': ({ batches }) => batches.create('PT00001', 'product-updates', { upload_id: 'UP00001' }),
  'batches.list': ({ batches }) => batches.list('PT00001'),
  'batches.get': ({ batches }) => batches.get('PT00001', 'OB00001'),
  'batches.listOperations': ({ batches }) => batches.listOperations('PT00001', 'OB00001'),
  'dataGroups.downloadErrors': ({ dataGroups }) => dataGroups.downloadErrors('JI00001'),
  'batches.downloadErrors': ({ batches }) => batches.downloadErrors('PT00001', 'OB00001'),
  'batches.cancel': ({ batches }) => batches.cancel('PT00001', 'OB00001'),
  'batches.retryFailed': ({ batches }) => batches.retryFailed('PT00001', 'OB00001'),
  'orders.create': ({ orders }) => orders.create({ items: [{ product_id: 'PR00001', quantity: 1 }] }),
  'orders.list': ({ orders }) => orders.list(),
  'orders.get': ({ orders }) => orders.get('OR00001'),
  'orders.listByCustomer': ({ orders }) => orders.listByCustomer('CU00001'),
  'orders.transition': ({ orders }) => orders.transition('OR00001', { to: 'in_progress' }),
  'orders.ship': ({ orders }) => orders.ship('OR00001'),
  'orders.cancel': ({ orders }) => orders.cancel('OR00001', { items: [part] }),
  'orders.return': ({ orders }) => orders.return('OR00001', { items: [part] }),
  'orders.block': ({ orders }) => orders.block('OR00001'),
  'orders.unblock': ({ orders }) => orders.unblock('OR00001'),
  'orders.listHistory': ({ orders }) => orders.listHistory('OR00001'),
  'orders.createDelivery': ({ orders }) => orders.createDelivery('OR00001', { items: [part] }),
  'orders.getDelivery': ({ orders }) => orders.getDelivery('DL00001'),
  'orders.updateDelivery': ({ orders }) => orders.updateDelivery('DL00001', { status: 'packing' }),
  'orderExporters.create': ({ orderExporters }) =>
    orderExporters.create({ name: 'ERP', kind: 'manual', when: { flag: 'to_erp' } }),
  'orderExporters.list': ({ orderExporters }) => orderExporters.list(),
  'orderExporters.get': ({ orderExporters }) => orderExporters.get('OX00001'),
  'orderExporters.update': ({ orderExporters }) => orderExporters.update('OX00001', { enabled: false }),
  'orderExporters.delete': ({ orderExporters }) => orderExporters.delete('OX00001'),
  'orderExporters.rotateSecret': ({ orderExporters }) => orderExporters.rotateSecret('OX00001'),
  'orderExporters.getFlags': ({ orderExporters }) => orderExporters.getFlags(),
  'orderExporters.setFlags': ({ orderExporters }) => orderExporters.setFlags({ flags: [] }),
  'orderExports.list': ({ orderExports }) => orderExports.list(),
  'orderExports.get': ({ orderExports }) => orderExports.get('OE00001'),
  'orderExports.approve': ({ orderExports }) => orderExports.approve('OE00001'),
  'orderExports.reject': ({ orderExports }) => orderExports.reject('OE00001', { reason: 'Wrong address' }),
  'orderExports.retry': ({ orderExports }) => orderExports.retry('OE00001'),
  'orderExports.replay': ({ orderExports }) => orderExports.replay({ exporter_id: 'OX00001' }),
  'customers.create': ({ customers }) => customers.create(person),
  'customers.list': ({ customers }) => customers.list(),
  'customers.get': ({ customers }) => customers.get('CU00001'),
  'customers.delete': ({ customers }) => customers.delete('CU00001'),
  'customers.deleteMany': ({ customers }) => customers.deleteMany({ customer_ids: ['CU00001'] }),
  'customers.createAddress': ({ customers }) => customers.createAddress('CU00001', address),
  'customers.getAddress': ({ customers }) => customers.getAddress('AD00001'),
  'analytics.salesByPartner': ({ analytics }) => analytics.salesByPartner(),
  'analytics.salesOverTime': ({ analytics }) => analytics.salesOverTime({ granularity: 'weekly' }),
  'analytics.topProducts': ({ analytics }) => analytics.topProducts({ by: 'units', limit: 5 }),
  'analytics.revenueShare': ({ analytics }) => analytics.revenueShare({ currency: 'EUR' }),
  'analytics.feeds': ({ analytics }) => analytics.feeds({ from: '2026-04-01', timezone: 'Europe/Paris' }),
  'events.list': ({ events }) => events.list(),
  'events.get': ({ events }) => events.get('EV00001'),
  'events.stream': ({ events }) => events.stream()[Symbol.asyncIterator]().next(),
  'orderUpdates.send': ({ orderUpdates }) =>
    orderUpdates.send({
      updates: [{ update_id: 'U-1', order_id: 'OR00001', status: 'shipped', occurred_at: '2026-04-08T12:00:00Z' }],
    }),
  'orderUpdates.list': ({ orderUpdates }) => orderUpdates.list(),
  'orderUpdates.get': ({ orderUpdates }) => orderUpdates.get('OU00001'),
  'orderUpdates.retry': ({ orderUpdates }) => orderUpdates.retry('OU00001'),
  'orderUpdates.dismiss': ({ orderUpdates }) => orderUpdates.dismiss('OU00001'),
  'orderUpdateFeeds.create': ({ orderUpdateFeeds }) =>
    orderUpdateFeeds.create({
      name: 'Courier',
      authentication: 'token',
      mapping: { fields: { order_id: 'order', status: 'code' }, statuses: { SENT: 'shipped' } },
    }),
  'orderUpdateFeeds.list': ({ orderUpdateFeeds }) => orderUpdateFeeds.list(),
  'orderUpdateFeeds.get': ({ orderUpdateFeeds }) => orderUpdateFeeds.get('OF00001'),
  'orderUpdateFeeds.update': ({ orderUpdateFeeds }) => orderUpdateFeeds.update('OF00001', { name: 'Courier' }),
  'orderUpdateFeeds.rotateSecret': ({ orderUpdateFeeds }) => orderUpdateFeeds.rotateSecret('OF00001'),
  'orderUpdateFeeds.delete': ({ orderUpdateFeeds }) => orderUpdateFeeds.delete('OF00001'),
  'orderUpdateFeeds.push': ({ orderUpdateFeeds }) => orderUpdateFeeds.push('OF00001', { code: 'SENT' }, 'ofsec_x'),
  'dataDescriptors.create': ({ dataDescriptors }) => dataDescriptors.create(descriptor),
  'dataDescriptors.list': ({ dataDescriptors }) => dataDescriptors.list(),
  'dataDescriptors.builtIn': ({ dataDescriptors }) => dataDescriptors.builtIn(),
  'dataDescriptors.get': ({ dataDescriptors }) => dataDescriptors.get('DD00001', { version: 1 }),
  'dataDescriptors.update': ({ dataDescriptors }) => dataDescriptors.update('DD00001', { name: 'a' }),
  'dataDescriptors.delete': ({ dataDescriptors }) => dataDescriptors.delete('DD00001'),
  'dataDescriptors.preview': ({ dataDescriptors }) => dataDescriptors.preview('DD00001', { sample: 'sku\nA\n' }),
  'dataDescriptors.previewDefinition': ({ dataDescriptors }) =>
    dataDescriptors.previewDefinition({ definition: descriptor, sample: 'sku\nA\n' }),
  'dataDescriptors.detect': ({ dataDescriptors }) => dataDescriptors.detect({ sample: 'sku,price\nA,5\n' }),
  'dataDescriptors.export': ({ dataDescriptors }) => dataDescriptors.export('DD00001'),
  'dataDescriptors.sample': ({ dataDescriptors }) => dataDescriptors.sample('DD00001'),
  'dataGroups.create': ({ dataGroups }) => dataGroups.create({ name: 'a', descriptors: ['DD00001'] }),
  'dataGroups.list': ({ dataGroups }) => dataGroups.list(),
  'dataGroups.get': ({ dataGroups }) => dataGroups.get('DG00001'),
  'dataGroups.update': ({ dataGroups }) => dataGroups.update('DG00001', { name: 'a' }),
  'dataGroups.delete': ({ dataGroups }) => dataGroups.delete('DG00001'),
  'dataGroups.import': ({ dataGroups }) => dataGroups.import('DG00001', { file }),
  'dataGroups.export': ({ dataGroups }) => dataGroups.export('DG00001'),
  'dataGroups.listExportFiles': ({ dataGroups }) => dataGroups.listExportFiles('JE00001'),
  'dataGroups.templates': ({ dataGroups }) => dataGroups.templates('DG00001'),
  'schedules.list': ({ schedules }) => schedules.list(),
  'schedules.get': ({ schedules }) => schedules.get('DG00001'),
  'schedules.set': ({ schedules }) =>
    schedules.set('DG00001', { cron: '0 6 * * *', source: { type: 'bucket', prefix: 'erp' } }),
  'schedules.delete': ({ schedules }) => schedules.delete('DG00001'),
  'schedules.pause': ({ schedules }) => schedules.pause('DG00001'),
  'schedules.resume': ({ schedules }) => schedules.resume('DG00001'),
  'schedules.run': ({ schedules }) => schedules.run('DG00001'),
  'schedules.listRuns': ({ schedules }) => schedules.listRuns('DG00001'),
  'webhooks.create': ({ webhooks }) => webhooks.create({ url: 'https://partner.example/hooks', events: ['*'] }),
  'webhooks.list': ({ webhooks }) => webhooks.list(),
  'webhooks.get': ({ webhooks }) => webhooks.get('WH00001'),
  'webhooks.update': ({ webhooks }) => webhooks.update('WH00001', { status: 'disabled' }),
  'webhooks.delete': ({ webhooks }) => webhooks.delete('WH00001'),
  'webhooks.rotateSecret': ({ webhooks }) => webhooks.rotateSecret('WH00001'),
  'webhooks.test': ({ webhooks }) => webhooks.test('WH00001'),
  'webhooks.recover': ({ webhooks }) => webhooks.recover('WH00001', { since: '2026-04-06T00:00:00Z' }),
  'webhooks.replay': ({ webhooks }) => webhooks.replay('WH00001', { event_ids: ['EV00001'] }),
  'webhookDeliveries.list': ({ webhookDeliveries }) => webhookDeliveries.list(),
  'webhookDeliveries.get': ({ webhookDeliveries }) => webhookDeliveries.get('WD00001'),
  'webhookDeliveries.redeliver': ({ webhookDeliveries }) => webhookDeliveries.redeliver('WD00001'),
  'webhookDeliveries.redeliverMany': ({ webhookDeliveries }) =>
    webhookDeliveries.redeliverMany({ webhook_id: 'WH00001' }),
  'console.createSession': ({ console }) => console.createSession({ api_key: 'key' }),
  'console.getSession': ({ console }) => console.getSession(),
  'console.deleteSession': ({ console }) => console.deleteSession(),
  'console.search': ({ console }) => console.search({ q: 'PR00001' }),
  'console.overview': ({ console }) => console.overview(),
  'service.index': ({ service }) => service.index(),
  'service.health': ({ service }) => service.health(),
  'service.ready': ({ service }) => service.ready(),
  'service.me': ({ service }) => service.me(),
  'service.limits': ({ service }) => service.limits(),
  'service.metrics': ({ service }) => service.metrics(),
  'service.openApi': ({ service }) => service.openApi(),
};

/** Every endpoint of the contract, by its name. */
export const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));

/** The names of the endpoints that a call of a method reaches. */
export async function endpointOf(call: (client: CommerceClient) => PromiseLike<unknown>): Promise<string[]> {
  const { client, seen } = clientOf(() => new Response('{}', { status: 418 }), { maxRetries: 0 });
  await call(client).then(undefined, () => undefined);
  return seen.flatMap(({ method, url }) =>
    routes
      .filter(([, route]) => route.method === method && pathPattern(route.path).test(url.pathname))
      .map(([name]) => name),
  );
}

function pathPattern(path: string): RegExp {
  const named = path.replaceAll('.', '\\.').replace(':batch_type', '[a-z-]+').replace(/:\w+/g, '[A-Z]{2}\\d+');
  return new RegExp(`^${named}$`);
}
