import type { CommerceClient, Product } from '@commerce-integration/sdk';

/** A typical shop: several partners, mostly successful data, and some failures. */
export interface SampleShop {
  products: Product[];
  orderIds: string[];
  failedFeedId: string;
  webhookId: string;
}

const HEADER = 'sku,product_name,description,brand,category,price,currency,availability,color,material,weight_g\n';

const ACME: readonly string[][] = [
  [
    'AC-1001',
    'Canvas Tote Bag',
    'Heavy cotton canvas with an inside pocket',
    'Fieldway',
    'Bags',
    '49.99',
    'in_stock',
    'natural',
    'cotton',
    '420',
  ],
  [
    'AC-1002',
    'Enamel Camp Mug',
    'Holds 350 ml, safe on an open fire',
    'Fieldway',
    'Kitchen',
    '14.50',
    'in_stock',
    'white',
    'steel',
    '165',
  ],
  [
    'AC-1003',
    'Wool Hiking Socks',
    'Merino blend with a padded sole',
    'Northpeak',
    'Clothing',
    '24.00',
    'in_stock',
    'grey',
    'merino',
    '90',
  ],
  [
    'AC-1004',
    'LED Head Torch',
    '400 lumens, rechargeable',
    'Brightline',
    'Outdoor',
    '39.95',
    'out_of_stock',
    'black',
    'aluminium',
    '86',
  ],
  [
    'AC-1005',
    'Folding Saw',
    'Hardened steel, 21 cm blade',
    'Fieldway',
    'Tools',
    '32.00',
    'in_stock',
    'green',
    'steel',
    '240',
  ],
  [
    'AC-1006',
    'Down Sleeping Bag',
    'Comfortable to minus 5 °C',
    'Northpeak',
    'Outdoor',
    '289.00',
    'preorder',
    'blue',
    'down',
    '980',
  ],
  [
    'AC-1007',
    'Trail Running Vest',
    'Two soft flasks of 500 ml',
    'Northpeak',
    'Clothing',
    '119.00',
    'in_stock',
    'red',
    'nylon',
    '210',
  ],
  [
    'AC-1008',
    'Titanium Spork',
    'One piece, polished bowl',
    'Brightline',
    'Kitchen',
    '12.90',
    'backorder',
    'silver',
    'titanium',
    '18',
  ],
];

/** One feed of the rows. */
function feed(rows: readonly string[][]): string {
  const lines = rows.map(([sku, name, about, brand, category, price, availability, ...rest]) =>
    [sku, name, `"${about}"`, brand, category, price, 'USD', availability, ...rest].join(','),
  );
  return `${HEADER}${lines.join('\n')}\n`;
}

const NORTHWIND = `sku;product_name;brand;category;price;currency;availability\n${[
  'NW-01;Aeron Desk Lamp;Lumen;Lighting;89,00;EUR;in_stock',
  'NW-02;Oak Side Table;Holm;Furniture;149,00;EUR;in_stock',
  'NW-03;Linen Curtain;Holm;Textiles;59,90;EUR;in_stock',
  'NW-04;Wall Clock;Lumen;Decoration;39,00;EUR;in_stock',
]
  .join('\n')
  .replaceAll(/(\d),(\d\d);/g, '$1.$2;')}\n`;

/** Four rows, three of which have errors. */
export const WRONG_ROWS = `sku,product_name,brand,category,price,currency,availability
AC-2001,Hammock,Fieldway,Outdoor,89.00,USD,in stock
AC-2002,,Fieldway,Outdoor,19.00,USD,in stock
AC-2003,Two-Person Tent,Northpeak,Outdoor,"1,299.00",USD,in stock
AC-2004,Camp Stove,Brightline,Kitchen,79.999,USD,maybe
`;

/** The same rows, corrected. */
export const RIGHT_ROWS = `sku,product_name,brand,category,price,currency,availability
AC-2001,Hammock,Fieldway,Outdoor,89.00,USD,in stock
AC-2002,Tent Pegs,Fieldway,Outdoor,19.00,USD,in stock
AC-2003,Two-Person Tent,Northpeak,Outdoor,1299.00,USD,in stock
AC-2004,Camp Stove,Brightline,Kitchen,79.99,USD,in stock
`;

const csv = (name: string, text: string) => new File([text], name, { type: 'text/csv' });

/**
 * Fills a shop through the API.
 *
 * @param receivers webhooks that respond, and one that does not
 */
export async function fillShop(client: CommerceClient, receivers: { good: string; bad: string }): Promise<SampleShop> {
  const load = (partner_name: string, name: string, text: string) =>
    client.feeds.ingest({ partner_name, file: csv(name, text) }, { throwOnFailure: false });
  const first = await load('Acme Corp', 'acme-spring.csv', feed(ACME));
  await load(
    'Acme Corp',
    'acme-spring-prices.csv',
    feed(ACME.map((row) => row.with(5, (Number(row[5]) * 0.9).toFixed(2)))),
  );
  await load('Acme Corp', 'acme-summer.csv', feed(ACME.map((row) => row.with(5, (Number(row[5]) * 1.1).toFixed(2)))));
  await load('Northwind Supply', 'northwind_2026-11.csv', NORTHWIND);
  const failed = await client.feeds.ingest(
    { partner_name: 'Acme Corp', file: csv('acme-autumn.csv', WRONG_ROWS), max_error_ratio: 0.2 },
    { throwOnFailure: false },
  );
  await client.partners.create({ partner_name: 'Kestrel Outdoor', contact_email: 'integration@kestrel.example' });
  const { items: products } = await client.products.list({ partner_name: 'Acme Corp', limit: 100 });
  const partnerId = first.feed.partner_id;
  await fillChannels(client, partnerId, products);
  const webhookId = await fillWebhooks(client, partnerId, receivers);
  const orderIds = await fillOrders(client, products);
  return { products, orderIds, failedFeedId: failed.feed.feed_id, webhookId };
}

async function fillChannels(client: CommerceClient, partner_id: string, products: readonly Product[]): Promise<void> {
  const channel = { partner_id, name: 'Web shop', type: 'WEB_SALES_CHANNEL', external_id: 'shop-eu' } as const;
  const { sales_channel_id } = await client.salesChannels.create(channel);
  await client.salesChannels.create({ partner_id, name: 'Flagship store', type: 'POS_SALES_CHANNEL' });
  const [bag] = products;
  if (!bag) return;
  await client.products.setPriceList(bag.product_id, {
    sales_channel_id,
    price_list: [
      { valid_from: '2026-01-01T00:00:00Z', price: 44.99, currency: 'USD' },
      { valid_from: '2035-01-01T00:00:00Z', price: 39.99, currency: 'USD' },
    ],
  });
}

async function fillWebhooks(
  client: CommerceClient,
  partner_id: string,
  { good, bad }: { good: string; bad: string },
): Promise<string> {
  await client.webhooks.create({ partner_id, url: good, events: ['*'], description: 'ERP, production' });
  const failing = await client.webhooks.create({
    partner_id,
    url: bad,
    events: ['order.created'],
    description: 'Warehouse',
  });
  return failing.webhook_id;
}

async function fillOrders(client: CommerceClient, products: readonly Product[]): Promise<string[]> {
  const customer = await client.customers.create({
    first_name: 'Maria',
    last_name: 'Lindqvist',
    email: 'maria.lindqvist@example.com',
    phone: '+46 8 555 010 01',
  });
  const address = await client.customers.createAddress(customer.customer_id, {
    address_line1: 'Storgatan 12',
    city: 'Stockholm',
    state: 'Stockholm',
    postal_code: '111 23',
    country: 'SE',
  });
  const sellable = products.filter(({ availability }) => availability === 'in_stock');
  const orderIds: string[] = [];
  for (const [index, product] of sellable.entries()) {
    const items = [{ product_id: product.product_id, quantity: index + 1 }];
    const [second] = sellable.slice(index + 1);
    if (second) items.push({ product_id: second.product_id, quantity: 1 });
    const whose = { customer_id: customer.customer_id, shipping_address_id: address.address_id };
    const order = await client.orders.create({
      partner_name: 'Acme Corp',
      customer_reference: `WEB-${4_711 + index}`,
      items,
      ...whose,
    });
    orderIds.push(order.order_id);
  }
  return orderIds;
}
