import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command, CommandCall } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { assertPartnerKnown, FEED_OPTIONS, feedFields } from './feed-options.ts';
import type { FeedWatch } from './feed-watch.ts';
import { exitCodeOf } from './report-error.ts';
import { WatchState } from './watch-state.ts';
import { WatchedFolder } from './watched-folder.ts';

const STATE_FILE = '.commerce-watch.json';

export const feedsWatch: Command = {
  name: 'feeds watch',
  operands: ['FOLDER'],
  summary: 'Load every .csv and .csv.gz file that appears in a folder, until interrupted.',
  details:
    'A file is loaded when it is not empty and its size and time have not changed for --settle seconds, oldest file first.\n' +
    `The outcome is recorded in ${STATE_FILE} in the folder, by name, size and time. After a restart, the command\n` +
    'sends no file twice, waits for loads that are still running, and loads files again that have changed.\n' +
    'If the API rejects a file, or its load fails, the command reports it and continues with the next file. If the API\n' +
    'cannot be reached or denies access, the command retries after 5 seconds, then at increasing intervals, up to 5 minutes.',
  options: {
    ...FEED_OPTIONS,
    interval: { value: 'SECONDS', help: 'the time between two scans of the folder; default: 2' },
    settle: { value: 'SECONDS', help: 'how long a file must be unchanged before it is loaded; default: 2' },
    once: { help: 'exit when all files have been processed, with 1 if a file was not loaded' },
    state: { value: 'FILE', help: `the file with the record; default: ${STATE_FILE} in the folder` },
  },
  examples: [
    'commerce feeds watch ./outbox --partner-name "Acme Corp"',
    'commerce feeds watch ./outbox --once --json >> outbox.jsonl',
  ],
  async run(call) {
    const { arguments: given, terminal } = call;
    const intervalMs = given.milliseconds('interval', 0.05) ?? 2_000;
    const folder = new WatchedFolder(await folderOf(given.operands[0] ?? ''), given.milliseconds('settle') ?? 2_000);
    const { sleep } = await import('../internal/transport/sleep.ts');
    const watch = await watchOf(call, folder);
    try {
      do {
        await watch.round();
        if (given.flag('once') && !folder.isUnsettled) return outcomeOf(watch);
        await sleep(intervalMs, call.signal);
      } while (!call.signal.aborted);
      return EXIT.interrupted;
    } finally {
      terminal.progress.clear();
      if (!terminal.json) terminal.note(`${watch.loaded} loaded, ${watch.failed} not loaded.`);
    }
  },
};

async function folderOf(given: string): Promise<string> {
  if (!(await stat(given)).isDirectory()) throw new UsageError(`${given} is not a folder.`);
  return path.resolve(given);
}

async function watchOf(call: CommandCall, folder: WatchedFolder): Promise<FeedWatch> {
  const { arguments: given, terminal, signal } = call;
  const { baseUrl } = call.credentials();
  const fields = feedFields(given);
  await assertPartnerKnown(call, fields).catch((error: unknown) => {
    // While the API cannot be asked, the watch waits for it, as it does for files.
    if (error instanceof UsageError) throw error;
  });
  const target = JSON.stringify([baseUrl, fields]);
  const state = WatchState.open(given.text('state') ?? path.join(given.operands[0] ?? '', STATE_FILE), target);
  const { FeedWatch } = await import('./feed-watch.ts');
  return new FeedWatch({ client: await call.client(), fields, folder, state, target, terminal, signal });
}

function outcomeOf({ failed, trouble }: FeedWatch): ExitCode {
  if (trouble !== undefined) return exitCodeOf(trouble);
  return failed > 0 ? EXIT.failed : EXIT.done;
}
