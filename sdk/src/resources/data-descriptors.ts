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

/** Data descriptors: the layout of files of other systems, and the entity that their rows contain. */
export class DataDescriptors extends Resource {
  /**
   * Creates a data descriptor, which defines the layout of a file.
   *
   * @throws ValidationError for columns that do not match the entity, the format or each other
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

  /** Lists the built-in data descriptors, which all partners can use in the `descriptors` of a data group. */
  builtIn(options?: RequestOptions): PagePromise<BuiltInDescriptor> {
    return this.endpoints.list(endpoints.listBuiltInDescriptors, { options });
  }

  /** Gets a data descriptor; with `version`, an earlier version. @throws NotFoundError */
  get(
    dataDescriptorId: string,
    fields?: GetDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.getDataDescriptor, { params, query: fields, options });
  }

  /** Updates a data descriptor, which creates a new version. @throws NotFoundError; ValidationError */
  update(
    dataDescriptorId: string,
    fields: UpdateDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataDescriptor> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.updateDataDescriptor, { params, json: fields, options });
  }

  /**
   * Deletes a data descriptor. If the response is lost and a retry no longer finds the data descriptor, the call
   * succeeds: the first attempt has deleted it.
   *
   * @throws NotFoundError; ConflictError while a data group uses it
   */
  delete(dataDescriptorId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.delete(endpoints.deleteDataDescriptor, { params, options });
  }

  /**
   * Reads the first rows of a sample with a data descriptor, and shows what an import would currently do with them.
   * Writes nothing. @throws NotFoundError; ValidationError
   */
  preview(
    dataDescriptorId: string,
    fields: PreviewDataDescriptorFields,
    options?: RequestOptions,
  ): ApiPromise<DataPreview> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.call(endpoints.previewDataDescriptor, { params, json: fields, options });
  }

  /** Like `preview`, but for a definition that is not stored yet. @throws ValidationError for an invalid definition */
  previewDefinition(fields: PreviewDataDefinitionFields, options?: RequestOptions): ApiPromise<DataPreview> {
    return this.endpoints.call(endpoints.previewDataDefinition, { json: fields, options });
  }

  /**
   * Proposes a definition for a file from its beginning: format, delimiter, types, and the targets of columns with
   * common names. Check it with `previewDefinition`, and correct it, before you create a descriptor from it.
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
   * Downloads all rows of the descriptor's partner in its layout. An import of this file with the same descriptor
   * changes nothing. The response body is streamed. @throws NotFoundError; ConflictError for a layout whose values
   * cannot be read back without loss
   */
  export(dataDescriptorId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.download(endpoints.exportDataDescriptor, { params, types: 'any', options });
  }

  /**
   * Downloads a file without rows in the layout of a descriptor. The response body is streamed.
   *
   * @throws NotFoundError
   */
  sample(dataDescriptorId: string, options?: RequestOptions): ApiPromise<Response> {
    const params = { data_descriptor_id: dataDescriptorId };
    return this.endpoints.download(endpoints.getDataDescriptorSample, { params, types: 'any', options });
  }
}
