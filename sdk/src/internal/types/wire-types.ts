import type * as contract from '@commerce-integration/contract';
import type { AnswerOf, BodyOf, Fields, QueryOf, Wire } from './contract-types.ts';

// Every type of the contract that callers use, in one place: the build writes them out in full, so that the published
// declarations need neither the contract nor its libraries.

type Partners = typeof contract.partnersContract;
type Feeds = typeof contract.feedsContract;
type Jobs = typeof contract.jobsContract;
type Products = typeof contract.productsContract;
type Orders = typeof contract.ordersContract;
type Customers = typeof contract.customersContract;
type Analytics = typeof contract.analyticsContract;
type Prices = typeof contract.pricesContract;
type SalesChannels = typeof contract.salesChannelsContract;
type Batches = typeof contract.operationsBatchesContract;
type Events = typeof contract.eventsContract;
type Webhooks = typeof contract.webhooksContract;
type WebhookDeliveries = typeof contract.webhookDeliveriesContract;
type Service = typeof contract.serviceContract;

/** Stable code of a problem: switch on it. */
export type ProblemCode = contract.ProblemCode;
/** The problem of one field. */
export type FieldError = Wire<contract.FieldError>;

/** The owner of a key, its scopes and its limits. */
export type Me = Wire<contract.Me>;

/** A partner. */
export type Partner = Wire<contract.Partner>;
/** An API key, without its secret. */
export type ApiKey = Wire<contract.ApiKey>;
/** A new API key with its secret, which is shown only once. */
export type CreatedApiKey = Wire<AnswerOf<Partners['createApiKey']>>;
/** Fields of a new partner. */
export type CreatePartnerFields = Wire<BodyOf<Partners['createPartner']>>;
/** Fields of a partner to change; omitted ones stay. */
export type UpdatePartnerFields = Wire<BodyOf<Partners['updatePartner']>>;
/** Filters and paging of a list of partners. */
export type ListPartnersFields = QueryOf<Partners['listPartners']>;
/** Fields of a new API key. */
export type CreateApiKeyFields = Wire<BodyOf<Partners['createApiKey']>>;
/** Paging of a list of API keys. */
export type ListApiKeysFields = QueryOf<Partners['listApiKeys']>;

/** A feed: a file that a partner sent, and the state of its load. */
export type Feed = Wire<contract.Feed>;
/** An accepted feed, with the job that loads it. */
export type FeedAccepted = Wire<contract.FeedAccepted>;
/** Fields of an upload, except the file. */
export type FeedFields = Fields<typeof contract.uploadFieldsSchema>;
/** Filters and paging of a list of feeds. */
export type ListFeedsFields = QueryOf<Feeds['listFeeds']>;
/** Fields of a feed whose file is uploaded to the file storage directly. */
export type CreateUploadUrlFields = Wire<BodyOf<Feeds['createFeedUploadUrl']>>;
/** Where and how to PUT the file. */
export type UploadUrl = Wire<AnswerOf<Feeds['createFeedUploadUrl']>>;
/** Facts about the uploaded file, which the API compares. */
export type CompleteUploadFields = Wire<BodyOf<Feeds['completeFeedUpload']>>;

/** Long-running work and its state. */
export type Job = Wire<contract.Job>;
/** The status of a job. */
export type JobStatus = contract.JobStatus;
/** The kind of work of a job. */
export type JobType = contract.JobType;
/** A note about the whole file of a job. */
export type JobNote = Wire<contract.JobNote>;
/** The result of a load: always `processed = inserted + updated + unchanged + skipped`. */
export type LoadResult = Wire<contract.LoadResult>;
/** The result of a batch: always `total = succeeded + failed + skipped`. */
export type BatchResult = Wire<contract.BatchResult>;
/** A rejected value of a load, or a warning. */
export type JobError = Wire<contract.JobError>;
/** A change that a `validate_only` load would make. */
export type JobChange = Wire<contract.JobChange>;
/** Filters and paging of a list of jobs. */
export type ListJobsFields = QueryOf<Jobs['listJobs']>;
/** `wait`: seconds that the API waits for the job to end before it answers, at most 30. */
export type GetJobFields = QueryOf<Jobs['getJob']>;
/** Paging of a job's errors. */
export type ListJobErrorsFields = QueryOf<Jobs['listJobErrors']>;
/** Paging of a job's changes. */
export type ListJobChangesFields = QueryOf<Jobs['listJobChanges']>;

/** A product of the catalogue. */
export type Product = Wire<contract.Product>;
/** One change of a product's price or availability. */
export type ProductChange = Wire<contract.ProductChange>;
/** Filters, sorting and paging of a list of products. */
export type ListProductsFields = QueryOf<Products['listProducts']>;
/** Filters, sorting and paging of the products of a feed. */
export type ListProductsByFeedFields = QueryOf<Products['listProductsByFeed']>;
/** Filters of an export of products, and its format. */
export type ExportProductsFields = QueryOf<Products['exportProducts']>;
/** Paging of a product's history. */
export type ListProductHistoryFields = QueryOf<Products['listProductHistory']>;

/** The price of a product at a time, and the reason for it. */
export type PriceInForce = Wire<contract.PriceInForce>;
/** The time and the sales channel of a price. */
export type GetPriceFields = QueryOf<Prices['getPriceInForce']>;
/** A complete price list to set, of a sales channel or else the base list. */
export type SetPriceListFields = Wire<BodyOf<Prices['setPriceList']>>;
/** A price list as it was set; an empty one was removed. */
export type PriceListChange = Wire<contract.PriceListChange>;
/** Filters and paging of the history of price lists. */
export type ListPriceListHistoryFields = QueryOf<Prices['listPriceListHistory']>;

/** A channel through which a partner sells. */
export type SalesChannel = Wire<contract.SalesChannel>;
/** Fields of a new sales channel. */
export type CreateSalesChannelFields = Wire<BodyOf<SalesChannels['createSalesChannel']>>;
/** Fields of a sales channel to change; omitted ones stay. */
export type UpdateSalesChannelFields = Wire<BodyOf<SalesChannels['updateSalesChannel']>>;
/** Filters and paging of a list of sales channels. */
export type ListSalesChannelsFields = QueryOf<SalesChannels['listSalesChannels']>;

/** A batch of operations and its state. */
export type OperationsBatch = Wire<contract.OperationsBatch>;
/** The type of a batch, which determines the operations that it allows. */
export type BatchType = contract.BatchType;
/** Where and how to PUT the ZIP of a batch. */
export type BatchUpload = Wire<contract.BatchUpload>;
/** Fields of a new batch. */
export type CreateBatchFields = Wire<BodyOf<Batches['createOperationsBatch']>>;
/** Filters and paging of a list of batches. */
export type ListBatchesFields = QueryOf<Batches['listOperationsBatches']>;
/** One operation of a batch and its outcome. */
export type BatchOperation = Wire<contract.BatchOperation>;
/** Filters and paging of the operations of a batch. */
export type ListBatchOperationsFields = QueryOf<Batches['listBatchOperations']>;
/** An operation of a batch of the type `valid-from-price-updates`. */
export type PriceOperation = Wire<contract.OperationOf<'valid-from-price-updates'>>;
/** An operation of a batch of the type `product-updates`. */
export type ProductOperation = Wire<contract.OperationOf<'product-updates'>>;

/** An order, with the prices at the time of its creation. */
export type Order = Wire<contract.Order>;
/** Fields of a new order. */
export type CreateOrderFields = Wire<BodyOf<Orders['createOrder']>>;
/** Filters and paging of a list of orders. */
export type ListOrdersFields = QueryOf<Orders['listOrders']>;
/** Filters and paging of the orders of a customer. */
export type ListOrdersByCustomerFields = QueryOf<Orders['listOrdersByCustomer']>;

/** A customer, with e-mail and phone masked. */
export type Customer = Wire<contract.Customer>;
/** An address of a customer, with street and postal code masked. */
export type CustomerAddress = Wire<contract.CustomerAddress>;
/** Fields of a new customer. */
export type CreateCustomerFields = Wire<BodyOf<Customers['createCustomer']>>;
/** Fields of a new address. */
export type CreateAddressFields = Wire<BodyOf<Customers['createCustomerAddress']>>;
/** Filters and paging of a list of customers. */
export type ListCustomersFields = QueryOf<Customers['listCustomers']>;
/** The IDs of the customers to delete. */
export type DeleteCustomersFields = Wire<BodyOf<Customers['deleteCustomers']>>;
/** The outcome of each customer to delete, in the order given. */
export type CustomerDeletions = Wire<AnswerOf<Customers['deleteCustomers']>>;
/** The outcome of one customer to delete. */
export type CustomerDeletion = Wire<contract.CustomerDeletion>;

/** Sales of each partner. */
export type SalesByPartnerReport = Wire<AnswerOf<Analytics['getSalesByPartner']>>;
/** Range and filters of a report of each partner's sales. */
export type SalesByPartnerFields = QueryOf<Analytics['getSalesByPartner']>;
/** Sales of each period. */
export type SalesOverTimeReport = Wire<AnswerOf<Analytics['getSalesOverTime']>>;
/** Range, filters and granularity of a report of sales over time. */
export type SalesOverTimeFields = QueryOf<Analytics['getSalesOverTime']>;
/** The best-selling products. */
export type TopProductsReport = Wire<AnswerOf<Analytics['getTopProducts']>>;
/** Range, filters and ranking of a report of the best-selling products. */
export type TopProductsFields = QueryOf<Analytics['getTopProducts']>;
/** Each partner's share of the revenue. */
export type RevenueShareReport = Wire<AnswerOf<Analytics['getRevenueShare']>>;
/** Range and filters of a report of revenue shares. */
export type RevenueShareFields = QueryOf<Analytics['getRevenueShare']>;
/** Feeds and rows of each partner. */
export type FeedActivityReport = Wire<AnswerOf<Analytics['getFeedActivity']>>;
/** Range and filters of a report of feeds. */
export type FeedActivityFields = QueryOf<Analytics['getFeedActivity']>;

/** Whether the process is alive and its database reachable. */
export type Health = Wire<AnswerOf<Service['getHealth']>>;
/** Whether the API can take traffic, by its parts. */
export type Readiness = Wire<AnswerOf<Service['getReady']>>;
/** A limit of the API. */
export type Limit = Wire<contract.Limit>;

/** An event as the API lists it; `event_type` determines the type of `data`. */
export type Event = Wire<contract.Event>;
/** A type of event. */
export type EventType = contract.EventType;
/** Filters and paging of a list of events. */
export type ListEventsFields = QueryOf<Events['listEvents']>;
/** Filters of a stream of events. */
export type StreamEventsFields = QueryOf<Events['streamEvents']>;

/** A subscription to events, with its health. */
export type Webhook = Wire<contract.Webhook>;
/** A subscription with a new secret, which is shown only once. */
export type CreatedWebhook = Wire<AnswerOf<Webhooks['createWebhook']>>;
/** Fields of a new subscription. */
export type CreateWebhookFields = Wire<BodyOf<Webhooks['createWebhook']>>;
/** Fields of a subscription to change; omitted ones stay. */
export type UpdateWebhookFields = Wire<BodyOf<Webhooks['updateWebhook']>>;
/** Filters and paging of a list of subscriptions. */
export type ListWebhooksFields = QueryOf<Webhooks['listWebhooks']>;
/** How long the old secret stays valid. */
export type RotateWebhookSecretFields = Wire<BodyOf<Webhooks['rotateWebhookSecret']>>;
/** The type of the example event to send. */
export type TestWebhookFields = Wire<BodyOf<Webhooks['testWebhook']>>;
/** From when on, and what, is delivered again. */
export type RecoverWebhookFields = Wire<BodyOf<Webhooks['recoverWebhook']>>;
/** The events to deliver again. */
export type ReplayWebhookFields = Wire<BodyOf<Webhooks['replayWebhook']>>;
/** How many deliveries are sent again. */
export type Redeliveries = Wire<contract.Redeliveries>;
/** A delivery of an event to a subscription, and its state. */
export type WebhookDelivery = Wire<contract.WebhookDelivery>;
/** A delivery with what it sends, and its attempts. */
export type WebhookDeliveryDetail = Wire<contract.WebhookDeliveryDetail>;
/** Filters and paging of a list of deliveries. */
export type ListWebhookDeliveriesFields = QueryOf<WebhookDeliveries['listWebhookDeliveries']>;
/** The deliveries to send again. */
export type RedeliverWebhookDeliveriesFields = Wire<BodyOf<WebhookDeliveries['redeliverWebhookDeliveries']>>;
