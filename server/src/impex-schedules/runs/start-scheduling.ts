import { SCHEDULE_RUN_CHANNEL } from '../../database/announcer.ts';
import { Notifications } from '../../database/notifications.ts';
import type { WorkerParts } from '../../feature/define-feature.ts';
import { guardedAgent } from '../../outbound/guarded-agent.ts';
import { ScheduleLoop } from './schedule-loop.ts';

const CONNECT_MS = 10_000;

/** Starts to run schedules in this process. @returns the function that stops it */
export async function startScheduling(parts: WorkerParts): Promise<() => Promise<void>> {
  const { config, database, databaseUrl, store, queue, cipher, log } = parts;
  const rules = { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK };
  const agent = guardedAgent({ ...rules, connectMs: CONNECT_MS });
  const loop = new ScheduleLoop({
    database,
    store,
    queue,
    cipher,
    log,
    agent,
    rules,
    fetchMs: config.SCHEDULE_FETCH_SECONDS * 1_000,
    quietMs: config.SCHEDULE_QUIET_SECONDS * 1_000,
    maxObjectBytes: config.MAX_PUT_BYTES,
    maxFetchedBytes: config.MAX_UPLOAD_BYTES,
  });
  const wake = () => loop.wake();
  const notifications = new Notifications(databaseUrl, SCHEDULE_RUN_CHANNEL, { notified: wake, connected: wake });
  await notifications.open();
  loop.start();
  return async () => {
    await notifications.close();
    await loop.stop();
    await agent.destroy();
  };
}
