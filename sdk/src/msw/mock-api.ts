import { isWorked, type WorkedJobType } from '@commerce-integration/contract';
import { type HttpHandler, http } from 'msw';
import { analyticsHandlers, noteLoad } from './analytics/mock-analytics.ts';
import { recordBatchEnd } from './batches/mock-batch-events.ts';
import { operationsOf, runBatch } from './batches/mock-batch-run.ts';
import { batchHandlers } from './batches/mock-batches.ts';
import { loadFeed } from './catalog/mock-load.ts';
import { productHandlers } from './catalog/mock-products.ts';
import { categoryHandlers } from './categories/mock-categories.ts';
import { consoleHandlers } from './console/mock-console.ts';
import { type Operation, type OperationName, operations } from './contract/mock-contract.ts';
import type { Operations } from './contract/operation-types.ts';
import { customerHandlers } from './customers/mock-customers.ts';
import { eventHandlers } from './events/mock-events.ts';
import { feedHandlers } from './feeds/mock-feeds.ts';
import { recordLoadEnd } from './feeds/mock-load-events.ts';
import { MockRateCounter } from './http/mock-access.ts';
import type { AllHandlers, MockParts } from './http/mock-call.ts';
import { MockFailures } from './http/mock-failures.ts';
import { MockIdempotency } from './http/mock-idempotency.ts';
import { type MockOverride, type Override, overrideOf } from './http/mock-override.ts';
import { type ServeParts, serveRequest } from './http/serve-request.ts';
import { changeDescriptorHandlers } from './impex/mock-change-descriptor.ts';
import { dataDescriptorHandlers } from './impex/mock-descriptors.ts';
import { dataGroupHandlers } from './impex/mock-groups.ts';
import { recordImportEnd, runImport } from './impex/mock-import-run.ts';
import { importErrorHandlers } from './impex/mock-rejected-rows.ts';
import { dataExportHandlers, recordExportEnd, runExport } from './impex-exports/mock-exports.ts';
import { scheduleHandlers } from './impex-schedules/mock-schedules.ts';
import { recordJobEnd } from './jobs/mock-job-rows.ts';
import { jobHandlers } from './jobs/mock-jobs.ts';
import { type LoadOutcome, MockWorker } from './jobs/mock-worker.ts';
import { loadUndoHandlers, recordUndoEnd, runUndo } from './load-undo/mock-undo.ts';
import { seedTables } from './mock-seed.ts';
import {
  changedSettings,
  checkJobFailures,
  checkOperation,
  checkOptions,
  checkSettings,
} from './options/mock-option-checks.ts';
import type {
  FullSettings,
  MockApiOptions,
  MockFailure,
  MockJobFailures,
  MockSettings,
} from './options/mock-options.ts';
import type { MockSeed, Seeded } from './options/mock-seed-types.ts';
import { setFlags } from './order-exports/mock-export-run.ts';
import { exporterUses } from './order-exports/mock-exporter-descriptors.ts';
import { orderExporterHandlers } from './order-exports/mock-order-exporters.ts';
import { orderExportHandlers, runReplay } from './order-exports/mock-order-exports.ts';
import { feedUses } from './order-updates/mock-feed-descriptors.ts';
import { orderUpdateFeedHandlers } from './order-updates/mock-order-update-feeds.ts';
import { orderUpdateHandlers } from './order-updates/mock-order-updates.ts';
import { retryParked } from './order-updates/mock-update-rows.ts';
import { orderHandlers } from './orders/mock-orders.ts';
import { partnerHandlers } from './partners/mock-partners.ts';
import { type PricesSeen, pricesSeen } from './prices/mock-price-events.ts';
import { priceHandlers } from './prices/mock-prices.ts';
import { salesChannelHandlers } from './sales-channels/mock-sales-channels.ts';
import { serviceHandlers } from './service/mock-service.ts';
import type { JobRow } from './store/mock-rows.ts';
import { MockStorage, STORAGE_URL } from './store/mock-storage.ts';
import { MockTables } from './store/mock-tables.ts';
import { runRedelivery, webhookDeliveryHandlers } from './webhooks/mock-webhook-deliveries.ts';
import { MockWebhooks } from './webhooks/mock-webhook-handlers.ts';
import { writeDeliveries } from './webhooks/mock-webhook-rows.ts';
import { webhookHandlers } from './webhooks/mock-webhooks.ts';

/** Every operation of the contract: does not compile if one is missing. */
const handlers: AllHandlers = {
  ...partnerHandlers,
  ...feedHandlers,
  ...jobHandlers,
  ...importErrorHandlers,
  ...loadUndoHandlers,
  ...productHandlers,
  ...priceHandlers,
  ...salesChannelHandlers,
  ...categoryHandlers,
  ...batchHandlers,
  ...customerHandlers,
  ...orderHandlers,
  ...orderExporterHandlers,
  ...orderExportHandlers,
  ...orderUpdateHandlers,
  ...orderUpdateFeedHandlers,
  ...analyticsHandlers,
  ...dataDescriptorHandlers,
  ...changeDescriptorHandlers([feedUses, exporterUses]),
  ...dataGroupHandlers,
  ...dataExportHandlers,
  ...scheduleHandlers,
  ...eventHandlers,
  ...webhookHandlers,
  ...webhookDeliveryHandlers,
  ...consoleHandlers,
  ...serviceHandlers,
};

/** How the jobs of each type are done: one that is missing does not compile. */
const works: Record<WorkedJobType, (parts: Pick<MockParts, 'tables' | 'storage'>, job: JobRow) => LoadOutcome> = {
  validation: loadFeed,
  operations_batch: ({ tables }, job) => runBatch(tables, job),
  webhook_redelivery: ({ tables }, job) => runRedelivery(tables, job),
  order_export_replay: ({ tables }, job) => runReplay(tables, job),
  import: ({ tables }, job) => runImport(tables, job),
  export: runExport,
  undo: ({ tables }, job) => runUndo(tables, job),
};

/** What is recorded at the end of the jobs of each type, beside the end itself. */
const ends: Partial<Record<WorkedJobType, (tables: MockTables, job: JobRow, seen: PricesSeen) => void>> = {
  validation: recordLoadEnd,
  operations_batch: recordBatchEnd,
  import: recordImportEnd,
  export: recordExportEnd,
  undo: recordUndoEnd,
};

/**
 * Creates an in-memory mock of the whole API, for tests and for work without a server. It is stateful: an uploaded feed
 * has jobs, a run of a job loads products, and products can be ordered.
 *
 * @example
 * const mock = createMockApi({ seed: { partners: [{ partner_name: 'Acme Corp', api_key: 'acme-key' }] } });
 * const server = setupServer(...mock.handlers);
 * server.listen({ onUnhandledFrame: 'error' });
 *
 * @throws TypeError that names unknown or invalid options
 */
export function createMockApi(options: MockApiOptions = {}): MockApi {
  return new MockApi(options);
}

/** A mock of the API. Mocks share no state. */
export class MockApi {
  /**
   * Handlers for `setupServer(...mock.handlers)` or `setupWorker(...mock.handlers)`: one per endpoint, and one for the
   * file storage.
   */
  readonly handlers: HttpHandler[];
  /** Calls functions for events that the mock causes, and sends deliveries to your own endpoint. */
  readonly webhooks = new MockWebhooks();
  readonly #options: MockApiOptions;
  #settings: FullSettings;
  #parts: ServeParts & { worker: MockWorker };
  readonly #overrides = new Map<OperationName, Override[]>();

  /** @internal */
  constructor(options: MockApiOptions) {
    checkOptions(options);
    this.#options = options;
    this.#settings = changedSettings(options);
    this.#parts = this.#freshParts();
    this.handlers = this.#makeHandlers();
  }

  /**
   * Handles an operation with your own function, until the returned function is called. The handler is called after
   * authorisation and validation, and returns the response; `next()` returns the regular response. The handler added
   * last is called first.
   *
   * @example
   * mock.on('getProduct', ({ params }) => problem('not_found', `Product ${params.product_id} not found.`));
   *
   * @throws TypeError for an unknown operation
   */
  on<N extends keyof Operations>(operation: N, handler: MockOverride<N>): () => void {
    checkOperation(operation);
    const override = overrideOf(handler);
    this.#overrides.set(operation, [...(this.#overrides.get(operation) ?? []), override]);
    return () => {
      const left = this.#overrides.get(operation)?.filter((one) => one !== override) ?? [];
      this.#overrides.set(operation, left);
    };
  }

  /**
   * Makes the next call or calls of an operation fail.
   *
   * @example
   * mock.failNext('listProducts', { status: 503, retryAfterSeconds: 1 });
   * mock.failNext('createOrder', { answerLost: true });
   *
   * @throws TypeError that names unknown or invalid properties
   */
  failNext(operation: keyof Operations, failure: Omit<MockFailure, 'operation'>): void {
    this.#parts.failures.add({ ...failure, operation });
  }

  /** Makes the next run of a job fail. @throws TypeError */
  failNextJob(failures: MockJobFailures = {}): void {
    checkJobFailures(failures);
    this.#parts.worker.failNext(failures);
  }

  /** Changes settings; omitted ones stay, and undefined restores the default. @throws TypeError */
  set(changes: MockSettings): void {
    checkSettings(changes);
    this.#settings = changedSettings(changes, this.#settings);
    this.#parts.settings = this.#settings;
  }

  /** Adds partners, keys and products, as if they had always existed. @throws TypeError */
  seed(seed: MockSeed): Seeded {
    return seedTables(this.#parts.tables, seed);
  }

  /** Resets the mock to its options and their seed. All later changes are lost. */
  reset(): void {
    this.#overrides.clear();
    this.webhooks.reset();
    for (const listener of [...this.#parts.tables.eventListeners]) listener.reset?.();
    this.#settings = changedSettings(this.#options);
    this.#parts = this.#freshParts();
  }

  #freshParts(): ServeParts & { worker: MockWorker } {
    const {
      baseUrl = 'http://localhost:3000',
      operatorKey = 'demo-secret-key',
      failures = [],
      failJobs,
      seed,
    } = this.#options;
    const tables = new MockTables();
    const storage = new MockStorage();
    const countRows = (job: JobRow) =>
      operationsOf(tables, job) || (tables.feedFiles.get(job.feedId ?? 0)?.records.length ?? 0);
    const prices = new Map<JobRow, PricesSeen>();
    const load = (job: JobRow) => {
      if (!isWorked(job.jobType)) throw new Error(`No worker runs ${job.jobType} jobs`);
      prices.set(job, pricesSeen(tables));
      return works[job.jobType]({ tables, storage }, job);
    };
    const ended = (job: JobRow) => {
      noteLoad(tables, job);
      recordJobEnd(tables, job);
      if (isWorked(job.jobType)) ends[job.jobType]?.(tables, job, prices.get(job) ?? pricesSeen(tables));
      prices.delete(job);
    };
    const worker = new MockWorker(tables, { countRows, load, ended }, () => this.#settings.slowJobs);
    const parts = {
      basePath: new URL(baseUrl).pathname.replace(/\/+$/, ''),
      operatorKey,
      handlers,
      overrides: this.#overrides,
      tables,
      storage,
      worker,
      settings: this.#settings,
      failures: new MockFailures(),
      idempotency: new MockIdempotency(),
      rates: new MockRateCounter(),
    };
    for (const failure of failures) parts.failures.add(failure);
    if (failJobs) worker.failNext(failJobs);
    if (seed) seedTables(tables, seed);
    for (const react of [writeDeliveries, retryParked, setFlags])
      tables.eventListeners.add({ recorded: (event) => react(tables, event) });
    tables.eventListeners.add({ recorded: (event) => this.webhooks.recorded(event) });
    return parts;
  }

  #makeHandlers(): HttpHandler[] {
    const base = (this.#options.baseUrl ?? 'http://localhost:3000').replace(/\/+$/, '');
    const serve = ({ request }: { request: Request }) => serveRequest(this.#parts, request);
    const each = operations.map(({ route }) => http[methodOf(route)](`${base}${route.path}`, serve));
    const storage = http.all(STORAGE_URL, ({ request }) => this.#parts.storage.serve(request));
    // Requests that match no endpoint are answered as the API would, not sent to the network.
    return [...each, storage, http.all(`${base}/*`, serve)];
  }
}

function methodOf({ method }: Operation['route']): 'get' | 'post' | 'patch' | 'put' | 'delete' {
  return method.toLowerCase() as Lowercase<typeof method>;
}
