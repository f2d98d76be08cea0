/**
 * The parts that a mutation run changes: pure ones, whose tests are quick and need no server.
 *
 * @typedef {object} Area
 * @property {string[]} mutate sources, one change at a time
 * @property {string[]} tests the tests that must notice
 */

/** @type {Record<string, Area>} */
export const areas = {
  rules: {
    mutate: ['contract/src/rules/*.ts', '!contract/src/rules/*.test.ts', 'contract/src/text.ts', 'contract/src/ids.ts'],
    tests: ['contract/src/rules/*.test.ts', 'contract/src/text*.test.ts', 'contract/src/ids.test.ts'],
  },
  transport: {
    mutate: ['sdk/src/transport/*.ts'],
    tests: [
      'sdk/test/transport.*.test.ts',
      'sdk/test/{abort-and-timeout,client-options,errors,lists,logging,retries,uploads}.test.ts',
    ],
  },
  prices: {
    mutate: ['server/src/catalog/prices/price-timeline.ts'],
    tests: ['server/src/catalog/prices/price-timeline.test.ts'],
  },
  periods: {
    mutate: ['server/src/analytics/calendar-segments.ts', 'server/src/analytics/grains.ts'],
    tests: ['server/src/analytics/{calendar-segments,grains}.test.ts'],
  },
};
