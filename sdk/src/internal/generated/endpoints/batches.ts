// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const getBatchUploadUrl: EndpointOf<{ answer: wire.BatchUpload }> = 'GET /org/:org_id(PT)/operations-batches/upload-url';
export const createOperationsBatch: EndpointOf<{ body: wire.CreateBatchFields; answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_type(valid-from-price-updates|product-updates) 201 key';
export const createOperationsBatchFields: readonly string[] = ["upload_id","name","on_error","validate_only"];
export const listOperationsBatches: EndpointOf<{ query: wire.ListBatchesFields; answer: Page<wire.OperationsBatch> }> = 'GET /org/:org_id(PT)/operations-batches?batch_type&status&created_from&created_to&limit&cursor';
export const getOperationsBatch: EndpointOf<{ answer: wire.OperationsBatch }> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)';
export const listBatchOperations: EndpointOf<{ query: wire.ListBatchOperationsFields; answer: Page<wire.BatchOperation> }> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)/operations?status&limit&cursor';
export const downloadBatchErrors: EndpointOf<{}> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)/errors.zip application/zip';
export const cancelOperationsBatch: EndpointOf<{ answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_id(OB)/cancel 200 202';
export const retryFailedOperations: EndpointOf<{ answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_id(OB)/retry-failed 201 key';
