import { verifySales } from '../analytics/verify-sales.ts';
import { type CommandParts, runCommand } from './run-command.ts';

const TOLD = 100;

/** Recomputes the sums of analytics from the orders and prints every difference. The server may run meanwhile. */
async function verifyAnalytics({ pool, stop, say }: CommandParts): Promise<boolean> {
  const { rows } = await pool.query(`select to_regclass('recent_sales') is not null as made`);
  if (!rows[0].made) throw new Error('The database has no analytics yet: start the server with it first.');
  const start = performance.now();
  const { checks, differences, stopped } = await verifySales(pool, { tell: say, most: TOLD, stop });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (differences > TOLD) say(`… and ${differences - TOLD} more.`);
  say(`Sums compared with the orders: ${checks} checks, ${differences} differences, ${seconds} s.`);
  if (stopped) say('Stopped before the end.');
  return differences === 0 && !stopped;
}

await runCommand(verifyAnalytics);
