import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProblemBody, ScheduleRun } from '@commerce-integration/contract';
import { afterAll, expect, it } from 'vitest';
import { productsFile, Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true' });
const schedules = new Schedules(server, await server.partner('Acme Corp'));
const erp = createServer((req, res) => {
  if (req.url === '/away.csv') res.writeHead(503).end();
  else res.writeHead(200).end(productsFile('A'));
});
await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  erp.closeAllConnections();
  erp.close();
});
const source = (path: string) => ({
  type: 'https',
  url: `http://127.0.0.1:${(erp.address() as AddressInfo).port}${path}`,
});

it('a run that waits for a retry is retried at once on request', async () => {
  const { data_group_id } = await schedules.group(source('/away.csv'));
  const { body: run } = await schedules.act<ScheduleRun>(data_group_id, 'run-now');
  await until(async () => (await schedules.runs(data_group_id))[0]?.next_try_at != null);
  // Soon after a failure, it may already be running again.
  const refused = await schedules.act<ProblemBody>(data_group_id, 'run-now');
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is under way') } });

  // As after many failures. If a worker is retrying the run at this moment, it loses its claim.
  await server.pool.query(
    `update data_schedule_run set due_at = now() + interval '15 minutes', claim = claim + 1 where ended_at is null`,
  );
  await schedules.set(data_group_id, { cron: '0 0 1 1 *', source: source('/products.csv') });
  const tried = await schedules.act<ScheduleRun>(data_group_id, 'run-now');
  expect(tried).toMatchObject({ status: 202, body: { scheduled_at: run.scheduled_at, status: 'running' } });
  const ended = await schedules.ended(data_group_id, run.scheduled_at);
  expect(ended).toMatchObject({ status: 'completed', file_count: 1, error: null });
  expect(await schedules.runs(data_group_id)).toHaveLength(1);
});
