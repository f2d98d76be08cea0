import type { Command } from './command.ts';
import { feedsUpload } from './feeds-upload.ts';
import { feedsValidate } from './feeds-validate.ts';
import { feedsWatch } from './feeds-watch.ts';
import { jobsErrors } from './jobs-errors.ts';
import { jobsWait } from './jobs-wait.ts';
import { ordersCreate } from './orders-create.ts';
import { ordersGet } from './orders-get.ts';
import { productsExport } from './products-export.ts';
import { productsList } from './products-list.ts';

/** Every command, as the help lists them. */
export const COMMANDS: readonly Command[] = [
  feedsUpload,
  feedsValidate,
  feedsWatch,
  jobsWait,
  jobsErrors,
  productsList,
  productsExport,
  ordersCreate,
  ordersGet,
];
