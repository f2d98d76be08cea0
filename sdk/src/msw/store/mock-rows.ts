import type {
  Availability,
  BatchResult,
  BatchType,
  Feed,
  JobError,
  JobNote,
  JobStatus,
  JobType,
  LoadResult,
  OnError,
  Order,
  Partner,
  SalesChannel,
  Scope,
} from '@commerce-integration/contract';
import type { OperationProblem } from '@commerce-integration/contract/rules';

/** Who is calling: the operator (no partner) or a partner. */
export interface Caller {
  apiKeyId: number;
  partner: { id: number; name: string } | null;
  scopes: readonly Scope[];
}

/** Something that belongs to a partner; null for what is the operator's own. */
export interface Owned {
  id: number;
  partnerId: number | null;
  createdAt: Date;
}

export interface PartnerRow {
  id: number;
  name: string;
  status: Partner['status'];
  contactEmail: string | null;
  feedType: string | null;
  defaultFileFormat: string | null;
  defaultCurrency: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface ApiKeyRow extends Owned {
  name: string;
  scopes: readonly Scope[];
  secret: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export interface FeedRow extends Owned {
  partnerId: number;
  fileName: string;
  contentType: string | null;
  sizeBytes: number | null;
  sha256: string | null;
  delimiter: Feed['delimiter'];
  mode: Feed['mode'];
  validateOnly: boolean;
  maxErrorRatio: number | null;
  maxRemovedRatio: number;
  status: Feed['status'];
  objectKey: string;
  duplicateOfId: number | null;
  uploadedAt: Date | null;
  /** In milliseconds; null where nothing is put past the API. */
  uploadExpiresAt: number | null;
  /** Set where the file goes up in parts. */
  inParts: boolean;
}

export interface JobRow extends Owned {
  partnerId: number;
  jobType: JobType;
  /** The number in its public ID, which counts for each type by itself. */
  number: number;
  /** Null where it is a batch's job, as the other where it is a feed's. */
  feedId: number | null;
  batchId: number | null;
  status: JobStatus;
  message: string;
  /** Asked to run, and not finished yet. */
  underWay: boolean;
  cancelRequested: boolean;
  startedAt: Date | null;
  finishedAt: Date | null;
  attempt: number;
  rowsTotal: number | null;
  rowsDone: number;
  result: LoadResult | BatchResult | null;
  error: string | null;
  /** In the order of the file. */
  errors: readonly JobErrorRow[];
  changes: readonly { sku: string; field: string; from: string | null; to: string | null }[];
}

export type JobErrorRow = JobError & { position: number };

export interface ProductRow extends Owned {
  partnerId: number;
  feedId: number | null;
  sku: string;
  productName: string;
  description: string | null;
  brand: string | null;
  category: string | null;
  /** An exact decimal in major units, without zeros at its end. */
  price: string | null;
  currency: string | null;
  availability: Availability | null;
  attributes: ReadonlyMap<string, string>;
  updatedAt: Date;
}

/** What a product costs and whether it is to be had. */
export type Offer = Pick<ProductRow, 'price' | 'currency' | 'availability'>;

export interface ProductChangeRow {
  id: number;
  productId: number;
  /** Null where a batch changed it. */
  feedId: number | null;
  jobType: JobType;
  jobNumber: number;
  changedAt: Date;
  from: Offer;
  to: Offer;
}

export interface CustomerRow extends Owned {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  updatedAt: Date;
}

export interface AddressRow extends Owned {
  customerId: number;
  addressLine1: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}

interface OrderItemRow {
  id: number;
  productId: number;
  sku: string;
  productName: string;
  quantity: number;
  /** Exact decimals in major units. */
  unitPrice: string;
  lineTotal: string;
}

export interface OrderRow extends Owned {
  partnerId: number;
  customerReference: string | null;
  customerId: number | null;
  shippingAddressId: number | null;
  salesChannelId: number | null;
  status: Order['status'];
  totalAmount: string;
  currency: string;
  items: readonly OrderItemRow[];
  updatedAt: Date;
}

/** Something that was done with a partner's feed at a moment. */
export interface FeedActivityRow {
  partnerId: number;
  at: number;
  done: 'uploaded' | 'loaded' | 'failed';
  result: LoadResult | null;
}

export interface SalesChannelRow extends Owned {
  partnerId: number;
  name: string;
  type: SalesChannel['type'];
  externalId: string | null;
  updatedAt: Date;
}

/** A price list as it was set: it holds until the next one of its product and channel. */
export interface PriceListRow {
  id: number;
  partnerId: number;
  productId: number;
  /** Null for the base list. */
  salesChannelId: number | null;
  setAt: number;
  /** By `validFrom`. */
  entries: readonly { validFrom: number; price: number; currency: string }[];
}

export interface BatchUploadRow extends Owned {
  partnerId: number;
  objectKey: string;
  expiresAt: number;
  usedAt: Date | null;
}

export interface BatchOperationRow {
  operationId: string;
  /** The file as it was sent. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Null until it was read, or where it cannot be. */
  type: string | null;
  status: 'pending' | 'succeeded' | 'failed';
  error: OperationProblem | null;
}

export interface BatchRow extends Owned {
  partnerId: number;
  uploadId: number;
  batchType: BatchType;
  name: string | null;
  onError: OnError;
  validateOnly: boolean;
  retryOfId: number | null;
  /** In the order of execution; a sentence where the archive is refused. */
  operations: BatchOperationRow[] | string;
  /** Of its archive. */
  notes: JobNote[];
}
