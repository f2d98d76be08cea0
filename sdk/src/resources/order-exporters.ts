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

/** Order exporters: they send orders with a certain flag to other systems, and can be linked into chains. */
export class OrderExporters extends Resource {
  /**
   * Creates an exporter. The secret for the verification of an HTTP exporter's requests is only in this response.
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

  /** Gets an exporter and its health: circuit, failures, last error. @throws NotFoundError */
  get(exporterId: string, options?: RequestOptions): ApiPromise<OrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.getOrderExporter, { params, options });
  }

  /**
   * Updates, disables or enables an exporter. Orders that wait for it are exported with the new settings.
   *
   * @throws NotFoundError; ValidationError; ConflictError `next_flag_taken`, `export_chain_loops`
   */
  update(exporterId: string, fields: UpdateOrderExporterFields, options?: RequestOptions): ApiPromise<OrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.updateOrderExporter, { params, json: fields, options });
  }

  /**
   * Deletes an exporter. Orders no longer wait for it. If the response is lost and a retry no longer finds the
   * exporter, the call succeeds: the first attempt has deleted it.
   *
   * @throws NotFoundError
   */
  delete(exporterId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { exporter_id: exporterId };
    return this.endpoints.delete(endpoints.deleteOrderExporter, { params, options });
  }

  /**
   * Replaces the secret of an HTTP exporter with immediate effect.
   *
   * @throws NotFoundError; ConflictError for other kinds
   */
  rotateSecret(exporterId: string, options?: IdempotentRequestOptions): ApiPromise<CreatedOrderExporter> {
    const params = { exporter_id: exporterId };
    return this.endpoints.call(endpoints.rotateOrderExporterSecret, { params, options });
  }

  /** Gets the table of flags: which flag each state of an order or delivery sets. */
  getFlags(options?: RequestOptions): ApiPromise<OrderExportFlags> {
    return this.endpoints.call(endpoints.getOrderExportFlags, { options });
  }

  /** Replaces the table of flags. Needs an operator's key. @throws ValidationError; PermissionError */
  setFlags(fields: SetOrderExportFlagsFields, options?: RequestOptions): ApiPromise<OrderExportFlags> {
    return this.endpoints.call(endpoints.setOrderExportFlags, { json: fields, options });
  }
}
