import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Terminal } from '../src/cli/terminal.ts';

/** An output that remembers what it is told. */
class Screen extends EventEmitter {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 60;
  room = true;

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  write(part: string | Uint8Array): boolean {
    this.text += typeof part === 'string' ? part : Buffer.from(part).toString();
    return this.room;
  }
}

function terminalOf({ isTTY = true, json = false } = {}) {
  const [stdout, stderr] = [new Screen(isTTY), new Screen(isTTY)];
  return { terminal: new Terminal(stdout, stderr, json), stdout, stderr };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

describe('progress', () => {
  it('is a bar on one line of the terminal, which results push away', async () => {
    const { terminal, stdout, stderr } = terminalOf();
    terminal.progress.show('acme.csv sent, 1.5 MB', 0.5);
    expect(stderr.text).toBe('\r\u001b[K[############------------]  50 % acme.csv sent, 1.5 MB');
    await terminal.print('done');
    expect(stderr.text.endsWith('\r\u001b[K')).toBe(true);
    expect(stdout.text).toBe('done\n');
  });

  it('is drawn ten times a second at most, and its end always', () => {
    const { terminal, stderr } = terminalOf();
    const drawn = () => stderr.text.split('\r').length - 1;
    for (let step = 0; step < 100; step += 1) terminal.progress.show('rows', step / 100);
    expect(drawn()).toBe(1);
    vi.advanceTimersByTime(101);
    terminal.progress.show('rows', 0.5);
    expect(drawn()).toBe(2);
    terminal.progress.show('rows', 1);
    expect(drawn()).toBe(3);
    expect(stderr.text).toContain('[########################] 100 %');
  });

  it('without a known end has no bar, and never breaks the line', () => {
    const { terminal, stderr } = terminalOf();
    terminal.progress.show('x'.repeat(100), undefined);
    expect(stderr.text).toBe(`\r\u001b[K${'x'.repeat(59)}`);
  });

  it.each([
    ['where there is no terminal', { isTTY: false }],
    ['among JSON', { json: true }],
  ])('is not shown %s', (_, options) => {
    const { terminal, stderr } = terminalOf(options);
    terminal.progress.show('rows', 0.5);
    terminal.progress.clear();
    expect(stderr.text).toBe('');
  });
});

describe('results', () => {
  it('wait until whoever reads them has room', async () => {
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

  it('as JSON stand alone: nothing is said beside them but what went wrong', () => {
    const { terminal, stderr } = terminalOf({ json: true });
    terminal.note('More with --all.');
    expect(stderr.text).toBe('');
    terminal.complain('{"code":"usage"}');
    expect(stderr.text).toBe('{"code":"usage"}\n');
  });
});
