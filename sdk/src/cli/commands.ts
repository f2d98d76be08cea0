// All commands. To add one, create its file and add a line here.
export { feedsUpload } from './feeds-upload.ts';
export { feedsValidate } from './feeds-validate.ts';
export { feedsWatch } from './feeds-watch.ts';
export { jobsErrors } from './jobs-errors.ts';
export { jobsWait } from './jobs-wait.ts';
export { ordersCreate } from './orders-create.ts';
export { ordersGet } from './orders-get.ts';
export { productsExport } from './products-export.ts';
export { productsList } from './products-list.ts';
