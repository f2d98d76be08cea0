import type * as wire from '@commerce-integration/contract';
import type * as file from '@commerce-integration/contract/feed-file';
import type { OperationProblem, OrderProgress, RowAddress, RowCustomer } from '@commerce-integration/contract/rules';

/** The caller: a partner, or the operator (no partner). */
export interface Caller {
  apiKeyId: number;
  partner: { id: number; name: string } | null;
  scopes: readonly wire.Scope[];
}

/** An object of a partner; null for one of the operator. */
export interface Owned {
  id: number;
  partnerId: number | null;
}

/** An event. */
export interface EventRow extends Owned {
  type: wire.EventType;
  subjectId: string;
  data: unknown;
  /** As it is sent. */
  at: string;
}

/** Hears of what happens in a mock. */
export interface EventListener {
  recorded(row: EventRow): void;
  /** Called when the mock forgets everything. */
  reset?(): void;
}

/** A row whose response is stored: `shown` has the fields that do not depend on other rows. */
export interface Kept<T> extends Owned {
  shown: T;
}

/** A stored row of a partner. */
interface KeptOfPartner<T> extends Kept<T> {
  partnerId: number;
}

/** Its partner is itself. */
export type PartnerRow = KeptOfPartner<wire.Partner>;
export type SalesChannelRow = KeptOfPartner<wire.SalesChannel>;
/** What of a customer or an address is shown masked is kept beside it. */
export interface CustomerRow extends Kept<wire.Customer> {
  clear: Pick<RowCustomer, 'email' | 'phone'>;
}
export interface AddressRow extends Kept<wire.CustomerAddress> {
  clear: RowAddress;
}
/** What of an order stays as it was when it was created; the rest is in its progress. */
type CreatedOrder = Omit<
  wire.Order,
  | 'partner_name'
  | 'status'
  | 'fulfillment_status'
  | 'cancelled_amount'
  | 'returned_amount'
  | 'block_export'
  | 'allowed_transitions'
  | 'items'
  | 'deliveries'
  | 'shipments'
> & { items: Omit<wire.Order['items'][number], 'shipped_quantity' | 'cancelled_quantity' | 'returned_quantity'>[] };

export interface OrderRow extends KeptOfPartner<CreatedOrder> {
  /** As the rules of the contract change it; its changes are empty between calls. */
  progress: OrderProgress;
  /** Oldest first. */
  history: wire.OrderHistoryEntry[];
}

/** When a delivery was made and changed; what it is stands in the progress of its order. */
export interface DeliveryRow extends Owned {
  partnerId: number;
  orderId: number;
  created_at: string;
  updated_at: string;
}

export type ApiKeyRow = KeptOfPartner<Omit<wire.ApiKey, 'status'>> & { secret: string };

type FeedOfJobs = 'partner_name' | 'job_id' | 'validation_job_id' | 'validation_status' | 'validation_message';

export interface FeedRow extends KeptOfPartner<Omit<wire.Feed, FeedOfJobs>> {
  /** In milliseconds; null for an upload through the API. */
  uploadExpiresAt: number | null;
  /** In how many parts a multipart upload was announced; null for any other. */
  uploadParts: number | null;
}

/** The contents of a feed file, read once when it is accepted. */
export interface FeedFile {
  /** As they were checked. */
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  delimiter: file.FeedDelimiter;
  /** The unpacked bytes. */
  text: Uint8Array;
  header: file.RecordPlace;
  layout: file.FeedLayout;
  notes: wire.JobNotes;
  records: file.FeedRecord[];
  /** Why the rest could not be read. */
  failure: file.FeedFileError | undefined;
}

export interface JobRow extends Owned {
  partnerId: number;
  createdAt: Date;
  jobType: wire.JobType;
  /** The number in its public ID, counted for each type separately. */
  number: number;
  /** What it works on: one of them is set. */
  feedId: number | null;
  batchId: number | null;
  webhookId: number | null;
  exporterId: number | null;
  dataGroupId: number | null;
  undoneJob: wire.JobSubject | null;
  status: wire.JobStatus;
  message: string;
  /** Whether it was asked to run and has not finished yet. */
  underWay: boolean;
  cancelRequested: boolean;
  startedAt: Date | null;
  finishedAt: Date | null;
  attempt: number;
  rowsTotal: number | null;
  rowsDone: number;
  result: wire.JobResult | null;
  error: string | null;
  /** In the order of the file. */
  errors: readonly JobErrorRow[];
  changes: readonly { sku: string; field: string; from: string | null; to: string | null }[];
}

export type JobErrorRow = wire.JobError & { position: number };

export interface ProductRow extends KeptOfPartner<Omit<wire.Product, 'partner_name' | 'attributes' | 'price_source'>> {
  attributes: ReadonlyMap<string, string>;
}

/** Price, currency and availability of a product. */
export type Offer = Pick<wire.Product, 'price' | 'currency' | 'availability'>;

export interface ProductChangeRow {
  productId: number;
  /** Null where a batch changed it. */
  feedId: number | null;
  job: Pick<JobRow, 'jobType' | 'number'>;
  /** In milliseconds. */
  changedAt: number;
  from: Offer;
  to: Offer;
  fields: readonly wire.FieldChange[];
}

/** A price list as it was set: valid until the next one of its product and channel. */
export interface PriceListRow {
  productId: number;
  /** Null for the base list. */
  salesChannelId: number | null;
  /** In milliseconds. */
  setAt: number;
  /** By `valid_from`. */
  entries: wire.PriceListChange['price_list'];
}

/** A finished load or an upload, for the report of feeds. */
export interface FeedActivityRow {
  partnerId: number;
  at: number;
  done: 'uploaded' | 'loaded' | 'failed';
  result: wire.LoadResult | null;
}

export interface BatchOperationRow {
  operationId: string;
  /** The file as it was sent. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Null until it was parsed, or where it cannot be. */
  type: string | null;
  status: 'pending' | 'succeeded' | 'failed';
  error: OperationProblem | null;
}

/** The requested fields of a batch; its outcome is in its operations and its job. */
type AskedBatch = Pick<
  wire.OperationsBatch,
  'batch_id' | 'org_id' | 'batch_type' | 'name' | 'on_error' | 'validate_only' | 'upload_id' | 'retry_of' | 'created_at'
>;

export interface BatchRow extends KeptOfPartner<AskedBatch> {
  /** In the order of execution; a sentence where the archive is refused. */
  operations: BatchOperationRow[] | string;
  /** Notes about its archive. */
  notes: wire.JobNote[];
}
