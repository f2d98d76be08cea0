// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.
// Name them one by one, as `endpoints.getJob`: a namespace that is used as a value comes along whole.

import type { EndpointOf } from '../endpoints/endpoint.ts';
import type { Page } from '../endpoints/page.ts';
import type * as wire from './wire-types.ts';

export const createPartner: EndpointOf<{ body: wire.CreatePartnerFields; answer: wire.Partner }> = 'POST /partners 201 key';
export const listPartners: EndpointOf<{ query: wire.ListPartnersFields; answer: Page<wire.Partner> }> = 'GET /partners?partner_name&status&limit&cursor';
export const getPartner: EndpointOf<{ answer: wire.Partner }> = 'GET /partners/:partner_id(PT)';
export const updatePartner: EndpointOf<{ body: wire.UpdatePartnerFields; answer: wire.Partner }> = 'PATCH /partners/:partner_id(PT)';
export const createApiKey: EndpointOf<{ body: wire.CreateApiKeyFields; answer: wire.CreatedApiKey }> = 'POST /partners/:partner_id(PT)/api-keys 201 key';
export const listApiKeys: EndpointOf<{ query: wire.ListApiKeysFields; answer: Page<wire.ApiKey> }> = 'GET /partners/:partner_id(PT)/api-keys?limit&cursor';
export const revokeApiKey: EndpointOf<{}> = 'DELETE /partners/:partner_id(PT)/api-keys/:api_key_id(AK) 204';

export const uploadFeed: EndpointOf<{ body: wire.FeedFields; answer: wire.FeedAccepted }> = 'POST /feeds/upload 201 key';
export const uploadFeedFields: readonly string[] = ["partner_name","partner_id","mode","max_error_ratio","max_removed_ratio","validate_only"];
export const createFeedUploadUrl: EndpointOf<{ body: wire.CreateUploadUrlFields; answer: wire.UploadTicket }> = 'POST /feeds/upload-url 201 key';
export const completeFeedUpload: EndpointOf<{ body: wire.CompleteUploadFields; answer: wire.FeedAccepted }> = 'POST /feeds/:feed_id(FD)/complete key';
export const listFeeds: EndpointOf<{ query: wire.ListFeedsFields; answer: Page<wire.Feed> }> = 'GET /feeds?partner_name&status&created_from&created_to&limit&cursor';
export const getFeed: EndpointOf<{ answer: wire.Feed }> = 'GET /feeds/:feed_id(FD)';
export const getFeedFile: EndpointOf<{}> = 'GET /feeds/:feed_id(FD)/file 302';

export const listJobs: EndpointOf<{ query: wire.ListJobsFields; answer: Page<wire.Job> }> = 'GET /jobs?job_type&status&feed_id&batch_id&data_group_id&partner_name&created_from&created_to&limit&cursor';
export const getJob: EndpointOf<{ query: wire.GetJobFields; answer: wire.Job }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)?wait';
export const runJob: EndpointOf<{ answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/run 200 202 key';
export const cancelJob: EndpointOf<{ answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/cancel 200 202';
export const undoJob: EndpointOf<{ body: wire.UndoJobFields; answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/undo 202 key';
export const listJobErrors: EndpointOf<{ query: wire.ListJobErrorsFields; answer: Page<wire.JobError> }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/errors?limit&cursor';
export const downloadJobErrors: EndpointOf<{ query: wire.DownloadJobErrorsFields }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/errors.csv?file_name text/csv';
export const listJobChanges: EndpointOf<{ query: wire.ListJobChangesFields; answer: Page<wire.JobChange> }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/changes?limit&cursor';

export const listProducts: EndpointOf<{ query: wire.ListProductsFields; answer: Page<wire.Product> }> = 'GET /products?as_of&sales_channel_id&partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&sort_by&order&limit&cursor&feed_id';
export const exportProducts: EndpointOf<{ query: wire.ExportProductsFields }> = 'GET /products/export?partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&feed_id&format text/csv';
export const listProductsByFeed: EndpointOf<{ query: wire.ListProductsByFeedFields; answer: Page<wire.Product> }> = 'GET /products/by-feed/:feed_id(FD)?as_of&sales_channel_id&partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&sort_by&order&limit&cursor';
export const getProduct: EndpointOf<{ answer: wire.Product }> = 'GET /products/:product_id(PR)';
export const listProductHistory: EndpointOf<{ query: wire.ListProductHistoryFields; answer: Page<wire.ProductChange> }> = 'GET /products/:product_id(PR)/history?limit&cursor';

export const getPriceInForce: EndpointOf<{ query: wire.GetPriceFields; answer: wire.PriceInForce }> = 'GET /products/:product_id(PR)/prices?at&sales_channel_id';
export const setPriceList: EndpointOf<{ body: wire.SetPriceListFields; answer: wire.PriceInForce }> = 'PUT /products/:product_id(PR)/price-list key';
export const listPriceListHistory: EndpointOf<{ query: wire.ListPriceListHistoryFields; answer: Page<wire.PriceListChange> }> = 'GET /products/:product_id(PR)/price-list/history?sales_channel_id&limit&cursor';

export const createSalesChannel: EndpointOf<{ body: wire.CreateSalesChannelFields; answer: wire.SalesChannel }> = 'POST /sales-channels 201 key';
export const listSalesChannels: EndpointOf<{ query: wire.ListSalesChannelsFields; answer: Page<wire.SalesChannel> }> = 'GET /sales-channels?partner_name&type&external_id&limit&cursor';
export const getSalesChannel: EndpointOf<{ answer: wire.SalesChannel }> = 'GET /sales-channels/:sales_channel_id(SC)';
export const updateSalesChannel: EndpointOf<{ body: wire.UpdateSalesChannelFields; answer: wire.SalesChannel }> = 'PATCH /sales-channels/:sales_channel_id(SC)';

export const listCategories: EndpointOf<{ query: wire.ListCategoriesFields; answer: Page<wire.Category> }> = 'GET /categories?partner_name&code&parent_code&limit&cursor';
export const getCategory: EndpointOf<{ answer: wire.Category }> = 'GET /categories/:category_id(CT)';

export const getBatchUploadUrl: EndpointOf<{ answer: wire.BatchUpload }> = 'GET /org/:org_id(PT)/operations-batches/upload-url';
export const createOperationsBatch: EndpointOf<{ body: wire.CreateBatchFields; answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_type(valid-from-price-updates|product-updates) 201 key';
export const createOperationsBatchFields: readonly string[] = ["upload_id","name","on_error","validate_only"];
export const listOperationsBatches: EndpointOf<{ query: wire.ListBatchesFields; answer: Page<wire.OperationsBatch> }> = 'GET /org/:org_id(PT)/operations-batches?batch_type&status&created_from&created_to&limit&cursor';
export const getOperationsBatch: EndpointOf<{ answer: wire.OperationsBatch }> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)';
export const listBatchOperations: EndpointOf<{ query: wire.ListBatchOperationsFields; answer: Page<wire.BatchOperation> }> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)/operations?status&limit&cursor';
export const downloadBatchErrors: EndpointOf<{}> = 'GET /org/:org_id(PT)/operations-batches/:batch_id(OB)/errors.zip application/zip';
export const cancelOperationsBatch: EndpointOf<{ answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_id(OB)/cancel 200 202';
export const retryFailedOperations: EndpointOf<{ answer: wire.OperationsBatch }> = 'POST /org/:org_id(PT)/operations-batches/:batch_id(OB)/retry-failed 201 key';

export const createCustomer: EndpointOf<{ body: wire.CreateCustomerFields; answer: wire.Customer }> = 'POST /customers 201 key';
export const listCustomers: EndpointOf<{ query: wire.ListCustomersFields; answer: Page<wire.Customer> }> = 'GET /customers?partner_name&external_id&created_from&created_to&limit&cursor';
export const deleteCustomers: EndpointOf<{ body: wire.DeleteCustomersFields; answer: wire.CustomerDeletions }> = 'DELETE /customers';
export const getCustomerAddress: EndpointOf<{ answer: wire.CustomerAddress }> = 'GET /customers/addresses/:address_id(AD)';
export const getCustomer: EndpointOf<{ answer: wire.Customer }> = 'GET /customers/:customer_id(CU)';
export const deleteCustomer: EndpointOf<{}> = 'DELETE /customers/:customer_id(CU) 204';
export const createCustomerAddress: EndpointOf<{ body: wire.CreateAddressFields; answer: wire.CustomerAddress }> = 'POST /customers/:customer_id(CU)/addresses 201 key';

export const createOrder: EndpointOf<{ body: wire.CreateOrderFields; answer: wire.Order }> = 'POST /orders 201 key';
export const listOrders: EndpointOf<{ query: wire.ListOrdersFields; answer: Page<wire.Order> }> = 'GET /orders?partner_name&customer_id&customer_reference&sku&product_id&tracking_number&blocked&status&fulfillment_status&created_from&created_to&limit&cursor';
export const getOrder: EndpointOf<{ answer: wire.Order }> = 'GET /orders/:order_id(OR)';
export const transitionOrder: EndpointOf<{ body: wire.TransitionOrderFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/transitions 201 key';
export const listOrderHistory: EndpointOf<{ query: wire.ListOrderHistoryFields; answer: Page<wire.OrderHistoryEntry> }> = 'GET /orders/:order_id(OR)/history?limit&cursor';
export const createDelivery: EndpointOf<{ body: wire.CreateDeliveryFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/deliveries 201 key';
export const getDelivery: EndpointOf<{ answer: wire.Delivery }> = 'GET /deliveries/:delivery_id(DL)';
export const updateDelivery: EndpointOf<{ body: wire.UpdateDeliveryFields; answer: wire.Delivery }> = 'PATCH /deliveries/:delivery_id(DL)';
export const createShipment: EndpointOf<{ body: wire.CreateShipmentFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/shipments 201 key';
export const cancelOrderItems: EndpointOf<{ body: wire.CancelOrderItemsFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/cancellations 201 key';
export const returnOrderItems: EndpointOf<{ body: wire.ReturnOrderItemsFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/returns 201 key';
export const blockOrderExport: EndpointOf<{ body: wire.BlockOrderExportFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/block-export 201 key';
export const unblockOrderExport: EndpointOf<{ body: wire.UnblockOrderExportFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/unblock-export 201 key';
export const listOrdersByCustomer: EndpointOf<{ query: wire.ListOrdersByCustomerFields; answer: Page<wire.Order> }> = 'GET /customers/:customer_id(CU)/orders?status&fulfillment_status&created_from&created_to&limit&cursor';

export const sendOrderUpdates: EndpointOf<{ body: wire.SendOrderUpdatesFields; answer: wire.ReceivedOrderUpdates }> = 'POST /order-updates 202 key';
export const listOrderUpdates: EndpointOf<{ query: wire.ListOrderUpdatesFields; answer: Page<wire.OrderUpdate> }> = 'GET /order-updates?partner_name&status&code&order_id&order_update_feed_id&update_id&created_from&created_to&limit&cursor';
export const getOrderUpdate: EndpointOf<{ answer: wire.OrderUpdateDetail }> = 'GET /order-updates/:order_update_id(OU)';
export const retryOrderUpdate: EndpointOf<{ answer: wire.OrderUpdate }> = 'POST /order-updates/:order_update_id(OU)/retry 202 key';
export const dismissOrderUpdate: EndpointOf<{ answer: wire.OrderUpdate }> = 'POST /order-updates/:order_update_id(OU)/dismiss key';

export const createOrderUpdateFeed: EndpointOf<{ body: wire.CreateOrderUpdateFeedFields; answer: wire.CreatedOrderUpdateFeed }> = 'POST /order-update-feeds 201 key';
export const listOrderUpdateFeeds: EndpointOf<{ query: wire.ListOrderUpdateFeedsFields; answer: Page<wire.OrderUpdateFeed> }> = 'GET /order-update-feeds?partner_name&limit&cursor';
export const getOrderUpdateFeed: EndpointOf<{ answer: wire.OrderUpdateFeed }> = 'GET /order-update-feeds/:order_update_feed_id(OF)';
export const updateOrderUpdateFeed: EndpointOf<{ body: wire.UpdateOrderUpdateFeedFields; answer: wire.OrderUpdateFeed }> = 'PATCH /order-update-feeds/:order_update_feed_id(OF)';
export const rotateOrderUpdateFeedSecret: EndpointOf<{ body: wire.RotateOrderUpdateFeedSecretFields; answer: wire.CreatedOrderUpdateFeed }> = 'POST /order-update-feeds/:order_update_feed_id(OF)/rotate-secret 201 key';
export const deleteOrderUpdateFeed: EndpointOf<{}> = 'DELETE /order-update-feeds/:order_update_feed_id(OF) 204';
export const pushOrderUpdateFeed: EndpointOf<{ answer: wire.ReceivedPush }> = 'POST /order-update-feeds/:order_update_feed_id(OF)/push 202';

export const createOrderExporter: EndpointOf<{ body: wire.CreateOrderExporterFields; answer: wire.CreatedOrderExporter }> = 'POST /order-exporters 201 key';
export const listOrderExporters: EndpointOf<{ query: wire.ListOrderExportersFields; answer: Page<wire.OrderExporter> }> = 'GET /order-exporters?partner_name&flag&kind&limit&cursor';
export const getOrderExporter: EndpointOf<{ answer: wire.OrderExporter }> = 'GET /order-exporters/:exporter_id(OX)';
export const updateOrderExporter: EndpointOf<{ body: wire.UpdateOrderExporterFields; answer: wire.OrderExporter }> = 'PATCH /order-exporters/:exporter_id(OX)';
export const deleteOrderExporter: EndpointOf<{}> = 'DELETE /order-exporters/:exporter_id(OX) 204';
export const rotateOrderExporterSecret: EndpointOf<{ answer: wire.CreatedOrderExporter }> = 'POST /order-exporters/:exporter_id(OX)/rotate-secret 201 key';
export const getOrderExportFlags: EndpointOf<{ answer: wire.OrderExportFlags }> = 'GET /order-export-flags';
export const setOrderExportFlags: EndpointOf<{ body: wire.SetOrderExportFlagsFields; answer: wire.OrderExportFlags }> = 'PUT /order-export-flags';

export const listOrderExports: EndpointOf<{ query: wire.ListOrderExportsFields; answer: Page<wire.OrderExport> }> = 'GET /order-exports?order_id&exporter_id&flag&status&created_from&created_to&limit&cursor';
export const getOrderExport: EndpointOf<{ answer: wire.OrderExportDetail }> = 'GET /order-exports/:order_export_id(OE)';
export const approveOrderExport: EndpointOf<{ body: wire.ApproveOrderExportFields; answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/approve key';
export const rejectOrderExport: EndpointOf<{ body: wire.RejectOrderExportFields; answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/reject key';
export const retryOrderExport: EndpointOf<{ answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/retry 202 key';
export const replayOrderExports: EndpointOf<{ body: wire.ReplayOrderExportsFields; answer: wire.Job }> = 'POST /order-exports/replay 202 key';

export const getSalesByPartner: EndpointOf<{ query: wire.SalesByPartnerFields; answer: wire.SalesByPartnerReport }> = 'GET /analytics/sales-by-partner?from&to&timezone&partner_name&currency';
export const getSalesOverTime: EndpointOf<{ query: wire.SalesOverTimeFields; answer: wire.SalesOverTimeReport }> = 'GET /analytics/sales-over-time?from&to&timezone&partner_name&currency&granularity';
export const getTopProducts: EndpointOf<{ query: wire.TopProductsFields; answer: wire.TopProductsReport }> = 'GET /analytics/top-products?from&to&timezone&partner_name&currency&by&limit';
export const getRevenueShare: EndpointOf<{ query: wire.RevenueShareFields; answer: wire.RevenueShareReport }> = 'GET /analytics/revenue-share?from&to&timezone&partner_name&currency';
export const getFeedActivity: EndpointOf<{ query: wire.FeedActivityFields; answer: wire.FeedActivityReport }> = 'GET /analytics/feeds?from&to&timezone&partner_name';

export const createDataDescriptor: EndpointOf<{ body: wire.CreateDataDescriptorFields; answer: wire.DataDescriptor }> = 'POST /data-descriptors 201 key';
export const listDataDescriptors: EndpointOf<{ query: wire.ListDataDescriptorsFields; answer: Page<wire.DataDescriptor> }> = 'GET /data-descriptors?partner_name&entity&limit&cursor';
export const listBuiltInDescriptors: EndpointOf<{ answer: Page<wire.BuiltInDescriptor> }> = 'GET /data-descriptors/built-in';
export const getDataDescriptor: EndpointOf<{ query: wire.GetDataDescriptorFields; answer: wire.DataDescriptor }> = 'GET /data-descriptors/:data_descriptor_id(DD)?version';
export const updateDataDescriptor: EndpointOf<{ body: wire.UpdateDataDescriptorFields; answer: wire.DataDescriptor }> = 'PATCH /data-descriptors/:data_descriptor_id(DD)';
export const deleteDataDescriptor: EndpointOf<{}> = 'DELETE /data-descriptors/:data_descriptor_id(DD) 204';
export const previewDataDefinition: EndpointOf<{ body: wire.PreviewDataDefinitionFields; answer: wire.DataPreview }> = 'POST /data-descriptors/preview';
export const detectDataDefinition: EndpointOf<{ body: wire.DetectDataDefinitionFields; answer: wire.DataProposal }> = 'POST /data-descriptors/detect';
export const previewDataDescriptor: EndpointOf<{ body: wire.PreviewDataDescriptorFields; answer: wire.DataPreview }> = 'POST /data-descriptors/:data_descriptor_id(DD)/preview';
export const exportDataDescriptor: EndpointOf<{}> = 'GET /data-descriptors/:data_descriptor_id(DD)/export text/csv';
export const getDataDescriptorSample: EndpointOf<{}> = 'GET /data-descriptors/:data_descriptor_id(DD)/sample text/csv';

export const createDataGroup: EndpointOf<{ body: wire.CreateDataGroupFields; answer: wire.DataGroup }> = 'POST /data-groups 201 key';
export const listDataGroups: EndpointOf<{ query: wire.ListDataGroupsFields; answer: Page<wire.DataGroup> }> = 'GET /data-groups?partner_name&limit&cursor';
export const getDataGroup: EndpointOf<{ answer: wire.DataGroup }> = 'GET /data-groups/:data_group_id(DG)';
export const updateDataGroup: EndpointOf<{ body: wire.UpdateDataGroupFields; answer: wire.DataGroup }> = 'PATCH /data-groups/:data_group_id(DG)';
export const deleteDataGroup: EndpointOf<{}> = 'DELETE /data-groups/:data_group_id(DG) 204';
export const importDataGroup: EndpointOf<{ body: wire.ImportDataGroupFields; answer: wire.Job }> = 'POST /data-groups/:data_group_id(DG)/import 202 key';

export const exportDataGroup: EndpointOf<{ body: wire.ExportDataGroupFields; answer: wire.Job }> = 'POST /data-groups/:data_group_id(DG)/export 202 key';
export const listExportFiles: EndpointOf<{ answer: wire.ExportJobFiles }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/files';
export const getDataGroupTemplates: EndpointOf<{}> = 'GET /data-groups/:data_group_id(DG)/templates application/zip';

export const listSchedules: EndpointOf<{ query: wire.ListSchedulesFields; answer: Page<wire.Schedule> }> = 'GET /schedules?partner_name&limit&cursor';
export const getSchedule: EndpointOf<{ answer: wire.Schedule }> = 'GET /data-groups/:data_group_id(DG)/schedule';
export const setSchedule: EndpointOf<{ body: wire.SetScheduleFields; answer: wire.Schedule }> = 'PUT /data-groups/:data_group_id(DG)/schedule';
export const deleteSchedule: EndpointOf<{}> = 'DELETE /data-groups/:data_group_id(DG)/schedule 204';
export const pauseSchedule: EndpointOf<{ answer: wire.Schedule }> = 'POST /data-groups/:data_group_id(DG)/pause';
export const resumeSchedule: EndpointOf<{ answer: wire.Schedule }> = 'POST /data-groups/:data_group_id(DG)/resume';
export const runSchedule: EndpointOf<{ answer: wire.ScheduleRun }> = 'POST /data-groups/:data_group_id(DG)/run-now 202 key';
export const listScheduleRuns: EndpointOf<{ query: wire.ListScheduleRunsFields; answer: Page<wire.ScheduleRun> }> = 'GET /data-groups/:data_group_id(DG)/runs?limit&cursor';

export const listEvents: EndpointOf<{ query: wire.ListEventsFields; answer: Page<wire.Event> }> = 'GET /events?event_type&subject&created_from&created_to&limit&cursor';
export const streamEvents: EndpointOf<{ query: wire.StreamEventsFields }> = 'GET /events/stream?event_type&subject text/event-stream';
export const getEvent: EndpointOf<{ answer: wire.Event }> = 'GET /events/:event_id(EV)';

export const createWebhook: EndpointOf<{ body: wire.CreateWebhookFields; answer: wire.CreatedWebhook }> = 'POST /webhooks 201 key';
export const listWebhooks: EndpointOf<{ query: wire.ListWebhooksFields; answer: Page<wire.Webhook> }> = 'GET /webhooks?partner_name&status&limit&cursor';
export const getWebhook: EndpointOf<{ answer: wire.Webhook }> = 'GET /webhooks/:webhook_id(WH)';
export const updateWebhook: EndpointOf<{ body: wire.UpdateWebhookFields; answer: wire.Webhook }> = 'PATCH /webhooks/:webhook_id(WH)';
export const deleteWebhook: EndpointOf<{}> = 'DELETE /webhooks/:webhook_id(WH) 204';
export const rotateWebhookSecret: EndpointOf<{ body: wire.RotateWebhookSecretFields; answer: wire.CreatedWebhook }> = 'POST /webhooks/:webhook_id(WH)/rotate-secret 201 key';
export const testWebhook: EndpointOf<{ body: wire.TestWebhookFields; answer: wire.WebhookDelivery }> = 'POST /webhooks/:webhook_id(WH)/test 202 key';
export const recoverWebhook: EndpointOf<{ body: wire.RecoverWebhookFields; answer: wire.Redeliveries }> = 'POST /webhooks/:webhook_id(WH)/recover 202 key';
export const replayWebhook: EndpointOf<{ body: wire.ReplayWebhookFields; answer: wire.Redeliveries }> = 'POST /webhooks/:webhook_id(WH)/replay 202 key';

export const listWebhookDeliveries: EndpointOf<{ query: wire.ListWebhookDeliveriesFields; answer: Page<wire.WebhookDelivery> }> = 'GET /webhook-deliveries?webhook_id&event_id&event_type&status&response_code&created_from&created_to&limit&cursor';
export const getWebhookDelivery: EndpointOf<{ answer: wire.WebhookDeliveryDetail }> = 'GET /webhook-deliveries/:delivery_id(WD)';
export const redeliverWebhookDelivery: EndpointOf<{ answer: wire.WebhookDelivery }> = 'POST /webhook-deliveries/:delivery_id(WD)/redeliver 202 key';
export const redeliverWebhookDeliveries: EndpointOf<{ body: wire.RedeliverWebhookDeliveriesFields; answer: wire.Job }> = 'POST /webhook-deliveries/redeliver 202 key';

export const createConsoleSession: EndpointOf<{ body: wire.CreateConsoleSessionFields; answer: wire.ConsoleSession }> = 'POST /console/session 201';
export const getConsoleSession: EndpointOf<{ answer: wire.ConsoleSession }> = 'GET /console/session';
export const deleteConsoleSession: EndpointOf<{}> = 'DELETE /console/session 204';
export const search: EndpointOf<{ query: wire.SearchFields; answer: wire.SearchResults }> = 'GET /search?q&types&limit';
export const getOverview: EndpointOf<{ query: wire.GetOverviewFields; answer: wire.Overview }> = 'GET /overview?from&to';

export const getIndex: EndpointOf<{ answer: wire.Index }> = 'GET /';
export const getHealth: EndpointOf<{ answer: wire.Health }> = 'GET /health 200 503';
export const getReady: EndpointOf<{ answer: wire.Readiness }> = 'GET /ready 200 503';
export const getMe: EndpointOf<{ answer: wire.Me }> = 'GET /me';
export const getLimits: EndpointOf<{ answer: wire.LimitList }> = 'GET /limits';
export const getMetrics: EndpointOf<{}> = 'GET /metrics text/plain';
export const getOpenApi: EndpointOf<{ answer: Record<string, unknown> }> = 'GET /openapi.json';
