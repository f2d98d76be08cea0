import type { FeedReport } from '../validate-feed/feed-report.ts';
import type { ValidationProgress } from '../validate-feed/validate-options.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { lineOfError } from './jobs-errors.ts';

export const feedsValidate: Command = {
  name: 'feeds validate',
  operands: ['FILE'],
  summary: 'Check a feed on this machine by the rules that the API uses for a load. Sends nothing and needs no key.',
  details:
    'FILE may be - for stdin, or <(…) of a shell. ' +
    'Exits with 1 if rows or the whole feed would be rejected. Repeated SKUs are warnings.',
  options: {
    'default-currency': {
      value: 'CODE',
      help: 'the currency of prices without one, as set for the partner; default: USD',
    },
    full: { help: 'check a full feed, which must contain at least one product' },
    'max-error-ratio': { value: 'RATIO', help: 'the share of rejected rows, 0 to 1, that the upload will accept' },
    errors: { value: 'COUNT', help: 'how many problems to show; default: 100' },
  },
  examples: [
    'commerce feeds validate acme.csv',
    'commerce feeds validate acme.csv && commerce feeds upload acme.csv',
    `commerce feeds validate acme.csv --json | jq '.problems[].line'`,
  ],
  async run({ arguments: given, terminal, signal }) {
    const fields = {
      default_currency: given.text('default-currency'),
      mode: given.flag('full') ? ('full' as const) : undefined,
      max_error_ratio: given.number('max-error-ratio'),
    };
    const options = {
      signal,
      maxProblems: given.wholeNumber('errors'),
      onProgress: ({ bytesRead, bytesTotal, rows }: ValidationProgress) =>
        terminal.progress.show(`${rows} rows checked`, { done: bytesRead, total: bytesTotal, unit: 'bytes' }),
    };
    const { validateFeed } = await import('../validate-feed/validate-feed.ts');
    const { withInputFile } = await import('./input-file.ts');
    return withInputFile(given.operands[0] ?? '', signal, async (file) => {
      const report = await validateFeed(file, fields, options);
      if (terminal.json) await terminal.printJson(report);
      else for (const line of linesOf(report, file.name)) await terminal.print(line);
      return report.refusal || report.skipped > report.duplicates ? EXIT.failed : EXIT.done;
    });
  },
};

function linesOf({ problems, truncated, refusal, ...counts }: FeedReport, name: string): string[] {
  const { processed, accepted, skipped, duplicates } = counts;
  return [
    ...problems.map((problem) => lineOfError(problem, name)),
    ...(truncated ? [`${name}: use --errors COUNT to show more problems`] : []),
    `${name}: ${processed} rows, ${accepted} accepted, ${skipped} skipped, ${duplicates} of them repeated SKUs.`,
    ...(refusal ? [`${name}: rejected: ${refusal.message}`] : []),
  ];
}
