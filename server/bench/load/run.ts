import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/dev-services/postgres.ts';
import { createBenchDatabase } from './bench-database.ts';
import { batches, type Contestant, ours, plainPsql, type Run } from './contestants.ts';
import { type FeedVariant, generateFeed } from './generate-feed.ts';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    repeat: { type: 'string', default: '1' },
    'skip-5m': { type: 'boolean', default: false },
  },
});
const ROWS = Number(flags.rows);
const REPEAT = Number(flags.repeat);

const SCENARIOS = ['first load', 'unchanged', '1 % changed', 'all rows bad'] as const;
type Scenario = (typeof SCENARIOS)[number];
type Results = Partial<Record<Scenario, Run>>;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
// PostgreSQL may run as another user, who needs access to its data.
await chmod(dataDir, 0o755);
const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
try {
  say(`${ROWS} rows of 8 columns, ${cpus().length} CPUs, best of ${REPEAT}`);
  const files = {
    plain: await feedFile('plain', ROWS),
    'one-percent': await feedFile('one-percent', ROWS),
    'all-bad': await feedFile('all-bad', ROWS),
  };
  await warmUp(files.plain);
  const results: Record<string, Results> = { ours: {}, psql: {}, batches: {} };
  for (let round = 0; round < REPEAT; round += 1) {
    keepBest(results.ours, await compete('ours', ours, files));
    keepBest(results.psql, await compete('psql', plainPsql, files));
    keepBest(results.batches, await compete('batches', batches, files));
  }
  report(results.ours ?? {}, results.psql ?? {}, results.batches ?? {});
  if (!flags['skip-5m']) await reportMemory(results.ours?.['first load']?.peakMb ?? 0);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function feedFile(variant: FeedVariant, rows: number): Promise<string> {
  const file = path.join(dataDir, `${variant}-${rows}.csv`);
  await generateFeed(file, rows, variant);
  return file;
}

/** The first load into a new cluster creates the files of its write-ahead log, which later ones reuse: not measured. */
async function warmUp(file: string): Promise<void> {
  const database = await createBenchDatabase(postgres.url, 'bench_warm_up');
  await plainPsql(database.url, file);
  await database.drop();
}

/** Every contestant has its own database; a cleanup precedes each run, so that none is slowed down by another. */
async function compete(name: string, load: Contestant, files: Record<FeedVariant, string>): Promise<Results> {
  const database = await createBenchDatabase(postgres.url, `bench_${name}`);
  const results: Results = {};
  const time = async (scenario: Scenario, file: string): Promise<void> => {
    await database.tidy();
    results[scenario] = await load(database.url, file);
    say(`  ${name}, ${scenario}: ${results[scenario].seconds.toFixed(2)} s`);
  };
  await time('first load', files.plain);
  await time('unchanged', files.plain);
  await time('1 % changed', files['one-percent']);
  if (load === ours) await time('all rows bad', files['all-bad']);
  await database.drop();
  return results;
}

function keepBest(best: Results = {}, next: Results): void {
  for (const scenario of SCENARIOS) {
    const [old, found] = [best[scenario], next[scenario]];
    if (found && (!old || found.seconds < old.seconds)) best[scenario] = found;
  }
}

function report(mine: Results, psql: Results, batched: Results): void {
  const limits: [Scenario, number, number][] = [
    ['first load', 1.25, 1.2],
    ['unchanged', 1.2, 1.5],
    ['1 % changed', 1.25, 0],
  ];
  say('\nscenario        ours     (a) psql   ours / (a)       (b) batches   (b) / ours');
  for (const [scenario, most, least] of limits) {
    const [own, a, b] = [mine, psql, batched].map((results) => results[scenario]?.seconds ?? Number.NaN) as [
      number,
      number,
      number,
    ];
    const toA = `${(own / a).toFixed(2)} (max ${most})`;
    const toB = `${(b / own).toFixed(2)}${least > 0 ? ` (min ${least})` : ''}`;
    say(`${scenario.padEnd(14)}${cell(own)}${cell(a)}     ${toA.padEnd(16)}${cell(b)}     ${toB}`);
  }
  const [bad, good, same] = (['all rows bad', 'first load', 'unchanged'] as const).map(
    (name) => mine[name]?.seconds ?? 0,
  ) as [number, number, number];
  say(
    `all rows bad  ${cell(bad)}  ${(bad / good).toFixed(2)} × first load (max 1.5), ${(bad / same).toFixed(2)} × unchanged`,
  );
}

function cell(seconds: number): string {
  return `${seconds.toFixed(2)} s`.padStart(9);
}

/** Peak memory of the loading process, for the rows of this run and for five million. */
async function reportMemory(peakMb: number): Promise<void> {
  const database = await createBenchDatabase(postgres.url, 'bench_memory');
  const large = await ours(database.url, await feedFile('plain', 5_000_000));
  await database.drop();
  const growth = ((large.peakMb ?? 0) / peakMb - 1) * 100;
  say(
    `peak memory   ${peakMb.toFixed(0)} MB for ${ROWS} rows (max 300); ${large.peakMb?.toFixed(0)} MB for 5000000 rows, ${growth.toFixed(0)} % more (max 20 %), in ${large.seconds.toFixed(0)} s`,
  );
}
