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
    mutate: [
      'contract/src/{analytics,batches,customers,jobs,orders}/*.ts',
      'contract/src/shared/{file-name,id-cursor,ids,read-json,read-query,text}.ts',
      'contract/src/feeds/upload-rules.ts',
      '!contract/src/**/{*.test,events}.ts',
      // Schemas and routes, which the OpenAPI document and the tests over HTTP hold.
      '!contract/src/{analytics/analytics,batches/batches,batches/operations,customers/customers,jobs/jobs,orders/orders}.ts',
    ],
    tests: ['contract/src/**/*.test.ts', 'contract/test/pages-and-links.test.ts'],
  },
  transport: {
    mutate: [
      'sdk/src/internal/transport/{answer,calls,foreign-answer,guarded-stream,interruption,network-failure,request,retry,sleep,transport}.ts',
    ],
    tests: [
      'sdk/test/transport.*.test.ts',
      'sdk/test/{abort-and-timeout,client-options,errors,lists,logging,retries,uploads}.test.ts',
    ],
  },
  prices: {
    mutate: ['server/src/prices/price-timeline.ts'],
    tests: ['server/src/prices/price-timeline.test.ts'],
  },
  periods: {
    mutate: ['server/src/analytics/calendar-segments.ts', 'server/src/analytics/grains.ts'],
    tests: ['server/src/analytics/{calendar-segments,grains}.test.ts'],
  },
};
