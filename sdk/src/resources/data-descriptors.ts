import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  BuiltInDescriptor,
  CreateDataDescriptorFields,
  DataDescriptor,
  DataPreview,
  DataProposal,
  DetectDataDefinitionFields,
  GetDataDescriptorFields,
  ListDataDescriptorsFields,
  PreviewDataDefinitionFields,
  PreviewDataDescriptorFields,
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
    return this.endpoints.call(endpoints.createDataDescriptor, { json: fields, options });
  }

  /** Lists data descriptors, newest first. */
  list(fields?: ListDataDescriptorsFields, options?: RequestOptions): PagePromise<DataDescriptor> {
    return this.endpoints.list(endpoints.listDataDescriptors, { query: fields, options });
  }

  /** Lists the data descriptors that every partner has: a data group may name them in `descriptors`. */
  builtIn(options?: RequestOptions): PagePromise<BuiltInDescriptor> {
    return this.endpoints.list(endpoints.listBuiltInDescriptors, { options });
  }

  /** Gets a data descriptor; with `version`, a former version of it. @throws NotFoundError */
  get(
    dataDescriptorId: string,
    fields?: GetDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.getDataDescriptor, { params, query: fields, options });
  }

  /** Changes a data descriptor, which makes a new version. @throws NotFoundError; ValidationError */
  update(
    dataDescriptorId: string,
    fields: UpdateDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.updateDataDescriptor, { params, json: fields, options });
  }

  /**
   * Deletes a data descriptor. When the response is lost and a retry finds none, the first try has deleted it: that is
   * not an error.
   *
   * @throws NotFoundError; ConflictError while a data group names it
   */
  delete(dataDescriptorId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.delete(endpoints.deleteDataDescriptor, { params, options });
  }

  /**
   * Shows the first rows of a sample as a data descriptor reads them, and what an import would do with them now. Writes
   * nothing. @throws NotFoundError; ValidationError
   */
  preview(
    dataDescriptorId: string,
    fields: PreviewDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataPreview> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.previewDataDescriptor, { params, json: fields, options });
  }

  /** Like `preview`, for a description that is not stored yet. @throws ValidationError for one that is wrong in itself */
  previewDefinition(fields: PreviewDataDefinitionFields, options?: RequestOptions): ApiPromise<DataPreview> {
    return this.endpoints.call(endpoints.previewDataDefinition, { json: fields, options });
  }

  /**
   * Proposes how a file is described, from its beginning: format, delimiter, types, and the targets of columns with usual
   * names. Check it with `previewDefinition`, and correct it, before a descriptor is created of it.
   *
   * @example
   * const { definition, unassigned } = await client.dataDescriptors.detect({
   *   file_name: 'preise_2026-04.csv',
   *   sample: 'Artikelnummer;Preis;Lagerplatz\nHL-1;1.299,50 €;A7\n',
   * });
   */
  detect(fields: DetectDataDefinitionFields, options?: RequestOptions): ApiPromise<DataProposal> {
    return this.endpoints.call(endpoints.detectDataDefinition, { json: fields, options });
  }

  /**
   * Downloads all rows of the descriptor's partner in its layout: imported again by it, they are unchanged. The
   * response's body is streamed. @throws NotFoundError; ConflictError for a layout that loses something in reading
   */
  export(dataDescriptorId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.download(endpoints.exportDataDescriptor, { params, types: 'any', options });
  }

  /** Downloads a file without rows in the layout of a descriptor. The response's body is streamed. @throws NotFoundError */
  sample(dataDescriptorId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.download(endpoints.getDataDescriptorSample, { params, types: 'any', options });
  }
}
