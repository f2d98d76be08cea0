import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreatedOrderExporter,
  CreateOrderExporterFields,
  ListOrderExportersFields,
  OrderExporter,
  OrderExportFlags,
  SetOrderExportFlagsFields,
  UpdateOrderExporterFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Exporters take orders with a flag to other systems, one after the other in chains. */
export class OrderExporters extends Resource {
  /**
   * Creates an exporter. The secret that verifies the requests of an HTTP exporter is only in this response.
   *
   * @throws ValidationError; ConflictError `next_flag_taken`, `export_chain_loops`, `too_many_order_exporters`
   *
   * @example
   * const { exporter_id, secret } = await client.orderExporters.create({
   *   name: 'Fulfilment',
   *   kind: 'http',
   *   when: { flag: 'to_fulfilment' },
   *   target: { url: 'https://fulfilment.example/orders' },
   *   next_flag: 'to_erp',
   * });
   */
  create(fields: CreateOrderExporterFields, options?: IdempotentRequestOptions): ApiPromise<CreatedOrderExporter> {
    return this.endpoints.call(endpoints.createOrderExporter, { json: fields, options });
  }

  /** Lists exporters, newest first. */
  list(fields?: ListOrderExportersFields, options?: RequestOptions): PagePromise<OrderExporter> {
    return this.endpoints.list(endpoints.listOrderExporters, { query: fields, options });
  }

  /** Gets an exporter with its health: circuit, failures, last error. @throws NotFoundError */
  get(exporterId: string, options?: RequestOptions): ApiPromise<OrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.getOrderExporter, { params, options });
  }

  /**
   * Changes, disables or enables an exporter. Orders that wait for it go out by the changed settings.
   *
   * @throws NotFoundError; ValidationError; ConflictError `next_flag_taken`, `export_chain_loops`
   */
  update(exporterId: string, fields: UpdateOrderExporterFields, options?: RequestOptions): ApiPromise<OrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.updateOrderExporter, { params, json: fields, options });
  }

  /**
   * Deletes an exporter. What waits for it is cleared. When the response is lost and a retry finds no such exporter, the
   * first try has deleted it: that is not an error.
   *
   * @throws NotFoundError
   */
  delete(exporterId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { exporter_id: exporterId };
    return this.endpoints.delete(endpoints.deleteOrderExporter, { params, options });
  }

  /** Replaces the secret of an HTTP exporter, at once. @throws NotFoundError; ConflictError for other kinds */
  rotateSecret(exporterId: string, options?: IdempotentRequestOptions): ApiPromise<CreatedOrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.rotateOrderExporterSecret, { params, options });
  }

  /** Gets the table of flags: which state of an order or a delivery sets which. */
  getFlags(options?: RequestOptions): ApiPromise<OrderExportFlags> {
    return this.endpoints.call(endpoints.getOrderExportFlags, { options });
  }

  /** Replaces the table of flags. For the operator. @throws ValidationError; PermissionError */
  setFlags(fields: SetOrderExportFlagsFields, options?: RequestOptions): ApiPromise<OrderExportFlags> {
    return this.endpoints.call(endpoints.setOrderExportFlags, { json: fields, options });
  }
}
