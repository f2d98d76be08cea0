import type * as contract from '@commerce-integration/contract';
import type { AnswerOf, BodyOf, Fields, QueryOf, Wire } from './contract-types.ts';

// Every type of the contract that a caller meets, in one place: the build writes them out in full here, so that the
// published declarations need neither the contract nor the libraries it is written with.

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
type Service = typeof contract.serviceContract;

/** Stable code of a problem: switch on it. */
export type ProblemCode = contract.ProblemCode;
/** What is wrong with one field. */
export type FieldError = Wire<contract.FieldError>;

/** Whose key it is, and what it may do. */
export type Me = Wire<contract.Me>;

/** A partner. */
export type Partner = Wire<contract.Partner>;
/** An API key, without its secret. */
export type ApiKey = Wire<contract.ApiKey>;
/** A new API key with its secret, which is shown this once. */
export type CreatedApiKey = Wire<AnswerOf<Partners['createApiKey']>>;
/** Fields of a new partner. */
export type CreatePartnerFields = Wire<BodyOf<Partners['createPartner']>>;
/** Fields of a partner to change; those left out stay. */
export type UpdatePartnerFields = Wire<BodyOf<Partners['updatePartner']>>;
/** What narrows and pages a list of partners. */
export type ListPartnersFields = QueryOf<Partners['listPartners']>;
/** Fields of a new API key. */
export type CreateApiKeyFields = Wire<BodyOf<Partners['createApiKey']>>;
/** What pages a list of API keys. */
export type ListApiKeysFields = QueryOf<Partners['listApiKeys']>;

/** A feed: a file that a partner sent, and the state of its load. */
export type Feed = Wire<contract.Feed>;
/** A feed just taken in, with the job that loads it. */
export type FeedAccepted = Wire<contract.FeedAccepted>;
/** Fields of an upload, beside the file. */
export type FeedFields = Fields<typeof contract.uploadFieldsSchema>;
/** What narrows and pages a list of feeds. */
export type ListFeedsFields = QueryOf<Feeds['listFeeds']>;
/** Fields of a feed whose file goes to the file storage directly. */
export type CreateUploadUrlFields = Wire<BodyOf<Feeds['createFeedUploadUrl']>>;
/** Where and how to PUT the file. */
export type UploadUrl = Wire<AnswerOf<Feeds['createFeedUploadUrl']>>;
/** What is known of the file that was put, to be compared. */
export type CompleteUploadFields = Wire<BodyOf<Feeds['completeFeedUpload']>>;

/** Long work, and where it stands. */
export type Job = Wire<contract.Job>;
/** Where a job stands. */
export type JobStatus = contract.JobStatus;
/** What a job does. */
export type JobType = contract.JobType;
/** What a load did: always `processed = inserted + updated + unchanged + skipped`. */
export type JobNote = Wire<contract.JobNote>;
export type LoadResult = Wire<contract.LoadResult>;
/** What a batch did: always `total = succeeded + failed + skipped`. */
export type BatchResult = Wire<contract.BatchResult>;
/** A rejected value of a load, or a warning. */
export type JobError = Wire<contract.JobError>;
/** What a `validate_only` load would change. */
export type JobChange = Wire<contract.JobChange>;
/** What narrows and pages a list of jobs. */
export type ListJobsFields = QueryOf<Jobs['listJobs']>;
/** `wait`: seconds to hold the answer until the job has ended, at most 30. */
export type GetJobFields = QueryOf<Jobs['getJob']>;
/** What pages a job's errors. */
export type ListJobErrorsFields = QueryOf<Jobs['listJobErrors']>;
/** What pages a job's changes. */
export type ListJobChangesFields = QueryOf<Jobs['listJobChanges']>;

/** A product of the catalogue. */
export type Product = Wire<contract.Product>;
/** One change of a product's price or availability. */
export type ProductChange = Wire<contract.ProductChange>;
/** What narrows, sorts and pages a list of products. */
export type ListProductsFields = QueryOf<Products['listProducts']>;
/** What narrows, sorts and pages the products of a feed. */
export type ListProductsByFeedFields = QueryOf<Products['listProductsByFeed']>;
/** What narrows an export of products, and its format. */
export type ExportProductsFields = QueryOf<Products['exportProducts']>;
/** What pages a product's history. */
export type ListProductHistoryFields = QueryOf<Products['listProductHistory']>;

/** The price of a product at a time, and why it is that. */
export type PriceInForce = Wire<contract.PriceInForce>;
/** The time and the sales channel of a price. */
export type GetPriceFields = QueryOf<Prices['getPriceInForce']>;
/** A price list to set as a whole, of a sales channel or else the base list. */
export type SetPriceListFields = Wire<BodyOf<Prices['setPriceList']>>;
/** A price list as it was set; an empty one was removed. */
export type PriceListChange = Wire<contract.PriceListChange>;
/** What narrows and pages the history of price lists. */
export type ListPriceListHistoryFields = QueryOf<Prices['listPriceListHistory']>;

/** A place where a partner sells. */
export type SalesChannel = Wire<contract.SalesChannel>;
/** Fields of a new sales channel. */
export type CreateSalesChannelFields = Wire<BodyOf<SalesChannels['createSalesChannel']>>;
/** Fields of a sales channel to change; those left out stay. */
export type UpdateSalesChannelFields = Wire<BodyOf<SalesChannels['updateSalesChannel']>>;
/** What narrows and pages a list of sales channels. */
export type ListSalesChannelsFields = QueryOf<SalesChannels['listSalesChannels']>;

/** A batch of operations, and where it stands. */
export type OperationsBatch = Wire<contract.OperationsBatch>;
/** What a batch executes: its type says which operations it admits. */
export type BatchType = contract.BatchType;
/** Where and how to PUT the ZIP of a batch. */
export type BatchUpload = Wire<contract.BatchUpload>;
/** Fields of a new batch. */
export type CreateBatchFields = Wire<BodyOf<Batches['createOperationsBatch']>>;
/** What narrows and pages a list of batches. */
export type ListBatchesFields = QueryOf<Batches['listOperationsBatches']>;
/** One operation of a batch, and what became of it. */
export type BatchOperation = Wire<contract.BatchOperation>;
/** What narrows and pages the operations of a batch. */
export type ListBatchOperationsFields = QueryOf<Batches['listBatchOperations']>;
/** An operation of a batch of the type `valid-from-price-updates`. */
export type PriceOperation = Wire<contract.OperationOf<'valid-from-price-updates'>>;
/** An operation of a batch of the type `product-updates`. */
export type ProductOperation = Wire<contract.OperationOf<'product-updates'>>;

/** An order, with its prices as they were when it was made. */
export type Order = Wire<contract.Order>;
/** Fields of a new order. */
export type CreateOrderFields = Wire<BodyOf<Orders['createOrder']>>;
/** What narrows and pages a list of orders. */
export type ListOrdersFields = QueryOf<Orders['listOrders']>;
/** What narrows and pages the orders of a customer. */
export type ListOrdersByCustomerFields = QueryOf<Orders['listOrdersByCustomer']>;

/** A customer, with e-mail and phone masked. */
export type Customer = Wire<contract.Customer>;
/** An address of a customer, with street and postal code masked. */
export type CustomerAddress = Wire<contract.CustomerAddress>;
/** Fields of a new customer. */
export type CreateCustomerFields = Wire<BodyOf<Customers['createCustomer']>>;
/** Fields of a new address. */
export type CreateAddressFields = Wire<BodyOf<Customers['createCustomerAddress']>>;
/** What narrows and pages a list of customers. */
export type ListCustomersFields = QueryOf<Customers['listCustomers']>;
/** The IDs of the customers to delete. */
export type DeleteCustomersFields = Wire<BodyOf<Customers['deleteCustomers']>>;
/** What became of each customer that was to be deleted, in the order given. */
export type CustomerDeletions = Wire<AnswerOf<Customers['deleteCustomers']>>;
/** What became of one customer that was to be deleted. */
export type CustomerDeletion = Wire<contract.CustomerDeletion>;

/** Sales of each partner. */
export type SalesByPartnerReport = Wire<AnswerOf<Analytics['getSalesByPartner']>>;
/** What a report of each partner's sales covers. */
export type SalesByPartnerFields = QueryOf<Analytics['getSalesByPartner']>;
/** Sales of each period. */
export type SalesOverTimeReport = Wire<AnswerOf<Analytics['getSalesOverTime']>>;
/** What a report of sales over time covers, and how long its periods are. */
export type SalesOverTimeFields = QueryOf<Analytics['getSalesOverTime']>;
/** The products that sold best. */
export type TopProductsReport = Wire<AnswerOf<Analytics['getTopProducts']>>;
/** What a report of the products that sold best covers, and how it ranks them. */
export type TopProductsFields = QueryOf<Analytics['getTopProducts']>;
/** Each partner's share of the revenue. */
export type RevenueShareReport = Wire<AnswerOf<Analytics['getRevenueShare']>>;
/** What a report of revenue shares covers. */
export type RevenueShareFields = QueryOf<Analytics['getRevenueShare']>;
/** Feeds and rows of each partner. */
export type FeedActivityReport = Wire<AnswerOf<Analytics['getFeedActivity']>>;
/** What a report of feeds covers. */
export type FeedActivityFields = QueryOf<Analytics['getFeedActivity']>;

/** Whether the process is alive and its database reachable. */
export type Health = Wire<AnswerOf<Service['getHealth']>>;
/** Whether the API can take traffic, part by part. */
export type Readiness = Wire<AnswerOf<Service['getReady']>>;
/** A limit, as data. */
export type Limit = Wire<contract.Limit>;
