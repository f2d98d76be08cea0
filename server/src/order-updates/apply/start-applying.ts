import { Counter } from 'prom-client';
import { ORDER_UPDATE_CHANNEL } from '../../database/announcer.ts';
import { Notifications } from '../../database/notifications.ts';
import type { WorkerParts } from '../../feature/define-feature.ts';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import { Updater } from './updater.ts';

/** Starts to apply order updates in this process. @returns the function that stops it */
export async function startApplying(
  { database, databaseUrl, log, registry }: WorkerParts,
  descriptors: FeedDescriptors,
): Promise<() => Promise<void>> {
  const updates = new Counter({
    name: 'order_updates_total',
    help: 'Order updates that were applied, parked or ignored.',
    labelNames: ['status'],
    registers: [registry],
  });
  const updater = new Updater({
    database,
    log,
    descriptors,
    finished: (status, count) => updates.inc({ status }, count),
  });
  const notifications = new Notifications(databaseUrl, ORDER_UPDATE_CHANNEL, {
    notified: () => updater.wake(),
    connected: () => updater.wake(),
  });
  await notifications.open();
  updater.start();
  return async () => {
    await notifications.close();
    await updater.stop();
  };
}
