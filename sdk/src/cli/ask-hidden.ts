import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { AbortError } from '../errors/errors.ts';

/**
 * Asks on the terminal for a line that is not shown while it is typed.
 *
 * @param show writes to the terminal
 * @throws AbortError where the user interrupts or ends the input
 */
export function askHidden(question: string, show: (text: string) => void, signal: AbortSignal): Promise<string> {
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // Not before the terminal has stopped showing what is typed: quick fingers, or a paste, would be seen.
  show(question);
  // While the terminal is read key by key, Ctrl-C is no signal by itself.
  reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const close = () => reader.close();
  signal.addEventListener('abort', close, { once: true });
  return new Promise<string>((resolve, reject) => {
    reader.once('line', resolve);
    reader.once('close', () => reject(new AbortError(signal)));
  }).finally(() => {
    signal.removeEventListener('abort', close);
    reader.close();
    show('\n');
  });
}
