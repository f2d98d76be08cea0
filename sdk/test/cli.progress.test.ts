import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Terminal, type TerminalStyle } from '../src/cli/terminal.ts';

/** An output that records what is written. */
class Screen extends EventEmitter {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;
  room = true;

  constructor(isTTY: boolean, columns = 60) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(part: string | Uint8Array): boolean {
    this.text += typeof part === 'string' ? part : Buffer.from(part).toString();
    return this.room;
  }
}

function terminalOf({
  isTTY = true,
  columns = 60,
  ...style
}: { isTTY?: boolean; columns?: number } & TerminalStyle = {}) {
  const [stdout, stderr] = [new Screen(isTTY, columns), new Screen(isTTY, columns)];
  return { terminal: new Terminal(stdout, stderr, style), stdout, stderr };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

describe('progress', () => {
  it('is a bar on one line of the terminal, below the results', async () => {
    const { terminal, stdout, stderr } = terminalOf();
    terminal.progress.show('acme.csv sent', { done: 1_500_000, total: 3_000_000, unit: 'bytes' });
    expect(stderr.text).toBe('\r\u001b[K[############------------]  50 % acme.csv sent, 1.5 of 3.0 ');
    await terminal.print('done');
    expect(stderr.text.endsWith('\r\u001b[K')).toBe(true);
    expect(stdout.text).toBe('done\n');
  });

  it('is drawn at most ten times a second, and always at the end', () => {
    const { terminal, stderr } = terminalOf();
    const drawn = () => stderr.text.split('\r').length - 1;
    for (let step = 0; step < 100; step += 1) terminal.progress.show('load', { done: step, total: 100, unit: 'rows' });
    expect(drawn()).toBe(1);
    vi.advanceTimersByTime(101);
    terminal.progress.show('load', { done: 99, total: 100, unit: 'rows' });
    expect(drawn()).toBe(2);
    terminal.progress.show('load', { done: 100, total: 100, unit: 'rows' });
    expect(drawn()).toBe(3);
    expect(stderr.text).toContain('[########################] 100 %');
  });

  it('shows its rate and the remaining time once they are meaningful', () => {
    const { terminal, stderr } = terminalOf({ columns: 100 });
    const shown = (what: string, done: number, total: number | undefined, unit: string) => {
      stderr.text = '';
      terminal.progress.show(what, { done, total, unit });
      return stderr.text.slice(stderr.text.indexOf(what) + what.length + 2);
    };
    expect(shown('acme.csv sent', 0, 90_000_000, 'bytes')).toBe('0.0 of 90.0 MB');
    vi.advanceTimersByTime(2_000);
    expect(shown('acme.csv sent', 20_000_000, 90_000_000, 'bytes')).toBe('20.0 of 90.0 MB, 10.0 MB/s, 7 s left');
    // A new step: its speed is not known yet.
    expect(shown('JV00001 running', 500, 100_500, 'rows')).toBe('');
    vi.advanceTimersByTime(500);
    expect(shown('JV00001 running', 600, 100_500, 'rows')).toBe('600 of 100500 rows');
    vi.advanceTimersByTime(3_500);
    expect(shown('JV00001 running', 1_500, 100_500, 'rows')).toBe('1500 of 100500 rows, 250 rows/s, 7 min left');
    expect(shown('Written', 1, undefined, 'bytes')).toBe('');
  });

  it('without a known end has no bar, and never exceeds the line', () => {
    const { terminal, stderr } = terminalOf();
    terminal.progress.show('x'.repeat(100), { done: 1, unit: 'rows' });
    expect(stderr.text).toBe(`\r\u001b[K${'x'.repeat(59)}`);
  });

  it.each([
    ['where there is no terminal', { isTTY: false }],
    ['among JSON', { json: true }],
    ['where quiet is asked for', { quiet: true }],
  ])('is not shown %s', (_, options) => {
    const { terminal, stderr } = terminalOf(options);
    terminal.progress.show('load', { done: 1, total: 2, unit: 'rows' });
    terminal.progress.clear();
    expect(stderr.text).toBe('');
  });
});

describe('results', () => {
  it('wait until their reader has room', async () => {
    const { terminal, stdout } = terminalOf();
    stdout.room = false;
    const state = { written: false };
    const writing = terminal.write('much').then(() => {
      state.written = true;
    });
    await Promise.resolve();
    expect(state.written).toBe(false);
    stdout.emit('drain');
    await writing;
    expect(state.written).toBe(true);
  });

  it('as JSON are the only output besides errors', () => {
    const { terminal, stderr } = terminalOf({ json: true });
    terminal.note('More with --all.');
    expect(stderr.text).toBe('');
    terminal.complain('{"code":"usage"}');
    expect(stderr.text).toBe('{"code":"usage"}\n');
  });
});
