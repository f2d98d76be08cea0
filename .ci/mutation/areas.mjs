import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The parts that a mutation run changes: pure ones, whose tests are quick and need no server.
 *
 * @typedef {object} Area
 * @property {string[]} mutate sources, one change at a time
 * @property {string[]} tests the tests that must notice
 */

const CONTRACT_TESTS = ['contract/src/**/*.test.ts', 'contract/test/{order-*,pages-and-links}.test.ts'];

/**
 * Files of a folder, by their names without `.ts`.
 *
 * @throws Error for one that is not there: it was moved or renamed, and would no longer be changed
 */
function filesOf(folder, names) {
  const files = names.split(' ').map((name) => `${folder}/${name}.ts`);
  const missing = files.filter((file) => !existsSync(path.join(import.meta.dirname, '..', '..', file)));
  if (missing.length > 0) throw new Error(`Mutation runs name what is not there: ${missing.join(', ')}`);
  return files;
}

/** @type {Record<string, Area>} */
export const areas = {
  rules: {
    // Schemas, routes, events and lists of texts are excluded: the OpenAPI document and the tests over HTTP cover them.
    mutate: [
      ...filesOf('contract/src/analytics', 'report-periods revenue-shares'),
      ...filesOf('contract/src/batches', 'archive-names batch-message operation-id read-operation'),
      ...filesOf('contract/src/console', 'search-rules'),
      ...filesOf('contract/src/customers', 'masks'),
      ...filesOf('contract/src/feeds', 'upload-rules'),
      ...filesOf('contract/src/jobs', 'job-ids job-rules job-subjects undo'),
      ...filesOf('contract/src/orders', 'customer-problems new-order-rules order-problems'),
      ...filesOf(
        'contract/src/orders/lifecycle',
        'ask-for-changes change-items change-quantities move-delivery move-order quantities derive-states',
      ),
      ...filesOf('contract/src/orders/states', 'state-machine'),
      ...filesOf('contract/src/partners', 'acting-partner'),
      ...filesOf('contract/src/prices', 'present-price'),
      ...filesOf('contract/src/products', 'availability'),
      ...filesOf('contract/src/sales-channels', 'channel-problems'),
    ],
    tests: CONTRACT_TESTS,
  },
  updates: {
    mutate: [
      ...filesOf(
        'contract/src/order-updates/rules',
        'apply-order-update apply-order-updates find-deliveries keep-order map-push match-lines read-notice read-path report-facts report-parts report-status ship-reported update-refused',
      ),
    ],
    tests: ['contract/test/order-*.test.ts', 'contract/src/order-updates/**/*.test.ts'],
  },
  text: {
    mutate: [
      ...filesOf(
        'contract/src/shared',
        'closest-name file-name id-cursor ids job-types money pagination plain-number read-json read-query text time',
      ),
    ],
    tests: CONTRACT_TESTS,
  },
  feedFile: {
    mutate: [
      ...filesOf(
        'contract/src/feed-file',
        'attribute-names byte-lines encoding feed-file-error header load-refusal quote-scan quoted-records quotes record-splitter row row-cells',
      ),
    ],
    tests: CONTRACT_TESTS,
  },
  transport: {
    mutate: [
      ...filesOf(
        'sdk/src/internal/transport',
        'answer calls foreign-answer guarded-stream interruption network-failure request retry sleep transport',
      ),
    ],
    tests: [
      'sdk/test/transport.*.test.ts',
      'sdk/test/{abort-and-timeout,api-keys,calls-of-any-path,client-headers,client-options,deletions}.test.ts',
      'sdk/test/{downloads-not-read,errors,foreign-answers,given-fetch,hooks,logging,retries}.test.ts',
    ],
  },
  prices: {
    mutate: filesOf('contract/src/prices', 'price-timeline'),
    tests: ['contract/src/prices/price-timeline.{,property.}test.ts'],
  },
  periods: {
    mutate: filesOf('server/src/analytics', 'calendar-segments grains'),
    tests: ['server/src/analytics/{calendar-segments,grains}.test.ts'],
  },
};
