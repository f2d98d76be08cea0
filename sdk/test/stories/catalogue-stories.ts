import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const SORTS = ['product_id', 'created_at', 'updated_at', 'price', 'product_name', 'brand', 'category'];

const PRODUCTS = `sku,product_name,brand,category,price,currency,availability
L01,apple,Zeta,Fruit,3,USD,1
L02,Apple,,Fruit,12.5,USD,0
L03,Äpfel,Acme,,3.00,EUR,1
L04,Zebra,acme,Animals,,USD,
L05,zebra 100% cotton,Acme,Animals,0,USD,1
L06,😀 smile,,,1200,JPY,preorder
L07,￮ circle,Zeta,Shapes,7,USD,backorder
L08,back\\slash_under,Zeta,Shapes,7,USD,discontinued
L09,apple,Acme,Fruit,3,USD,1
`;

/** Every sort returns every product once, across all pages, empty values last. */
export async function listsAreSortedAndPaged(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Lists Inc');
  await api.load(PRODUCTS, { key });
  await api.load('sku,product_name,price\nL02,Apple,12.6\nL10,Newest,1\n', { key });
  for (const sort of SORTS) {
    for (const order of ['asc', 'desc']) {
      const seen: string[] = [];
      let next = '';
      do {
        const page = await api.get(`/products?sort_by=${sort}&order=${order}&limit=4${next && `&cursor=${next}`}`, {
          key,
        });
        seen.push(...page.body.items.map((item: { sku: string }) => item.sku));
        next = page.body.next_cursor ?? '';
      } while (next);
      expect(new Set(seen).size, `${sort} ${order}`).toBe(10);
    }
  }
  for (const list of ['/partners', `/partners/${id}/api-keys`, '/feeds', '/jobs']) {
    const first = await api.get(`${list}?limit=1`);
    if (first.body.next_cursor) await api.get(`${list}?limit=1&cursor=${first.body.next_cursor}`);
  }
}

/** Filters are combined with AND; words are searched literally. */
export async function filtersNarrow(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Filters Inc');
  const job = await api.load(PRODUCTS, { key });
  const queries = [
    'sku=L01',
    'sku=l01',
    'brand=Acme',
    'brand=',
    'category=Fruit&brand=Acme',
    'availability=in_stock',
    'availability=discontinued',
    'price_min=3',
    'price_max=3',
    'price_min=3&price_max=7',
    'price_min=7&price_max=3',
    'q=apple',
    'q=APPLE',
    'q=apple%20zeta',
    'q=100%25',
    'q=%25',
    'q=_',
    'q=%5C',
    'q=ÄPFEL',
    'q=L0',
    `q=${Array.from({ length: 12 }, (_, at) => (at < 10 ? 'e' : 'nowhere')).join('+')}`,
    'partner_name=Filters%20Inc',
    'partner_name=FILTERS%20inc',
    'partner_name=Nobody',
    'partner_name=',
    'updated_since=2020-01-01T00:00:00Z',
    'updated_since=2099-01-01T00:00:00%2B02:00',
    `feed_id=${job.body.feed_id}`,
    'feed_id=FD99999',
    'unknown=1',
  ];
  for (const query of queries) {
    await api.get(`/products?${query}&limit=100`, { key });
    await api.get(`/products/export?${query}`, { key });
    await api.get(`/products/export?${query}&format=jsonl`, { key });
    await api.get(`/products/by-feed/${job.body.feed_id}?${query}`, { key });
  }
}

/** A cursor belongs to its query. */
export async function cursorsBelongToTheirQuery(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Cursors Inc');
  await api.load(PRODUCTS, { key });
  const first = await api.get('/products?sort_by=price&limit=2&brand=Acme', { key });
  const cursor: string = first.body.next_cursor;
  const next = [
    `sort_by=price&limit=5&brand=Acme&cursor=${cursor}`,
    `sort_by=price&brand=Zeta&cursor=${cursor}`,
    `sort_by=price&order=desc&brand=Acme&cursor=${cursor}`,
    `sort_by=brand&brand=Acme&cursor=${cursor}`,
    `sort_by=price&cursor=${cursor}`,
    `brand=Acme&cursor=${cursor}`,
    'cursor=PR00003',
    'cursor=PR3',
    'cursor=FD00003',
    'cursor=PR0000000000000003',
    'cursor=nonsense',
    'sort_by=price&cursor=nonsense',
    'sort_by=price&cursor=PR00003',
    'sort_by=price&cursor=W10',
    'cursor=',
    `cursor=${'x'.repeat(2_001)}`,
  ];
  for (const query of next) await api.get(`/products?${query}`, { key });
  for (const list of ['/partners', `/partners/${id}/api-keys`, '/feeds', '/jobs', '/customers', '/orders']) {
    for (const wrong of ['nonsense', 'PR00003', '00003', 'FD1', 'JX00001', 'JV99999', 'W10']) {
      await api.get(`${list}?cursor=${wrong}`);
    }
  }
  const job = await api.load('sku,product_name\nA,\nB,\nC,c\n', { key });
  const errors = await api.get(`/jobs/${job.body.job_id}/errors?limit=1`, { key });
  await api.get(`/jobs/${job.body.job_id}/changes?cursor=${errors.body.next_cursor}`, { key });
  await api.get(`/jobs/${job.body.job_id}/errors?cursor=nonsense`, { key });
}

/** Unchanged responses are not sent again. */
export async function unchangedReadsAnswer304(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Tags Inc');
  await api.load(PRODUCTS, { key });
  const list = await api.get('/products?limit=1', { key });
  const [{ product_id }] = list.body.items;
  for (const path of ['/products?limit=1', `/products/${product_id}`, '/feeds', '/jobs?status=completed', '/limits']) {
    const { headers } = await api.get(path, { key });
    const tag = headers.get('etag') ?? '';
    for (const condition of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*', '"other"', '']) {
      await api.get(path, { key, headers: { 'if-none-match': condition, 'cache-control': 'no-cache' } });
    }
    await api.call('HEAD', path, { key });
  }
  await api.get(`/partners/${id}`, { headers: { 'if-none-match': '*' } });
  await api.get('/products/PR99999', { key, headers: { 'if-none-match': '*' } });
}

/** Uploading an export changes nothing. */
export async function exportsComeBackUnchanged(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Exports Inc');
  await api.load(
    'sku,product_name,price,currency,zeta,a b,"odd, name"\nE1,"a ""b"", c",1.50,USD,1,,x\nE2,"two\nlines",,,,y,\n',
    { key },
  );
  const csv = await api.get('/products/export', { key });
  const again = await api.load(csv.text, { key });
  expect(again.body.result).toMatchObject({ processed: 2, unchanged: 2 });
  await api.get('/products/export?format=jsonl', { key });
  await api.get('/products/export?format=xml', { key });
  await api.get('/products/export?sku=none', { key });
  await api.get('/products/export?sku=none&format=jsonl', { key });
}
