/** Limits that are part of the contract. Those that an operator may change are in the server's configuration. */
export const LIMITS = {
  /** Items of a page. */
  pageSize: 100,
  partnerNameLength: 200,
  keyNameLength: 100,
  liveKeysPerPartner: 2,
  fileNameLength: 255,
  contentTypeLength: 100,
  /** Open uploads of one kind that a partner may have: not completed, with a URL that has not expired. */
  openUploads: 1_000,
  skuLength: 255,
  productNameLength: 500,
  descriptionLength: 10_000,
  brandLength: 255,
  categoryLength: 500,
  attributeLength: 10_000,
  feedColumns: 500,
  /**
   * Different attributes of all products of a partner: together with the products' columns, as many as one feed may
   * have.
   */
  catalogueAttributes: 492,
  /** Number of products of a partner up to which a full feed may discontinue any share. */
  removalUnchecked: 20,
  /** One CSV record, in bytes. A longer line cannot be skipped, so it fails the load. */
  feedRecordLength: 4 * 1024 * 1024,
  priceIntegerDigits: 12,
  /** Characters of a price in a feed, including zeros; checked before it is parsed as a number. */
  priceLength: 50,
  /** Days that a load can be undone: for so long the former values of what it changed are kept. */
  undoDays: 30,
  searchWords: 10,
  orderItems: 500,
  orderItemQuantity: 1_000_000,
  /** Deliveries of an order, and parcels of all of them. */
  orderDeliveries: 100,
  orderShipments: 200,
  /** Characters of a reason, a carrier's name or a tracking number. */
  reasonLength: 500,
  carrierLength: 100,
  trackingNumberLength: 100,
  /** Order updates of one call. */
  orderUpdates: 1_000,
  updateIdLength: 255,
  /** Days that order updates are kept: for so long the same one has no effect a second time. */
  orderUpdateDays: 90,
  orderUpdateFeeds: 100,
  orderUpdateFeedNameLength: 100,
  /** Bytes that are pushed to a feed at once, and the updates that they may hold. */
  pushBytes: 1024 * 1024,
  pushedUpdates: 1_000,
  /** Days that pushed payloads are kept. */
  pushDays: 30,
  /** Characters of a pushed payload that an order update shows. */
  shownPayloadLength: 10_000,
  /** Levels of elements of a pushed XML document, and of a path of a mapping. */
  pushedDepth: 50,
  mappingPathLength: 200,
  mappingStatuses: 200,
  /** Digits before the decimal point of an order's total, as of a price. */
  orderTotalIntegerDigits: 12,
  customerReferenceLength: 255,
  orderExporterNameLength: 100,
  /** Order exporters of one partner, or of the operator for all partners. */
  orderExporters: 200,
  /** Characters of an export flag, and rows of the table that says which state sets which. */
  exportFlagLength: 40,
  exportFlags: 50,
  /** Characters of the pattern of an export file's name. */
  exportFileNameLength: 150,
  /** Orders of one file, and of one request of an HTTP exporter. */
  exportFileOrders: 10_000,
  exportRequestOrders: 500,
  exportWaitSeconds: 86_400,
  exportRetries: 100,
  /** The longest delay between two attempts of an order export. */
  exportRetrySeconds: 86_400,
  /** Days that ended order exports, and the attempts of all, are kept. */
  orderExportDays: 90,
  customerNameLength: 100,
  emailLength: 320,
  phoneLength: 32,
  addressLineLength: 200,
  postalCodeLength: 20,
  customersPerDeletion: 100,
  /** Periods of `GET /analytics/sales-over-time`, of any length. */
  reportPeriods: 10_000,
  topProducts: 100,
  priceListEntries: 1_000,
  salesChannelNameLength: 200,
  externalIdLength: 255,
  batchNameLength: 200,
  operationIdLength: 256,
  batchOperations: 100_000,
  /** Bytes of one operation, unpacked. */
  batchOperationBytes: 1024 * 1024,
  /** Bytes of all operations of a batch, unpacked. */
  batchBytes: 1024 * 1024 * 1024,
  /** Unpacked bytes for each packed byte, of an entry and of the whole archive. */
  batchRatio: 200,
  operationAttributes: 100,
  /** Characters of a time, such as `2026-04-08T12:00:00.123456789+02:00`. */
  timeLength: 40,
  cursorLength: 4_000,
  ifNoneMatchLength: 8_000,
  searchLength: 200,
  /** Results of one `GET /search`. */
  searchResults: 50,
  /** Days of the range of `GET /overview`. */
  overviewDays: 31,
  /** Hours after which a session of the console ends, however it is used. */
  consoleSessionHours: 12,
  /** Wrong keys of one address at `POST /console/session`, in so many minutes. */
  wrongKeys: 10,
  wrongKeyMinutes: 15,
  /** Levels of nested objects and lists in a JSON body. */
  jsonDepth: 1_000,
  /** Characters of a number in the file of an operation. */
  numberLength: 100,
  /** Concurrent downloads of one key, in each API process. */
  concurrentDownloads: 10,
  longPollSeconds: 30,
  /** Concurrent calls of one key that wait for a job, in each API process. */
  concurrentLongPolls: 100,
  runWaitSeconds: 5,
  /**
   * Rows of a small job, or bytes of its file; a compressed file may have a tenth. Small jobs have workers that no other
   * job takes.
   */
  smallJobRows: 50_000,
  smallJobBytes: 10 * 1024 * 1024,
  jobWeight: 10,
  /** The last place of the queue that is told. */
  queuePosition: 10_000,
  /** Days that the errors and changes of a job are kept after its end, where the operator has set nothing else. */
  jobReportDays: 90,
  /** Categories of one partner. */
  categories: 50_000,
  categoryCodeLength: 200,
  categoryNameLength: 500,
  dataNameLength: 200,
  /** Data descriptors of one partner, and data groups. */
  dataDescriptors: 1_000,
  dataGroups: 1_000,
  groupDescriptors: 50,
  importColumns: 500,
  /** Columns of rows within a row, and the rows that one row may hold. */
  importChildColumns: 20,
  importChildRows: 1_000,
  importTargetLength: 300,
  /** Characters of a constant, a default, a template or a word of a map. */
  importValueLength: 10_000,
  importMapWords: 10_000,
  importPatternLength: 1_000,
  /** Rows of a file that wait for what they refer to. */
  importUnresolvedRows: 100_000,
  /** Files of one import, and their bytes, unpacked, of each and of all together. */
  importFiles: 1_000,
  importFileBytes: 10 * 1024 * 1024 * 1024,
  /** Unpacked bytes for each packed byte of a ZIP or gzip file. */
  importRatio: 200,
  /** Days that ended imports are kept: their files, and what became of each. */
  importDays: 90,
  /** Days that exported files can be downloaded, where the operator has set nothing else, and minutes that a link is good for. */
  exportFileDays: 14,
  exportLinkMinutes: 60,
  /** Hours that the filter of an export may look back. */
  exportFilterHours: 8_760,
  /** Days that a schedule may keep the files that it exports. */
  exportKeptDays: 3_650,
  /** Days that ended exports are kept. */
  exportDays: 90,
  /** Characters of a row of a file, and levels of its nesting. */
  importRowLength: 4 * 1024 * 1024,
  importDepth: 100,
  /** Characters of a sample of a file, and rows of it that a preview shows. */
  sampleLength: 512 * 1024,
  previewRows: 20,
  /** Characters of a value in a row of a file. */
  importCellLength: 10_000,
  /** Characters of the cron of a schedule, and of the prefix of its source. */
  cronLength: 200,
  sourcePrefixLength: 200,
  /** Files that a run of a schedule takes; the next run takes the others. */
  scheduledFiles: 1_000,
  /** Files that a run shows, and next and last runs that a schedule shows. */
  shownScheduledFiles: 20,
  shownNextRuns: 5,
  shownLastRuns: 5,
  /** Days that the runs of schedules are kept. */
  scheduleRunDays: 30,
  webhookUrlLength: 2_000,
  webhookDescriptionLength: 500,
  /** Subscriptions of one partner, or of the operator for all partners. */
  webhooks: 1_000,
  /** Further headers that a subscription sends, and the length of their values. */
  webhookHeaders: 10,
  webhookHeaderLength: 1_000,
  webhookMaxInFlight: 20,
  /** Seconds within which a receiver must have answered. */
  webhookTimeoutSeconds: 10,
  /** Failures in a row after which deliveries to a subscription are paused, if they have lasted for long enough. */
  webhookFailures: 20,
  /** Events that one `replay` names. */
  replayedEvents: 100,
  /** Deliveries that one `recover` sends again. */
  recoveredDeliveries: 100_000,
  /** Days that events and deliveries are kept, and those that the bodies of attempts are. */
  eventDays: 30,
  attemptDays: 7,
  /** Streams of events that one key reads at once, in each API process. */
  eventStreams: 1_000,
  idempotencyKeyLength: 255,
  idempotencyHours: 24,
} as const;
