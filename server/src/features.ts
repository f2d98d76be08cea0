import { analytics } from './analytics/index.ts';
import { batches } from './batches/index.ts';
import { catalog } from './catalog/index.ts';
import { categories } from './categories/index.ts';
import { console } from './console/index.ts';
import { customers } from './customers/index.ts';
import { eventsApi } from './events-api/index.ts';
import type { Feature } from './feature/define-feature.ts';
import { getFeed } from './feeds/feeds.queries.ts';
import { feeds } from './feeds/index.ts';
import { rejectedLinesAnswer } from './feeds/rejected-lines.routes.ts';
import { impex } from './impex/index.ts';
import { orderUpdateFiles } from './impex/order-update-files.ts';
import { rejectedRowsAnswer } from './impex/rejected-rows/rejected-rows.routes.ts';
import { impexExports } from './impex-exports/index.ts';
import { impexSchedules } from './impex-schedules/index.ts';
import { jobsApi } from './jobs-api/index.ts';
import { loadUndo } from './load-undo/index.ts';
import { requestUndo } from './load-undo/request-undo.ts';
import { exporterUses } from './order-exports/exporter-descriptors.ts';
import { orderExports } from './order-exports/index.ts';
import { orderUpdates } from './order-updates/index.ts';
import { orders } from './orders/index.ts';
import { customersWithOrders } from './orders/orders.queries.ts';
import { partners } from './partners/index.ts';
import { prices } from './prices/index.ts';
import { salesChannels } from './sales-channels/index.ts';
import { service } from './service/index.ts';
import { webhooks } from './webhooks/index.ts';

/** The features of the server, and the only list of them. */
export const FEATURES: readonly Feature[] = [
  partners,
  feeds,
  jobsApi(rejectedLinesAnswer, rejectedRowsAnswer, requestUndo),
  catalog(getFeed),
  prices,
  salesChannels,
  categories,
  batches,
  customers(customersWithOrders),
  orders,
  orderUpdates(orderUpdateFiles),
  loadUndo,
  analytics,
  impex(exporterUses),
  impexExports,
  impexSchedules,
  eventsApi,
  webhooks,
  orderExports,
  console,
  service,
];
