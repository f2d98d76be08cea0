import { describe, expect, it } from 'vitest';
import { clientOf } from './support/fake-api.ts';
import { endpointOf, METHOD_CALLS, routes } from './support/method-calls.ts';

/** Methods that combine others. */
const COMPOSED = [
  'jobs.waitForJob',
  'orders.waitForOrder',
  'feeds.ingest',
  'batches.submit',
  'dataGroups.importFile',
  'dataGroups.exportFiles',
];

/** Methods that only call the file storage, with a URL from another call. */
const OF_THE_STORAGE = ['dataGroups.downloadExport'];

/** An endpoint with a method in three resources: the errors of jobs, also under the names of loads and imports. */
const SHARED = ['downloadJobErrors', 'downloadJobErrors'];

describe('every endpoint of the contract', () => {
  it('has exactly one method, and every method has an endpoint', async () => {
    const called = await Promise.all(Object.values(METHOD_CALLS).map(endpointOf));
    expect(called.flat().sort()).toEqual([...routes.map(([name]) => name), ...SHARED].sort());
  });

  it('is called by a method in this list, or the list is outdated', () => {
    const { client } = clientOf(() => new Response());
    const methods = Object.entries(client).flatMap(([name, resource]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
        .filter((method) => method !== 'constructor')
        .map((method) => `${name}.${method}`),
    );
    expect(methods.sort()).toEqual([...Object.keys(METHOD_CALLS), ...COMPOSED, ...OF_THE_STORAGE].sort());
  });
});
