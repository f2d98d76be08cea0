import type { CommandCall } from './command.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';

/** Writes a body as it comes. @throws UsageError where a terminal would be written full of bytes */
export async function writeStream(response: Response, { terminal }: CommandCall): Promise<ExitCode> {
  const { body, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (terminal.isWatched && /zip|octet-stream/.test(type)) {
    await body?.cancel();
    throw new UsageError('The result is not text: write it to a file with --output FILE, or to a pipe.');
  }
  const length = Number(headers.get('content-length') ?? Number.NaN);
  const total = length > 0 ? length : undefined;
  let done = 0;
  for await (const piece of body ?? new Blob([]).stream()) {
    done += piece.length;
    await terminal.write(piece);
    // On a terminal that shows the result, the progress line would disturb it.
    if (!terminal.isWatched) terminal.progress.show('Written', { done, total, unit: 'bytes' });
  }
  return EXIT.done;
}
