import { type RouteAccess, serviceContract } from '@commerce-integration/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AuthenticationError } from '../src/index.ts';
import { feedOf, mockClient, useMock } from './support/mock-server.ts';

const partner = (partner_name: string) => ({
  partner_name,
  api_key: `${partner_name}-key`,
  products: [{ sku: 'A1', product_name: 'Apple', price: 1.5, availability: 'in_stock' as const }],
});
const mock = useMock({ seed: { partners: [partner('acme'), partner('beta')] } });
const client = mockClient();

afterEach(() => {
  vi.useRealTimers();
});

describe('an API key of the mock', () => {
  it('works until its expiry, exclusively', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    const { secret, api_key_id } = await client.partners.createApiKey('PT00001', { name: 'short', expires_at });
    const own = mockClient({ apiKey: secret });
    vi.setSystemTime(Date.parse(expires_at) - 1);
    expect((await own.products.list()).count).toBe(1);
    vi.setSystemTime(Date.parse(expires_at));
    await expect(own.products.list()).rejects.toBeInstanceOf(AuthenticationError);
    await expect(own.products.list()).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
    const { items } = await client.partners.listApiKeys('PT00001');
    expect(items.find((key) => key.api_key_id === api_key_id)).toMatchObject({ status: 'expired' });
  });
});

it('a deprecated endpoint of the mock has its headers, also for errors', async () => {
  const metadata = serviceContract.getMe.metadata as RouteAccess;
  // No endpoint of the contract is deprecated, so the test deprecates one.
  metadata.deprecated = { since: '2027-03-01', link: '/guides/versioning' };
  try {
    const { response } = await client.me().withResponse();
    expect(response.headers.get('deprecation')).toBe('@1803859200');
    const refused = await mockClient({ apiKey: 'unknown' })
      .me()
      .catch((error: unknown) => error);
    expect((refused as AuthenticationError).headers.get('link')).toMatch('rel="deprecation"');
    expect((await client.service.limits().withResponse()).response.headers.get('deprecation')).toBeNull();
  } finally {
    delete metadata.deprecated;
  }
});

describe('jobs of the mock', () => {
  const upload = async (partner_name: string) =>
    (await client.feeds.upload({ partner_name, file: feedOf('sku,product_name\nA2,Pear\n') })).validation_job_id;

  it('of two partners run in parallel', async () => {
    mock.set({ slowJobs: { polls: 3 } });
    const [one, two] = [await upload('acme'), await upload('beta')];
    for (const job of [one, two]) await client.jobs.run(job, { waitMs: 0 });
    expect((await client.jobs.get(one)).status).toBe('running');
    expect((await client.jobs.get(two)).status).toBe('running');
    expect((await client.jobs.get(one)).status).toBe('running');
    // The first stream is left open: the second continues without it.
    for (const status of ['running', 'completed']) expect((await client.jobs.get(two)).status).toBe(status);
    expect((await client.products.list({ partner_name: 'beta' })).count).toBe(2);
    expect((await client.products.list({ partner_name: 'acme' })).count).toBe(1);
    expect((await client.jobs.get(one)).status).toBe('completed');
  });

  it('that wait behind another and are cancelled never run', async () => {
    mock.set({ slowJobs: { polls: 1 } });
    const [first, second, third] = [await upload('acme'), await upload('acme'), await upload('acme')];
    for (const job of [first, second, third]) await client.jobs.run(job, { waitMs: 0 });
    expect(await client.jobs.cancel(second)).toMatchObject({ status: 'cancelled', attempt: 0 });
    expect((await client.jobs.get(first)).status).toBe('completed');
    expect((await client.jobs.get(third)).status).toBe('completed');
    expect(await client.jobs.get(second)).toMatchObject({ status: 'cancelled', attempt: 0 });
  });
});
