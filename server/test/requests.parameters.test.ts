import { contract, type Page, type ProblemBody, type Product, type RouteAccess } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,availability\nA 1,Café,0,1\nA2,Tea,5,1\n');

const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));
const PARTS: Record<string, string> = { org_id: 'PT00001', partner_id: 'PT00001', batch_type: 'product-updates' };
/** A path of the route with well-formed IDs. */
const pathOf = ({ path, pathParams }: AppRoute) =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const schema = (pathParams as z.ZodObject).shape[name] as z.ZodType;
    return PARTS[name] ?? String(schema.meta()?.examples ?? '');
  });
const refusal = async (path: string, method = 'GET') => (await server.call<ProblemBody>(path, { method })).body;
/** Required parameters of a route, except the one to try. */
const requiredOf = ({ query }: AppRoute, tried: string) =>
  query instanceof z.ZodObject
    ? Object.entries(query.shape as Record<string, z.ZodType>)
        .filter(([name, schema]) => name !== tried && !schema.safeParse(undefined).success)
        .map(([name]) => `&${name}=a`)
        .join('')
    : '';
const namesOf = ({ query }: AppRoute) => (query instanceof z.ZodObject ? Object.keys(query.shape) : []);

describe('an unknown query parameter', () => {
  it.each(routes)('is refused by %s', async (_operation, route) => {
    const body = await refusal(`${pathOf(route)}?brnad_filter_7=x`, route.method);
    expect(body).toMatchObject({ status: 400, code: 'invalid_parameter' });
    expect(body.detail).toContain('Unknown query parameter brnad_filter_7');
    expect(body.errors).toMatchObject([{ path: 'brnad_filter_7', code: 'unrecognized_keys' }]);
  });

  it.each([
    ['/products?brnad=x', 'Unknown query parameter brnad: did you mean brand?'],
    ['/products?Brand=x', 'Unknown query parameter Brand: did you mean brand?'],
    ['/products?priceMax=5', 'Unknown query parameter priceMax: did you mean price_max?'],
    ['/products?pricemax=5', 'Unknown query parameter pricemax: did you mean price_max?'],
    ['/products?price-max=5', 'Unknown query parameter price-max: did you mean price_max?'],
    ['/products?partner_name[]=x', 'Unknown query parameter partner_name[]: did you mean partner_name?'],
    ['/products?limit%00=1', 'A text contains the character NUL (U+0000), which cannot be stored.'],
    ['/orders?from=2026-01-01T00:00:00Z', 'Unknown query parameter from: did you mean created_from?'],
    ['/orders?timezone=UTC', 'Unknown query parameter timezone. This endpoint takes partner_name, customer_id,'],
    ['/jobs/JV00001?wiat=3', 'Unknown query parameter wiat: did you mean wait?'],
    ['/limits?page=1', 'Unknown query parameter page. This endpoint takes none.'],
    ['/products?__proto__=1', 'Unknown query parameter __proto__.'],
    ['/products?constructor=1&toString=2', 'Unknown query parameter constructor.'],
  ])('gets a suggestion: %s', async (path, detail) => {
    const body = await refusal(path);
    expect(body.status).toBe(400);
    expect(body.detail.slice(0, detail.length)).toBe(detail);
  });

  it('is reported together with all others', async () => {
    const { errors } = await refusal('/products?brnad=x&limit=5&offset=3');
    expect(errors?.map(({ path }) => path)).toEqual(['brnad', 'offset']);
    expect((await refusal(`/products?${'x&y'.repeat(3_000)}`)).errors?.length).toBeLessThanOrEqual(20);
  });

  it('is not reported to a caller without a key', async () => {
    expect((await server.call('/products?brnad=x', { key: null })).status).toBe(401);
  });
});

describe('a query parameter that is given more than once', () => {
  it.each(routes.filter(([, route]) => namesOf(route).length > 0))('is refused by %s', async (_operation, route) => {
    for (const name of namesOf(route)) {
      const body = await refusal(`${pathOf(route)}?${name}=1&${name}=1`, route.method);
      expect(body).toMatchObject({ status: 400, code: 'invalid_parameter' });
      expect(body.detail).toBe(`${name} is sent 2 times: send it once.`);
    }
  });
});

describe('a query parameter without a value', () => {
  it.each(routes.filter(([, route]) => namesOf(route).length > 0))('is refused by %s', async (_operation, route) => {
    for (const name of namesOf(route)) {
      // The content of a cursor is checked by its list.
      const blanks = name === 'cursor' ? [] : [`${name}=+`, `${name}=%E2%80%8B`];
      for (const query of [name, `${name}=`, ...blanks]) {
        const body = await refusal(`${pathOf(route)}?${query}${requiredOf(route, name)}`, route.method);
        expect(body, query).toMatchObject({ status: 400, code: 'invalid_parameter' });
        expect(
          body.errors?.map(({ path }) => path),
          query,
        ).toEqual([name]);
      }
    }
  });
});

describe('a number in a query', () => {
  const NUMBERS = [
    '0x5',
    '1e1',
    '1e400',
    'NaN',
    'Infinity',
    '-Infinity',
    '+5',
    '5,5',
    '5.',
    '.5',
    '1_0',
    '٥',
    '5 ',
    '0b1',
  ];
  it.each(['/products?limit', '/products?price_min', '/products?price_max', '/jobs/JV00001?wait'])(
    'is a plain decimal, or is refused: %s',
    async (path) => {
      for (const text of [...NUMBERS, '1'.repeat(400), `0.${'0'.repeat(300)}1`, 'true', 'null', '[1]', '-1'])
        expect(await refusal(`${path}=${encodeURIComponent(text)}`), text).toMatchObject({ status: 400 });
    },
  );

  it('has its exact value', async () => {
    const count = async (query: string) => (await server.call<Page<Product>>(`/products?${query}`)).body.count;
    expect(await count('price_max=0')).toBe(1);
    expect(await count('price_max=-0')).toBe(1);
    expect(await count('price_min=0.30000000000000004')).toBe(1);
    expect(await count('price_max=5.00')).toBe(2);
    expect(await count('limit=01')).toBe(1);
  });
});

describe('a time in a query', () => {
  const times = routes.flatMap(([operation, route]) =>
    namesOf(route)
      .filter((name) => /^(from|to|at|as_of|updated_since|created_from|created_to)$/.test(name))
      .map((name) => [`${operation} ${name}`, `${pathOf(route)}?${name}=`] as const),
  );

  it('occurs in many endpoints', () => expect(times.length).toBeGreaterThan(20));

  it.each(times)('is of the years 2000 to 2199: %s', async (_name, path) => {
    for (const time of [
      '0001-01-05T00:00:00Z',
      '0026-11-28T00:00:00Z',
      '1999-12-31T23:59:59Z',
      '2000-01-01T00:00:00%2B01:00',
      '2200-01-01T00:00:00Z',
      '2199-12-31T23:59:59-00:01',
      '9999-12-31T23:59:59Z',
    ]) {
      const body = await refusal(`${path}${time}`);
      expect(body, time).toMatchObject({ status: 400, code: 'invalid_parameter' });
      expect(body.detail, time).toContain('The year must be from 2000 to 2199');
    }
  });

  it.each(times)('is short, and written in full: %s', async (_name, path) => {
    for (const time of [
      `2026-04-08T12:00:00.${'0'.repeat(300)}Z`,
      '2026-04-08T12:00:00.Z',
      '2026-04-08T25:00:00Z',
      '2026-02-30T12:00:00Z',
      '2026-04-08T12:00:00',
      '2026-04-08 12:00:00Z',
      '+002026-04-08T12:00:00Z',
      '-infinity',
      'now',
      '1767225600',
    ])
      expect(await refusal(`${path}${encodeURIComponent(time)}`), time).toMatchObject({ status: 400 });
  });

  it.each(times)('whose + has become a space gets a hint: %s', async (_name, path) => {
    expect((await refusal(`${path}2026-04-08T12:00:00+02:00`)).detail).toContain('Write + as %2B');
    expect((await refusal(`${path}2026-04-08T12:00:00%2B02:00`)).detail ?? '').not.toContain('time');
  });

  it('may be a date in a report, of the same years', async () => {
    for (const date of ['0001-01-05', '1999-12-31', '2200-01-01'])
      expect(await refusal(`/analytics/sales-over-time?to=${date}`)).toMatchObject({ code: 'invalid_parameter' });
    expect((await server.call('/analytics/sales-by-partner?from=2000-01-01&to=2199-12-31')).status).toBe(200);
  });
});

describe('a query that is not UTF-8', () => {
  it.each(['brand=%FC', 'brand=%E0%A4%A', 'brand=50%', 'brand=%ED%A0%80', '%FF=1', 'q=%C0%AF'])(
    'cannot be read: %s',
    async (query) => {
      const body = await refusal(`/products?${query}`);
      expect(body).toMatchObject({ status: 400, code: 'malformed_request' });
      expect(body.detail).toContain('percent-encoding');
    },
  );
});

describe('a text in a query', () => {
  it('finds what looks the same', async () => {
    const found = async (query: string) =>
      (await server.call<Page<Product>>(`/products?${query}`)).body.items.map(({ sku }) => sku);
    expect(await found('sku=A%201')).toEqual(['A 1']);
    expect(await found('sku=%EF%BB%BFA%C2%A0%E2%80%8B1+')).toEqual(['A 1']);
    expect(await found('q=cafe%CC%81')).toEqual(['A 1']);
    expect(await found(`partner_name=acme%20%20corp%E2%80%8B&sku=A2`)).toEqual(['A2']);
  });

  it('is counted in user-perceived characters', async () => {
    const emoji = encodeURIComponent('\u{1F9E6}'.repeat(255));
    expect((await server.call(`/products?sku=${emoji}`)).status).toBe(200);
    expect((await refusal(`/products?sku=${emoji}x`)).detail).toBe('sku is longer than 255 characters.');
  });
});

/** Whether an endpoint takes a body, and whether it is JSON. */
const takesJson = (route: AppRoute) =>
  !('contentType' in route && route.contentType) && !(route.metadata as Partial<RouteAccess>).rawBody;

describe('an ID in a path', () => {
  it.each(routes.filter(([, { path }]) => path.includes(':')))('is short: %s', async (_operation, route) => {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
    for (const name of names) {
      for (const id of [
        'PR'.padEnd(102, '1'),
        '9'.repeat(19),
        'x'.repeat(5_000),
        '%00',
        'PR%00001',
        '-1',
        '__proto__',
      ]) {
        const path = pathOf(route).replace(PARTS[name] ?? /(?<=\/)[A-Z]{2}\d{5}(?=[^/]*$|\/)/, id);
        // An endpoint whose body is not JSON may check the type first.
        const refusals = takesJson(route) ? [400, 404] : [400, 404, 415];
        expect(refusals, `${name} ${id}`).toContain((await refusal(path, route.method)).status);
      }
    }
  });
});
