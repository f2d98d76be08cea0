/**
 * The parts that a mutation run changes: pure ones, whose tests are quick and need no server.
 *
 * @typedef {object} Area
 * @property {string[]} mutate sources, one change at a time
 * @property {string[]} tests the tests that must notice
 */

const CONTRACT_TESTS = ['contract/src/**/*.test.ts', 'contract/test/{order-*,pages-and-links}.test.ts'];

/** @type {Record<string, Area>} */
export const areas = {
  rules: {
    // Schemas, routes, events and lists of text are not among them: the OpenAPI document and the tests over HTTP hold them.
    mutate: [
      'contract/src/analytics/{report-periods,revenue-shares}.ts',
      'contract/src/batches/{archive-names,batch-message,operation-id,read-operation}.ts',
      'contract/src/console/search-rules.ts',
      'contract/src/customers/masks.ts',
      'contract/src/feeds/upload-rules.ts',
      'contract/src/jobs/{job-ids,job-links,job-messages,job-subjects,load-message,run-on-request,undo}.ts',
      'contract/src/orders/{approval,customer-problems,order-pricing,order-problems}.ts',
      'contract/src/orders/lifecycle/{ask-for-changes,change-items,change-quantities,move-delivery,move-order,quantities,derive-states}.ts',
      'contract/src/orders/states/state-machine.ts',
      'contract/src/partners/acting-partner.ts',
      'contract/src/prices/present-price.ts',
      'contract/src/products/availability.ts',
      'contract/src/sales-channels/channel-problems.ts',
    ],
    tests: CONTRACT_TESTS,
  },
  text: {
    mutate: [
      'contract/src/shared/{closest-name,file-name,id-cursor,ids,job-types,money,pagination,plain-number,read-json,read-query,text,time}.ts',
    ],
    tests: CONTRACT_TESTS,
  },
  feedFile: {
    mutate: [
      'contract/src/feed-file/{attribute-names,byte-lines,encoding,feed-file-error,header,load-refusal,quote-scan,quoted-records,quotes,record-splitter,row,row-cells}.ts',
    ],
    tests: CONTRACT_TESTS,
  },
  transport: {
    mutate: [
      'sdk/src/internal/transport/{answer,calls,foreign-answer,guarded-stream,interruption,network-failure,request,retry,sleep,transport}.ts',
    ],
    tests: [
      'sdk/test/transport.*.test.ts',
      'sdk/test/{abort-and-timeout,api-keys,calls-of-any-path,client-headers,client-options,deletions}.test.ts',
      'sdk/test/{downloads-not-read,errors,foreign-answers,given-fetch,hooks,logging,retries}.test.ts',
    ],
  },
  prices: {
    mutate: ['contract/src/prices/price-timeline.ts'],
    tests: ['contract/src/prices/price-timeline.{,property.}test.ts'],
  },
  periods: {
    mutate: ['server/src/analytics/calendar-segments.ts', 'server/src/analytics/grains.ts'],
    tests: ['server/src/analytics/{calendar-segments,grains}.test.ts'],
  },
};
