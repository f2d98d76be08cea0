import { ALL_FEATURES } from './platform.ts';
import { type CommandParts, runCommand } from './run-command.ts';
import { violationsOf } from './verify-invariants.ts';

/** Checks the invariants of the stored rows and prints the result of each. A server may run meanwhile. */
async function verify({ pool, stop, say }: CommandParts): Promise<boolean> {
  const { rows } = await pool.query(`select to_regclass('pgboss.job') is not null as made`);
  if (!rows[0].made) throw new Error('The database is not made yet: start the server with it first.');
  const start = performance.now();
  const invariants = ALL_FEATURES.flatMap(({ invariants = [] }) => invariants);
  let broken = 0;
  let checked = 0;
  for (const invariant of invariants) {
    if (stop.aborted) break;
    const { count, ids } = await violationsOf(pool, invariant, stop);
    say(`${invariant.name}: ${count === 0 ? 'holds' : `${count} violations`}`);
    if (count > 0) say(`  ${invariant.holds} Not so: ${ids.join(', ')}${count > ids.length ? ', …' : ''}`);
    if (count > 0) broken += 1;
    checked += 1;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${checked} checks, ${broken} with violations, ${seconds} s.`);
  if (stop.aborted) say('Stopped before the end.');
  return broken === 0 && !stop.aborted;
}

await runCommand(verify);
