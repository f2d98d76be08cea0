import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ApproveOrderExportFields,
  Job,
  ListOrderExportsFields,
  OrderExport,
  OrderExportDetail,
  RejectOrderExportFields,
  ReplayOrderExportsFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Order exports: the log of exports, each of one order through one exporter. */
export class OrderExports extends Resource {
  /** Lists exports, newest first. */
  list(fields?: ListOrderExportsFields, options?: RequestOptions): PagePromise<OrderExport> {
    return this.endpoints.list(endpoints.listOrderExports, { query: fields, options });
  }

  /** Gets an export and its attempts. @throws NotFoundError */
  get(orderExportId: string, options?: RequestOptions): ApiPromise<OrderExportDetail> {
    const params = { order_export_id: orderExportId };
    return this.endpoints.call(endpoints.getOrderExport, { params, options });
  }

  /** Approves an export that waits for approval. @throws NotFoundError; ConflictError `export_not_waiting` */
  approve(
    orderExportId: string,
    fields: ApproveOrderExportFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<OrderExport> {
    const params = { order_export_id: orderExportId };
    return this.endpoints.call(endpoints.approveOrderExport, { params, json: fields, options });
  }

  /**
   * Rejects an export that waits for approval, is blocked or has failed. The order leaves the chain of exporters.
   *
   * @throws NotFoundError; ConflictError `export_not_waiting`; ValidationError without a reason
   */
  reject(
    orderExportId: string,
    fields: RejectOrderExportFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<OrderExport> {
    const params = { order_export_id: orderExportId };
    return this.endpoints.call(endpoints.rejectOrderExport, { params, json: fields, options });
  }

  /** Retries a failed export immediately. @throws NotFoundError; ConflictError `export_not_repeatable` */
  retry(orderExportId: string, options?: IdempotentRequestOptions): ApiPromise<OrderExport> {
    const params = { order_export_id: orderExportId };
    return this.endpoints.call(endpoints.retryOrderExport, { params, options });
  }

  /**
   * Repeats many exports of an exporter, as a job. Use `client.jobs.waitForJob` to wait for its end.
   *
   * @throws NotFoundError; ValidationError
   */
  replay(fields: ReplayOrderExportsFields, options?: IdempotentRequestOptions): ApiPromise<Job> {
    return this.endpoints.call(endpoints.replayOrderExports, { json: fields, options });
  }
}
