import type { StoryApi } from './story-api.ts';

const CATALOGUE = 'sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n';

/** Actions on the orders of a partner that sells A and B. */
export async function shopOf(api: StoryApi, name: string) {
  const { id, key } = await api.partner(name);
  await api.load(CATALOGUE, { key });
  const { body: products } = await api.get('/products', { key });
  const [a, b] = products.items.map(({ product_id }: { product_id: string }) => product_id);
  return {
    id,
    key,
    a,
    order: async (...quantities: number[]): Promise<string> => {
      const items = quantities.map((quantity, place) => ({ product_id: [a, b][place], quantity }));
      return (await api.post('/orders', { items }, { key })).body.order_id;
    },
    get: (path: string) => api.get(path, { key }),
    post: (path: string, body: unknown = {}, headers = {}) => api.post(path, body, { key, headers }),
    patch: (path: string, json: unknown) => api.call('PATCH', path, { key, json }),
  };
}
