// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { Page } from '../endpoints/page.ts';
import type { EndpointsOf } from '../endpoints/endpoint.ts';
import type * as wire from './wire-types.ts';

const JSON_TYPE = 'application/json';

const PARAM_1 = { pattern: /^PT(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a partner ID: expected the form PT00001." };
const PARAM_2 = { pattern: /^AK(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a key ID: expected the form AK00001." };
const PARAM_3 = { pattern: /^FD(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a feed ID: expected the form FD00001." };
const PARAM_4 = { pattern: /^(?:JS|JV|JB|JW|JX|JI|JU)(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a job ID: expected the form JS00001, JV00001, JB00001, JW00001, JX00001, JI00001 or JU00001." };
const PARAM_5 = { pattern: /^PR(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a product ID: expected the form PR00001." };
const PARAM_6 = { pattern: /^SC(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a sales channel ID: expected the form SC00001." };
const PARAM_7 = { pattern: /^CT(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a category ID: expected the form CT00001." };
const PARAM_8 = { pattern: /^(?:valid-from-price-updates|product-updates)$/, problem: "Invalid batch_type value. Allowed values: valid-from-price-updates, product-updates" };
const PARAM_9 = { pattern: /^OB(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an operations batch ID: expected the form OB00001." };
const PARAM_10 = { pattern: /^AD(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a customer address ID: expected the form AD00001." };
const PARAM_11 = { pattern: /^CU(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a customer ID: expected the form CU00001." };
const PARAM_12 = { pattern: /^OR(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an order ID: expected the form OR00001." };
const PARAM_13 = { pattern: /^DL(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a delivery ID: expected the form DL00001." };
const PARAM_14 = { pattern: /^OU(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an order update ID: expected the form OU00001." };
const PARAM_15 = { pattern: /^OF(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an order update feed ID: expected the form OF00001." };
const PARAM_16 = { pattern: /^OX(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an order exporter ID: expected the form OX00001." };
const PARAM_17 = { pattern: /^OE(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an order export ID: expected the form OE00001." };
const PARAM_18 = { pattern: /^DD(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a data descriptor ID: expected the form DD00001." };
const PARAM_19 = { pattern: /^DG(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a data group ID: expected the form DG00001." };
const PARAM_20 = { pattern: /^EV(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not an event ID: expected the form EV00001." };
const PARAM_21 = { pattern: /^WH(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a webhook ID: expected the form WH00001." };
const PARAM_22 = { pattern: /^WD(?:\d{5}|[1-9]\d{5,14})$/, problem: "Not a webhook delivery ID: expected the form WD00001." };

export const partnersEndpoints: EndpointsOf<{
  createPartner: { body: wire.CreatePartnerFields; answer: wire.Partner };
  listPartners: { query: wire.ListPartnersFields; answer: Page<wire.Partner> };
  getPartner: { answer: wire.Partner };
  updatePartner: { body: wire.UpdatePartnerFields; answer: wire.Partner };
  createApiKey: { body: wire.CreateApiKeyFields; answer: wire.CreatedApiKey };
  listApiKeys: { query: wire.ListApiKeysFields; answer: Page<wire.ApiKey> };
  revokeApiKey: {  };
}> = {
  createPartner: { method: 'POST', path: '/partners', takesKey: true, answers: { 201: JSON_TYPE } },
  listPartners: { method: 'GET', path: '/partners', query: ["partner_name","status","limit","cursor"], answers: { 200: JSON_TYPE } },
  getPartner: { method: 'GET', path: '/partners/:partner_id', params: { partner_id: PARAM_1 }, answers: { 200: JSON_TYPE } },
  updatePartner: { method: 'PATCH', path: '/partners/:partner_id', params: { partner_id: PARAM_1 }, answers: { 200: JSON_TYPE } },
  createApiKey: { method: 'POST', path: '/partners/:partner_id/api-keys', params: { partner_id: PARAM_1 }, takesKey: true, answers: { 201: JSON_TYPE } },
  listApiKeys: { method: 'GET', path: '/partners/:partner_id/api-keys', params: { partner_id: PARAM_1 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
  revokeApiKey: { method: 'DELETE', path: '/partners/:partner_id/api-keys/:api_key_id', params: { partner_id: PARAM_1, api_key_id: PARAM_2 }, answers: { 204: JSON_TYPE } },
};

export const feedsEndpoints: EndpointsOf<{
  uploadFeed: { body: wire.FeedFields; answer: wire.FeedAccepted };
  createFeedUploadUrl: { body: wire.CreateUploadUrlFields; answer: wire.UploadTicket };
  completeFeedUpload: { body: wire.CompleteUploadFields; answer: wire.FeedAccepted };
  listFeeds: { query: wire.ListFeedsFields; answer: Page<wire.Feed> };
  getFeed: { answer: wire.Feed };
  getFeedFile: {  };
}> = {
  uploadFeed: { method: 'POST', path: '/feeds/upload', fields: ["partner_name","partner_id","mode","max_error_ratio","max_removed_ratio","validate_only"], takesKey: true, answers: { 201: JSON_TYPE } },
  createFeedUploadUrl: { method: 'POST', path: '/feeds/upload-url', takesKey: true, answers: { 201: JSON_TYPE } },
  completeFeedUpload: { method: 'POST', path: '/feeds/:feed_id/complete', params: { feed_id: PARAM_3 }, takesKey: true, answers: { 200: JSON_TYPE } },
  listFeeds: { method: 'GET', path: '/feeds', query: ["partner_name","status","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getFeed: { method: 'GET', path: '/feeds/:feed_id', params: { feed_id: PARAM_3 }, answers: { 200: JSON_TYPE } },
  getFeedFile: { method: 'GET', path: '/feeds/:feed_id/file', params: { feed_id: PARAM_3 }, answers: { 302: JSON_TYPE } },
};

export const jobsEndpoints: EndpointsOf<{
  listJobs: { query: wire.ListJobsFields; answer: Page<wire.Job> };
  getJob: { query: wire.GetJobFields; answer: wire.Job };
  runJob: { answer: wire.Job };
  cancelJob: { answer: wire.Job };
  undoJob: { body: wire.UndoJobFields; answer: wire.Job };
  listJobErrors: { query: wire.ListJobErrorsFields; answer: Page<wire.JobError> };
  downloadJobErrors: { query: wire.DownloadJobErrorsFields };
  listJobChanges: { query: wire.ListJobChangesFields; answer: Page<wire.JobChange> };
}> = {
  listJobs: { method: 'GET', path: '/jobs', query: ["job_type","status","feed_id","data_group_id","partner_name","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getJob: { method: 'GET', path: '/jobs/:job_id', params: { job_id: PARAM_4 }, query: ["wait"], answers: { 200: JSON_TYPE } },
  runJob: { method: 'POST', path: '/jobs/:job_id/run', params: { job_id: PARAM_4 }, takesKey: true, answers: { 200: JSON_TYPE, 202: JSON_TYPE } },
  cancelJob: { method: 'POST', path: '/jobs/:job_id/cancel', params: { job_id: PARAM_4 }, answers: { 200: JSON_TYPE, 202: JSON_TYPE } },
  undoJob: { method: 'POST', path: '/jobs/:job_id/undo', params: { job_id: PARAM_4 }, takesKey: true, answers: { 202: JSON_TYPE } },
  listJobErrors: { method: 'GET', path: '/jobs/:job_id/errors', params: { job_id: PARAM_4 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
  downloadJobErrors: { method: 'GET', path: '/jobs/:job_id/errors.csv', params: { job_id: PARAM_4 }, query: ["file_name"], answers: { 200: "text/csv" } },
  listJobChanges: { method: 'GET', path: '/jobs/:job_id/changes', params: { job_id: PARAM_4 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
};

export const productsEndpoints: EndpointsOf<{
  listProducts: { query: wire.ListProductsFields; answer: Page<wire.Product> };
  exportProducts: { query: wire.ExportProductsFields };
  listProductsByFeed: { query: wire.ListProductsByFeedFields; answer: Page<wire.Product> };
  getProduct: { answer: wire.Product };
  listProductHistory: { query: wire.ListProductHistoryFields; answer: Page<wire.ProductChange> };
}> = {
  listProducts: { method: 'GET', path: '/products', query: ["as_of","sales_channel_id","partner_name","sku","brand","category","availability","price_min","price_max","updated_since","q","sort_by","order","limit","cursor","feed_id"], answers: { 200: JSON_TYPE } },
  exportProducts: { method: 'GET', path: '/products/export', query: ["partner_name","sku","brand","category","availability","price_min","price_max","updated_since","q","feed_id","format"], answers: { 200: "text/csv" } },
  listProductsByFeed: { method: 'GET', path: '/products/by-feed/:feed_id', params: { feed_id: PARAM_3 }, query: ["as_of","sales_channel_id","partner_name","sku","brand","category","availability","price_min","price_max","updated_since","q","sort_by","order","limit","cursor"], answers: { 200: JSON_TYPE } },
  getProduct: { method: 'GET', path: '/products/:product_id', params: { product_id: PARAM_5 }, answers: { 200: JSON_TYPE } },
  listProductHistory: { method: 'GET', path: '/products/:product_id/history', params: { product_id: PARAM_5 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
};

export const pricesEndpoints: EndpointsOf<{
  getPriceInForce: { query: wire.GetPriceFields; answer: wire.PriceInForce };
  setPriceList: { body: wire.SetPriceListFields; answer: wire.PriceInForce };
  listPriceListHistory: { query: wire.ListPriceListHistoryFields; answer: Page<wire.PriceListChange> };
}> = {
  getPriceInForce: { method: 'GET', path: '/products/:product_id/prices', params: { product_id: PARAM_5 }, query: ["at","sales_channel_id"], answers: { 200: JSON_TYPE } },
  setPriceList: { method: 'PUT', path: '/products/:product_id/price-list', params: { product_id: PARAM_5 }, takesKey: true, answers: { 200: JSON_TYPE } },
  listPriceListHistory: { method: 'GET', path: '/products/:product_id/price-list/history', params: { product_id: PARAM_5 }, query: ["sales_channel_id","limit","cursor"], answers: { 200: JSON_TYPE } },
};

export const salesChannelsEndpoints: EndpointsOf<{
  createSalesChannel: { body: wire.CreateSalesChannelFields; answer: wire.SalesChannel };
  listSalesChannels: { query: wire.ListSalesChannelsFields; answer: Page<wire.SalesChannel> };
  getSalesChannel: { answer: wire.SalesChannel };
  updateSalesChannel: { body: wire.UpdateSalesChannelFields; answer: wire.SalesChannel };
}> = {
  createSalesChannel: { method: 'POST', path: '/sales-channels', takesKey: true, answers: { 201: JSON_TYPE } },
  listSalesChannels: { method: 'GET', path: '/sales-channels', query: ["partner_name","type","external_id","limit","cursor"], answers: { 200: JSON_TYPE } },
  getSalesChannel: { method: 'GET', path: '/sales-channels/:sales_channel_id', params: { sales_channel_id: PARAM_6 }, answers: { 200: JSON_TYPE } },
  updateSalesChannel: { method: 'PATCH', path: '/sales-channels/:sales_channel_id', params: { sales_channel_id: PARAM_6 }, answers: { 200: JSON_TYPE } },
};

export const categoriesEndpoints: EndpointsOf<{
  listCategories: { query: wire.ListCategoriesFields; answer: Page<wire.Category> };
  getCategory: { answer: wire.Category };
}> = {
  listCategories: { method: 'GET', path: '/categories', query: ["partner_name","code","parent_code","limit","cursor"], answers: { 200: JSON_TYPE } },
  getCategory: { method: 'GET', path: '/categories/:category_id', params: { category_id: PARAM_7 }, answers: { 200: JSON_TYPE } },
};

export const batchesEndpoints: EndpointsOf<{
  getBatchUploadUrl: { answer: wire.BatchUpload };
  createOperationsBatch: { body: wire.CreateBatchFields; answer: wire.OperationsBatch };
  listOperationsBatches: { query: wire.ListBatchesFields; answer: Page<wire.OperationsBatch> };
  getOperationsBatch: { answer: wire.OperationsBatch };
  listBatchOperations: { query: wire.ListBatchOperationsFields; answer: Page<wire.BatchOperation> };
  downloadBatchErrors: {  };
  cancelOperationsBatch: { answer: wire.OperationsBatch };
  retryFailedOperations: { answer: wire.OperationsBatch };
}> = {
  getBatchUploadUrl: { method: 'GET', path: '/org/:org_id/operations-batches/upload-url', params: { org_id: PARAM_1 }, answers: { 200: JSON_TYPE } },
  createOperationsBatch: { method: 'POST', path: '/org/:org_id/operations-batches/:batch_type', params: { org_id: PARAM_1, batch_type: PARAM_8 }, fields: ["upload_id","name","on_error","validate_only"], takesKey: true, answers: { 201: JSON_TYPE } },
  listOperationsBatches: { method: 'GET', path: '/org/:org_id/operations-batches', params: { org_id: PARAM_1 }, query: ["batch_type","status","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOperationsBatch: { method: 'GET', path: '/org/:org_id/operations-batches/:batch_id', params: { org_id: PARAM_1, batch_id: PARAM_9 }, answers: { 200: JSON_TYPE } },
  listBatchOperations: { method: 'GET', path: '/org/:org_id/operations-batches/:batch_id/operations', params: { org_id: PARAM_1, batch_id: PARAM_9 }, query: ["status","limit","cursor"], answers: { 200: JSON_TYPE } },
  downloadBatchErrors: { method: 'GET', path: '/org/:org_id/operations-batches/:batch_id/errors.zip', params: { org_id: PARAM_1, batch_id: PARAM_9 }, answers: { 200: "application/zip" } },
  cancelOperationsBatch: { method: 'POST', path: '/org/:org_id/operations-batches/:batch_id/cancel', params: { org_id: PARAM_1, batch_id: PARAM_9 }, answers: { 200: JSON_TYPE, 202: JSON_TYPE } },
  retryFailedOperations: { method: 'POST', path: '/org/:org_id/operations-batches/:batch_id/retry-failed', params: { org_id: PARAM_1, batch_id: PARAM_9 }, takesKey: true, answers: { 201: JSON_TYPE } },
};

export const customersEndpoints: EndpointsOf<{
  createCustomer: { body: wire.CreateCustomerFields; answer: wire.Customer };
  listCustomers: { query: wire.ListCustomersFields; answer: Page<wire.Customer> };
  deleteCustomers: { body: wire.DeleteCustomersFields; answer: wire.CustomerDeletions };
  getCustomerAddress: { answer: wire.CustomerAddress };
  getCustomer: { answer: wire.Customer };
  deleteCustomer: {  };
  createCustomerAddress: { body: wire.CreateAddressFields; answer: wire.CustomerAddress };
}> = {
  createCustomer: { method: 'POST', path: '/customers', takesKey: true, answers: { 201: JSON_TYPE } },
  listCustomers: { method: 'GET', path: '/customers', query: ["partner_name","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  deleteCustomers: { method: 'DELETE', path: '/customers', answers: { 200: JSON_TYPE } },
  getCustomerAddress: { method: 'GET', path: '/customers/addresses/:address_id', params: { address_id: PARAM_10 }, answers: { 200: JSON_TYPE } },
  getCustomer: { method: 'GET', path: '/customers/:customer_id', params: { customer_id: PARAM_11 }, answers: { 200: JSON_TYPE } },
  deleteCustomer: { method: 'DELETE', path: '/customers/:customer_id', params: { customer_id: PARAM_11 }, answers: { 204: JSON_TYPE } },
  createCustomerAddress: { method: 'POST', path: '/customers/:customer_id/addresses', params: { customer_id: PARAM_11 }, takesKey: true, answers: { 201: JSON_TYPE } },
};

export const ordersEndpoints: EndpointsOf<{
  createOrder: { body: wire.CreateOrderFields; answer: wire.Order };
  listOrders: { query: wire.ListOrdersFields; answer: Page<wire.Order> };
  getOrder: { answer: wire.Order };
  transitionOrder: { body: wire.TransitionOrderFields; answer: wire.Order };
  listOrderHistory: { query: wire.ListOrderHistoryFields; answer: Page<wire.OrderHistoryEntry> };
  createDelivery: { body: wire.CreateDeliveryFields; answer: wire.Order };
  getDelivery: { answer: wire.Delivery };
  updateDelivery: { body: wire.UpdateDeliveryFields; answer: wire.Delivery };
  createShipment: { body: wire.CreateShipmentFields; answer: wire.Order };
  cancelOrderItems: { body: wire.CancelOrderItemsFields; answer: wire.Order };
  returnOrderItems: { body: wire.ReturnOrderItemsFields; answer: wire.Order };
  blockOrderExport: { body: wire.BlockOrderExportFields; answer: wire.Order };
  unblockOrderExport: { body: wire.UnblockOrderExportFields; answer: wire.Order };
  listOrdersByCustomer: { query: wire.ListOrdersByCustomerFields; answer: Page<wire.Order> };
}> = {
  createOrder: { method: 'POST', path: '/orders', takesKey: true, answers: { 201: JSON_TYPE } },
  listOrders: { method: 'GET', path: '/orders', query: ["partner_name","customer_id","customer_reference","sku","product_id","tracking_number","blocked","status","fulfillment_status","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOrder: { method: 'GET', path: '/orders/:order_id', params: { order_id: PARAM_12 }, answers: { 200: JSON_TYPE } },
  transitionOrder: { method: 'POST', path: '/orders/:order_id/transitions', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  listOrderHistory: { method: 'GET', path: '/orders/:order_id/history', params: { order_id: PARAM_12 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
  createDelivery: { method: 'POST', path: '/orders/:order_id/deliveries', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  getDelivery: { method: 'GET', path: '/deliveries/:delivery_id', params: { delivery_id: PARAM_13 }, answers: { 200: JSON_TYPE } },
  updateDelivery: { method: 'PATCH', path: '/deliveries/:delivery_id', params: { delivery_id: PARAM_13 }, answers: { 200: JSON_TYPE } },
  createShipment: { method: 'POST', path: '/orders/:order_id/shipments', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  cancelOrderItems: { method: 'POST', path: '/orders/:order_id/cancellations', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  returnOrderItems: { method: 'POST', path: '/orders/:order_id/returns', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  blockOrderExport: { method: 'POST', path: '/orders/:order_id/block-export', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  unblockOrderExport: { method: 'POST', path: '/orders/:order_id/unblock-export', params: { order_id: PARAM_12 }, takesKey: true, answers: { 201: JSON_TYPE } },
  listOrdersByCustomer: { method: 'GET', path: '/customers/:customer_id/orders', params: { customer_id: PARAM_11 }, query: ["status","fulfillment_status","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
};

export const orderUpdatesEndpoints: EndpointsOf<{
  sendOrderUpdates: { body: wire.SendOrderUpdatesFields; answer: wire.ReceivedOrderUpdates };
  listOrderUpdates: { query: wire.ListOrderUpdatesFields; answer: Page<wire.OrderUpdate> };
  getOrderUpdate: { answer: wire.OrderUpdateDetail };
  retryOrderUpdate: { answer: wire.OrderUpdate };
  dismissOrderUpdate: { answer: wire.OrderUpdate };
}> = {
  sendOrderUpdates: { method: 'POST', path: '/order-updates', takesKey: true, answers: { 202: JSON_TYPE } },
  listOrderUpdates: { method: 'GET', path: '/order-updates', query: ["partner_name","status","code","order_id","order_update_feed_id","update_id","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOrderUpdate: { method: 'GET', path: '/order-updates/:order_update_id', params: { order_update_id: PARAM_14 }, answers: { 200: JSON_TYPE } },
  retryOrderUpdate: { method: 'POST', path: '/order-updates/:order_update_id/retry', params: { order_update_id: PARAM_14 }, takesKey: true, answers: { 202: JSON_TYPE } },
  dismissOrderUpdate: { method: 'POST', path: '/order-updates/:order_update_id/dismiss', params: { order_update_id: PARAM_14 }, takesKey: true, answers: { 200: JSON_TYPE } },
};

export const orderUpdateFeedsEndpoints: EndpointsOf<{
  createOrderUpdateFeed: { body: wire.CreateOrderUpdateFeedFields; answer: wire.CreatedOrderUpdateFeed };
  listOrderUpdateFeeds: { query: wire.ListOrderUpdateFeedsFields; answer: Page<wire.OrderUpdateFeed> };
  getOrderUpdateFeed: { answer: wire.OrderUpdateFeed };
  updateOrderUpdateFeed: { body: wire.UpdateOrderUpdateFeedFields; answer: wire.OrderUpdateFeed };
  rotateOrderUpdateFeedSecret: { body: wire.RotateOrderUpdateFeedSecretFields; answer: wire.CreatedOrderUpdateFeed };
  deleteOrderUpdateFeed: {  };
  pushOrderUpdateFeed: { answer: wire.ReceivedPush };
}> = {
  createOrderUpdateFeed: { method: 'POST', path: '/order-update-feeds', takesKey: true, answers: { 201: JSON_TYPE } },
  listOrderUpdateFeeds: { method: 'GET', path: '/order-update-feeds', query: ["partner_name","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOrderUpdateFeed: { method: 'GET', path: '/order-update-feeds/:order_update_feed_id', params: { order_update_feed_id: PARAM_15 }, answers: { 200: JSON_TYPE } },
  updateOrderUpdateFeed: { method: 'PATCH', path: '/order-update-feeds/:order_update_feed_id', params: { order_update_feed_id: PARAM_15 }, answers: { 200: JSON_TYPE } },
  rotateOrderUpdateFeedSecret: { method: 'POST', path: '/order-update-feeds/:order_update_feed_id/rotate-secret', params: { order_update_feed_id: PARAM_15 }, takesKey: true, answers: { 201: JSON_TYPE } },
  deleteOrderUpdateFeed: { method: 'DELETE', path: '/order-update-feeds/:order_update_feed_id', params: { order_update_feed_id: PARAM_15 }, answers: { 204: JSON_TYPE } },
  pushOrderUpdateFeed: { method: 'POST', path: '/order-update-feeds/:order_update_feed_id/push', params: { order_update_feed_id: PARAM_15 }, answers: { 202: JSON_TYPE } },
};

export const orderExportersEndpoints: EndpointsOf<{
  createOrderExporter: { body: wire.CreateOrderExporterFields; answer: wire.CreatedOrderExporter };
  listOrderExporters: { query: wire.ListOrderExportersFields; answer: Page<wire.OrderExporter> };
  getOrderExporter: { answer: wire.OrderExporter };
  updateOrderExporter: { body: wire.UpdateOrderExporterFields; answer: wire.OrderExporter };
  deleteOrderExporter: {  };
  rotateOrderExporterSecret: { answer: wire.CreatedOrderExporter };
  getOrderExportFlags: { answer: wire.OrderExportFlags };
  setOrderExportFlags: { body: wire.SetOrderExportFlagsFields; answer: wire.OrderExportFlags };
}> = {
  createOrderExporter: { method: 'POST', path: '/order-exporters', takesKey: true, answers: { 201: JSON_TYPE } },
  listOrderExporters: { method: 'GET', path: '/order-exporters', query: ["partner_name","flag","kind","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOrderExporter: { method: 'GET', path: '/order-exporters/:exporter_id', params: { exporter_id: PARAM_16 }, answers: { 200: JSON_TYPE } },
  updateOrderExporter: { method: 'PATCH', path: '/order-exporters/:exporter_id', params: { exporter_id: PARAM_16 }, answers: { 200: JSON_TYPE } },
  deleteOrderExporter: { method: 'DELETE', path: '/order-exporters/:exporter_id', params: { exporter_id: PARAM_16 }, answers: { 204: JSON_TYPE } },
  rotateOrderExporterSecret: { method: 'POST', path: '/order-exporters/:exporter_id/rotate-secret', params: { exporter_id: PARAM_16 }, takesKey: true, answers: { 201: JSON_TYPE } },
  getOrderExportFlags: { method: 'GET', path: '/order-export-flags', answers: { 200: JSON_TYPE } },
  setOrderExportFlags: { method: 'PUT', path: '/order-export-flags', answers: { 200: JSON_TYPE } },
};

export const orderExportsEndpoints: EndpointsOf<{
  listOrderExports: { query: wire.ListOrderExportsFields; answer: Page<wire.OrderExport> };
  getOrderExport: { answer: wire.OrderExportDetail };
  approveOrderExport: { body: wire.ApproveOrderExportFields; answer: wire.OrderExport };
  rejectOrderExport: { body: wire.RejectOrderExportFields; answer: wire.OrderExport };
  retryOrderExport: { answer: wire.OrderExport };
  replayOrderExports: { body: wire.ReplayOrderExportsFields; answer: wire.Job };
}> = {
  listOrderExports: { method: 'GET', path: '/order-exports', query: ["order_id","exporter_id","flag","status","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getOrderExport: { method: 'GET', path: '/order-exports/:order_export_id', params: { order_export_id: PARAM_17 }, answers: { 200: JSON_TYPE } },
  approveOrderExport: { method: 'POST', path: '/order-exports/:order_export_id/approve', params: { order_export_id: PARAM_17 }, takesKey: true, answers: { 200: JSON_TYPE } },
  rejectOrderExport: { method: 'POST', path: '/order-exports/:order_export_id/reject', params: { order_export_id: PARAM_17 }, takesKey: true, answers: { 200: JSON_TYPE } },
  retryOrderExport: { method: 'POST', path: '/order-exports/:order_export_id/retry', params: { order_export_id: PARAM_17 }, takesKey: true, answers: { 202: JSON_TYPE } },
  replayOrderExports: { method: 'POST', path: '/order-exports/replay', takesKey: true, answers: { 202: JSON_TYPE } },
};

export const analyticsEndpoints: EndpointsOf<{
  getSalesByPartner: { query: wire.SalesByPartnerFields; answer: wire.SalesByPartnerReport };
  getSalesOverTime: { query: wire.SalesOverTimeFields; answer: wire.SalesOverTimeReport };
  getTopProducts: { query: wire.TopProductsFields; answer: wire.TopProductsReport };
  getRevenueShare: { query: wire.RevenueShareFields; answer: wire.RevenueShareReport };
  getFeedActivity: { query: wire.FeedActivityFields; answer: wire.FeedActivityReport };
}> = {
  getSalesByPartner: { method: 'GET', path: '/analytics/sales-by-partner', query: ["from","to","timezone","partner_name","currency"], answers: { 200: JSON_TYPE } },
  getSalesOverTime: { method: 'GET', path: '/analytics/sales-over-time', query: ["from","to","timezone","partner_name","currency","granularity"], answers: { 200: JSON_TYPE } },
  getTopProducts: { method: 'GET', path: '/analytics/top-products', query: ["from","to","timezone","partner_name","currency","by","limit"], answers: { 200: JSON_TYPE } },
  getRevenueShare: { method: 'GET', path: '/analytics/revenue-share', query: ["from","to","timezone","partner_name","currency"], answers: { 200: JSON_TYPE } },
  getFeedActivity: { method: 'GET', path: '/analytics/feeds', query: ["from","to","timezone","partner_name"], answers: { 200: JSON_TYPE } },
};

export const dataDescriptorsEndpoints: EndpointsOf<{
  createDataDescriptor: { body: wire.CreateDataDescriptorFields; answer: wire.DataDescriptor };
  listDataDescriptors: { query: wire.ListDataDescriptorsFields; answer: Page<wire.DataDescriptor> };
  getDataDescriptor: { query: wire.GetDataDescriptorFields; answer: wire.DataDescriptor };
  updateDataDescriptor: { body: wire.UpdateDataDescriptorFields; answer: wire.DataDescriptor };
  deleteDataDescriptor: {  };
  previewDataDefinition: { body: wire.PreviewDataDefinitionFields; answer: wire.DataPreview };
  detectDataDefinition: { body: wire.DetectDataDefinitionFields; answer: wire.DataProposal };
  previewDataDescriptor: { body: wire.PreviewDataDescriptorFields; answer: wire.DataPreview };
  exportDataDescriptor: {  };
  getDataDescriptorSample: {  };
}> = {
  createDataDescriptor: { method: 'POST', path: '/data-descriptors', takesKey: true, answers: { 201: JSON_TYPE } },
  listDataDescriptors: { method: 'GET', path: '/data-descriptors', query: ["partner_name","entity","limit","cursor"], answers: { 200: JSON_TYPE } },
  getDataDescriptor: { method: 'GET', path: '/data-descriptors/:data_descriptor_id', params: { data_descriptor_id: PARAM_18 }, query: ["version"], answers: { 200: JSON_TYPE } },
  updateDataDescriptor: { method: 'PATCH', path: '/data-descriptors/:data_descriptor_id', params: { data_descriptor_id: PARAM_18 }, answers: { 200: JSON_TYPE } },
  deleteDataDescriptor: { method: 'DELETE', path: '/data-descriptors/:data_descriptor_id', params: { data_descriptor_id: PARAM_18 }, answers: { 204: JSON_TYPE } },
  previewDataDefinition: { method: 'POST', path: '/data-descriptors/preview', answers: { 200: JSON_TYPE } },
  detectDataDefinition: { method: 'POST', path: '/data-descriptors/detect', answers: { 200: JSON_TYPE } },
  previewDataDescriptor: { method: 'POST', path: '/data-descriptors/:data_descriptor_id/preview', params: { data_descriptor_id: PARAM_18 }, answers: { 200: JSON_TYPE } },
  exportDataDescriptor: { method: 'GET', path: '/data-descriptors/:data_descriptor_id/export', params: { data_descriptor_id: PARAM_18 }, answers: { 200: "text/csv" } },
  getDataDescriptorSample: { method: 'GET', path: '/data-descriptors/:data_descriptor_id/sample', params: { data_descriptor_id: PARAM_18 }, answers: { 200: "text/csv" } },
};

export const dataGroupsEndpoints: EndpointsOf<{
  createDataGroup: { body: wire.CreateDataGroupFields; answer: wire.DataGroup };
  listDataGroups: { query: wire.ListDataGroupsFields; answer: Page<wire.DataGroup> };
  getDataGroup: { answer: wire.DataGroup };
  updateDataGroup: { body: wire.UpdateDataGroupFields; answer: wire.DataGroup };
  deleteDataGroup: {  };
  importDataGroup: { body: wire.ImportDataGroupFields; answer: wire.Job };
}> = {
  createDataGroup: { method: 'POST', path: '/data-groups', takesKey: true, answers: { 201: JSON_TYPE } },
  listDataGroups: { method: 'GET', path: '/data-groups', query: ["partner_name","limit","cursor"], answers: { 200: JSON_TYPE } },
  getDataGroup: { method: 'GET', path: '/data-groups/:data_group_id', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  updateDataGroup: { method: 'PATCH', path: '/data-groups/:data_group_id', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  deleteDataGroup: { method: 'DELETE', path: '/data-groups/:data_group_id', params: { data_group_id: PARAM_19 }, answers: { 204: JSON_TYPE } },
  importDataGroup: { method: 'POST', path: '/data-groups/:data_group_id/import', params: { data_group_id: PARAM_19 }, takesKey: true, answers: { 202: JSON_TYPE } },
};

export const schedulesEndpoints: EndpointsOf<{
  listSchedules: { query: wire.ListSchedulesFields; answer: Page<wire.Schedule> };
  getSchedule: { answer: wire.Schedule };
  setSchedule: { body: wire.SetScheduleFields; answer: wire.Schedule };
  deleteSchedule: {  };
  pauseSchedule: { answer: wire.Schedule };
  resumeSchedule: { answer: wire.Schedule };
  runSchedule: { answer: wire.ScheduleRun };
  listScheduleRuns: { query: wire.ListScheduleRunsFields; answer: Page<wire.ScheduleRun> };
}> = {
  listSchedules: { method: 'GET', path: '/schedules', query: ["partner_name","limit","cursor"], answers: { 200: JSON_TYPE } },
  getSchedule: { method: 'GET', path: '/data-groups/:data_group_id/schedule', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  setSchedule: { method: 'PUT', path: '/data-groups/:data_group_id/schedule', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  deleteSchedule: { method: 'DELETE', path: '/data-groups/:data_group_id/schedule', params: { data_group_id: PARAM_19 }, answers: { 204: JSON_TYPE } },
  pauseSchedule: { method: 'POST', path: '/data-groups/:data_group_id/pause', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  resumeSchedule: { method: 'POST', path: '/data-groups/:data_group_id/resume', params: { data_group_id: PARAM_19 }, answers: { 200: JSON_TYPE } },
  runSchedule: { method: 'POST', path: '/data-groups/:data_group_id/run-now', params: { data_group_id: PARAM_19 }, takesKey: true, answers: { 202: JSON_TYPE } },
  listScheduleRuns: { method: 'GET', path: '/data-groups/:data_group_id/runs', params: { data_group_id: PARAM_19 }, query: ["limit","cursor"], answers: { 200: JSON_TYPE } },
};

export const eventsEndpoints: EndpointsOf<{
  listEvents: { query: wire.ListEventsFields; answer: Page<wire.Event> };
  streamEvents: { query: wire.StreamEventsFields };
  getEvent: { answer: wire.Event };
}> = {
  listEvents: { method: 'GET', path: '/events', query: ["event_type","subject","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  streamEvents: { method: 'GET', path: '/events/stream', query: ["event_type","subject"], answers: { 200: "text/event-stream" } },
  getEvent: { method: 'GET', path: '/events/:event_id', params: { event_id: PARAM_20 }, answers: { 200: JSON_TYPE } },
};

export const webhooksEndpoints: EndpointsOf<{
  createWebhook: { body: wire.CreateWebhookFields; answer: wire.CreatedWebhook };
  listWebhooks: { query: wire.ListWebhooksFields; answer: Page<wire.Webhook> };
  getWebhook: { answer: wire.Webhook };
  updateWebhook: { body: wire.UpdateWebhookFields; answer: wire.Webhook };
  deleteWebhook: {  };
  rotateWebhookSecret: { body: wire.RotateWebhookSecretFields; answer: wire.CreatedWebhook };
  testWebhook: { body: wire.TestWebhookFields; answer: wire.WebhookDelivery };
  recoverWebhook: { body: wire.RecoverWebhookFields; answer: wire.Redeliveries };
  replayWebhook: { body: wire.ReplayWebhookFields; answer: wire.Redeliveries };
}> = {
  createWebhook: { method: 'POST', path: '/webhooks', takesKey: true, answers: { 201: JSON_TYPE } },
  listWebhooks: { method: 'GET', path: '/webhooks', query: ["partner_name","status","limit","cursor"], answers: { 200: JSON_TYPE } },
  getWebhook: { method: 'GET', path: '/webhooks/:webhook_id', params: { webhook_id: PARAM_21 }, answers: { 200: JSON_TYPE } },
  updateWebhook: { method: 'PATCH', path: '/webhooks/:webhook_id', params: { webhook_id: PARAM_21 }, answers: { 200: JSON_TYPE } },
  deleteWebhook: { method: 'DELETE', path: '/webhooks/:webhook_id', params: { webhook_id: PARAM_21 }, answers: { 204: JSON_TYPE } },
  rotateWebhookSecret: { method: 'POST', path: '/webhooks/:webhook_id/rotate-secret', params: { webhook_id: PARAM_21 }, takesKey: true, answers: { 201: JSON_TYPE } },
  testWebhook: { method: 'POST', path: '/webhooks/:webhook_id/test', params: { webhook_id: PARAM_21 }, takesKey: true, answers: { 202: JSON_TYPE } },
  recoverWebhook: { method: 'POST', path: '/webhooks/:webhook_id/recover', params: { webhook_id: PARAM_21 }, takesKey: true, answers: { 202: JSON_TYPE } },
  replayWebhook: { method: 'POST', path: '/webhooks/:webhook_id/replay', params: { webhook_id: PARAM_21 }, takesKey: true, answers: { 202: JSON_TYPE } },
};

export const webhookDeliveriesEndpoints: EndpointsOf<{
  listWebhookDeliveries: { query: wire.ListWebhookDeliveriesFields; answer: Page<wire.WebhookDelivery> };
  getWebhookDelivery: { answer: wire.WebhookDeliveryDetail };
  redeliverWebhookDelivery: { answer: wire.WebhookDelivery };
  redeliverWebhookDeliveries: { body: wire.RedeliverWebhookDeliveriesFields; answer: wire.Job };
}> = {
  listWebhookDeliveries: { method: 'GET', path: '/webhook-deliveries', query: ["webhook_id","event_id","event_type","status","response_code","created_from","created_to","limit","cursor"], answers: { 200: JSON_TYPE } },
  getWebhookDelivery: { method: 'GET', path: '/webhook-deliveries/:delivery_id', params: { delivery_id: PARAM_22 }, answers: { 200: JSON_TYPE } },
  redeliverWebhookDelivery: { method: 'POST', path: '/webhook-deliveries/:delivery_id/redeliver', params: { delivery_id: PARAM_22 }, takesKey: true, answers: { 202: JSON_TYPE } },
  redeliverWebhookDeliveries: { method: 'POST', path: '/webhook-deliveries/redeliver', takesKey: true, answers: { 202: JSON_TYPE } },
};

export const consoleEndpoints: EndpointsOf<{
  createConsoleSession: { body: wire.CreateConsoleSessionFields; answer: wire.ConsoleSession };
  getConsoleSession: { answer: wire.ConsoleSession };
  deleteConsoleSession: {  };
  search: { query: wire.SearchFields; answer: wire.SearchResults };
  getOverview: { query: wire.GetOverviewFields; answer: wire.Overview };
}> = {
  createConsoleSession: { method: 'POST', path: '/console/session', answers: { 201: JSON_TYPE } },
  getConsoleSession: { method: 'GET', path: '/console/session', answers: { 200: JSON_TYPE } },
  deleteConsoleSession: { method: 'DELETE', path: '/console/session', answers: { 204: JSON_TYPE } },
  search: { method: 'GET', path: '/search', query: ["q","types","limit"], answers: { 200: JSON_TYPE } },
  getOverview: { method: 'GET', path: '/overview', query: ["from","to"], answers: { 200: JSON_TYPE } },
};

export const serviceEndpoints: EndpointsOf<{
  getIndex: { answer: wire.Index };
  getHealth: { answer: wire.Health };
  getReady: { answer: wire.Readiness };
  getMe: { answer: wire.Me };
  getLimits: { answer: wire.LimitList };
  getMetrics: {  };
  getOpenApi: { answer: Record<string, unknown> };
}> = {
  getIndex: { method: 'GET', path: '/', answers: { 200: JSON_TYPE } },
  getHealth: { method: 'GET', path: '/health', answers: { 200: JSON_TYPE, 503: JSON_TYPE } },
  getReady: { method: 'GET', path: '/ready', answers: { 200: JSON_TYPE, 503: JSON_TYPE } },
  getMe: { method: 'GET', path: '/me', answers: { 200: JSON_TYPE } },
  getLimits: { method: 'GET', path: '/limits', answers: { 200: JSON_TYPE } },
  getMetrics: { method: 'GET', path: '/metrics', answers: { 200: "text/plain" } },
  getOpenApi: { method: 'GET', path: '/openapi.json', answers: { 200: JSON_TYPE } },
};
