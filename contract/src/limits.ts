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
  longPollSeconds: 30,
  runWaitSeconds: 5,
  idempotencyKeyLength: 255,
  idempotencyHours: 24,
} as const;
