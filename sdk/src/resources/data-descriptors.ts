import { dataDescriptorsEndpoints } from '../internal/generated/endpoints.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreateDataDescriptorFields,
  DataDescriptor,
  GetDataDescriptorFields,
  ListDataDescriptorsFields,
  UpdateDataDescriptorFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Data descriptors: how files of other systems are laid out, and what their rows are. */
export class DataDescriptors extends Resource {
  /**
   * Describes the layout of a file.
   *
   * @throws ValidationError for columns that do not go together with the entity, the format or each other
   *
   * @example
   * const { data_descriptor_id } = await client.dataDescriptors.create({
   *   name: 'Prices of the ERP',
   *   entity: 'price',
   *   format: { type: 'csv', encoding: 'windows-1252', delimiter: ';' },
   *   columns: [
   *     { target: 'sku', source: 'Artikelnummer' },
   *     { target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',' },
   *     { target: 'currency', constant: 'EUR' },
   *   ],
   * });
   */
  create(fields: CreateDataDescriptorFields, options?: IdempotentRequestOptions): ApiPromise<DataDescriptor> {
    return this.endpoints.call(dataDescriptorsEndpoints.createDataDescriptor, { json: fields, options });
  }

  /** Lists data descriptors, newest first. */
  list(fields?: ListDataDescriptorsFields, options?: RequestOptions): PagePromise<DataDescriptor> {
    return this.endpoints.list(dataDescriptorsEndpoints.listDataDescriptors, { query: fields, options });
  }

  /** Gets a data descriptor; with `version`, a former version of it. @throws NotFoundError */
  get(
    dataDescriptorId: string,
    fields?: GetDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(dataDescriptorsEndpoints.getDataDescriptor, { params, query: fields, options });
  }

  /** Changes a data descriptor, which makes a new version. @throws NotFoundError; ValidationError */
  update(
    dataDescriptorId: string,
    fields: UpdateDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(dataDescriptorsEndpoints.updateDataDescriptor, { params, json: fields, options });
  }

  /**
   * Deletes a data descriptor. When the response is lost and a retry finds none, the first try has deleted it: that is
   * not an error.
   *
   * @throws NotFoundError; ConflictError while a data group names it
   */
  delete(dataDescriptorId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_descriptor_id: dataDescriptorId };
    const call = { params, answer: 'none' as const, goneIsDone: true, options };
    return ApiPromise.start(() => this.endpoints.send<void>(dataDescriptorsEndpoints.deleteDataDescriptor, call));
  }

  /** Downloads a file without rows in the layout of a descriptor. The response's body is streamed. @throws NotFoundError */
  sample(dataDescriptorId: string, options?: RequestOptions): ApiPromise<Response> {
    const call = { params: { data_descriptor_id: dataDescriptorId }, answer: 'stream' as const, options };
    return this.endpoints.start<Response>(dataDescriptorsEndpoints.getDataDescriptorSample, call);
  }
}
