import { LIMITS } from '@commerce-integration/contract';
import { expect } from 'vitest';
import { runBatch, zipFiles } from './send-batch.ts';
import type { StoryApi } from './story-api.ts';

const update = (operation_id: string, more: object = {}) => ({
  '@type': 'ProductAttributesUpdate',
  operation_id,
  product: { sku: 'S1' },
  attributes: { colour: 'red' },
  ...more,
});
const text = (operation_id: string, more?: object) => JSON.stringify(update(operation_id, more));

/**
 * Files added by operating systems, a top-level folder, capitals and other spellings of an ID are accepted, with a
 * note.
 */
export async function archivesOfAnySystemAreTaken(api: StoryApi): Promise<void> {
  const org = await api.partner('Any System Inc');
  await api.load('sku,product_name\nS1,Soap\n', { key: org.key });
  const taken: Record<string, string>[] = [
    { 'a.json': text('a'), '__MACOSX/._a.json': '\0', '.DS_Store': '\0', 'Thumbs.db': '?', 'desktop.ini': '?' },
    { 'x/': '', 'x/a.json': text('a'), 'x/errors.json': '[]', 'x/.DS_Store': '?' },
    { 'a.JSON': text('a'), 'cafe\u0301.json': text('caf\u00e9'), 'b\u200B.json': text(' b') },
  ];
  for (const files of taken) {
    const { ended } = await runBatch(api, org, zipFiles(files), {}, 'product-updates');
    expect(ended.body).toMatchObject({ status: 'completed', failed: 0 });
    await api.get(`/jobs/${ended.body.job_id}`, { key: org.key });
  }
  const refused: Record<string, string>[] = [
    { 'x/a.json': text('a'), 'b.json': text('b') },
    { 'a.json': text('a'), 'a.JSON': text('a') },
    { 'x\\a.json': text('a') },
    { '.DS_Store': '?' },
    { 'a.json': text('a'), 'errors.json': text('errors') },
    { [`${'x'.repeat(99)}\u{1F600}.txt`]: text('a') },
    { [`${'x'.repeat(257)}.json`]: text('a') },
    { 'x/': 'a folder has no content', 'x/a.json': text('a') },
    { 'a.json': text('a'), 'b.json': text('b', { attributes: { note: 'x'.repeat(LIMITS.batchOperationBytes) } }) },
  ];
  for (const files of refused) {
    expect((await runBatch(api, org, zipFiles(files))).ended.body.status).toBe('failed');
  }
}

/** A file that is not an operation fails separately, with a reason. */
export async function oneOddOperationFailsAlone(api: StoryApi): Promise<void> {
  const org = await api.partner('Odd Operations Inc');
  await api.load('sku,product_name\nS1,Soap\n', { key: org.key });
  const files = {
    'a.json': text('a'),
    'b.json': text('b', { '@type': `${'x'.repeat(499)}\u{1F600}` }),
    'c.json': text('c').replace('red', '\\ud83d'),
    'd.json': text('d', { '@type': 'ProductAvailabilityUpdate' }),
    'e.json': text('e', { attributes: { external_id: 'x'.repeat(256) } }),
    'f.json': text('f', { attributes: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, 'x'])) }),
    'g.json': 'null',
    'h.json': '[]',
    'i.json': text('i').replace('"red"', '1e400'),
    'j.json': text('j').replace('"red"', `${'['.repeat(10_000)}"\\u0041"${']'.repeat(10_000)}`),
    'k.json': text('k', { product: { sku: ' S\u200B1 ' }, attributes: { 'cou\u0302t': 'e\u0301' } }),
    'l.json': text('l', { attributes: { __proto__: 'x', 'a\u200Bb': 'x' } }),
  };
  const { ended } = await runBatch(api, org, zipFiles(files), {}, 'product-updates');
  expect(ended.body).toMatchObject({ status: 'completed', total: 12, succeeded: 2 });
  const available = (operation_id: string, availability: string) => ({
    '@type': 'ProductAvailabilityUpdate',
    operation_id,
    product: { sku: 'S1' },
    availability,
  });
  const spelled = ['In Stock', 'sold-out', 'perhaps'].map((one, n) => [
    `${n}.json`,
    JSON.stringify(available(`${n}`, one)),
  ]);
  await runBatch(api, org, zipFiles(Object.fromEntries(spelled)), {}, 'product-updates');
  await api.get('/products', { key: org.key });
}

/** Failed operations can be retried until they succeed, one retry at a time. */
export async function retriesTakeWhatStillFails(api: StoryApi): Promise<void> {
  const org = await api.partner('Retries Inc');
  const { key } = org;
  const files = { 'a.json': text('a', { product: { sku: 'A' } }), 'b.json': text('b', { product: { sku: 'B' } }) };
  const { path } = await runBatch(api, org, zipFiles(files), {}, 'product-updates');
  const retry = async () => {
    const made = await api.post(`${path}/retry-failed`, undefined, { key });
    if (made.status === 201) await api.get(`/jobs/${made.body.job_id}?wait=30`, { key });
    return made;
  };
  await api.load('sku,product_name\nA,Soap\n', { key });
  expect((await retry()).body.total).toBe(2);
  await api.load('sku,product_name\nB,Salt\n', { key });
  expect((await retry()).body.total).toBe(1);
  expect((await retry()).body.code).toBe('nothing_to_retry');
}
