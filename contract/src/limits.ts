/** Limits that belong to the contract itself. Those an operator may change stand in the server's configuration. */
export const LIMITS = {
  partnerNameLength: 200,
  keyNameLength: 100,
  liveKeysPerPartner: 2,
  fileNameLength: 255,
  skuLength: 255,
  productNameLength: 500,
  descriptionLength: 10_000,
  brandLength: 255,
  categoryLength: 500,
  attributeLength: 10_000,
  feedColumns: 500,
  /** One CSV record, in characters. A longer one cannot be skipped over, so it fails the load. */
  feedRecordLength: 4 * 1024 * 1024,
  priceIntegerDigits: 12,
  searchWords: 10,
  orderItems: 500,
  orderItemQuantity: 1_000_000,
  /** Digits of an order's total before the point, as of a price. */
  orderTotalIntegerDigits: 12,
  customerReferenceLength: 255,
  customerNameLength: 100,
  emailLength: 320,
  phoneLength: 32,
  addressLineLength: 200,
  postalCodeLength: 20,
  customersPerDeletion: 100,
  /** Periods of `GET /analytics/sales-over-time`, whatever their length. */
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
  /** Downloads of one key at once, in each API process. */
  downloadsAtOnce: 10,
  longPollSeconds: 30,
  /** Calls of one key that wait for a job at once, in each API process. */
  longPollsAtOnce: 100,
  runWaitSeconds: 5,
  idempotencyKeyLength: 255,
  idempotencyHours: 24,
} as const;
