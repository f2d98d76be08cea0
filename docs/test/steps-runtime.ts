// Runs a page's TypeScript tab as one program: its steps, and between them the page's shell blocks.

import { spawnSync } from 'node:child_process';
import { appendFileSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** Begins a step: its output is everything printed from now on. */
export function beginStep(index: number): void {
  const file = `../${index}.out`;
  writeFileSync(file, '');
  process.stdout.write = (chunk: string | Uint8Array) => {
    appendFileSync(file, chunk);
    return true;
  };
}

/** Runs a shell block. The next steps get its exported variables, as in a reader's terminal. */
export function runShell(index: number, command: string): void {
  const script = `${process.env.PRELUDE}\n${command}\nenv -0 >../environment\n`;
  const outputs = ['out', 'err'].map((stream) => openSync(`../${index}.${stream}`, 'w'));
  const { status } = spawnSync('bash', ['-c', script], { stdio: ['ignore', ...outputs] });
  if (status !== 0) process.exit(status ?? 1);
  for (const variable of readFileSync('../environment', 'utf8').split('\0')) {
    const [, name = '', value = ''] = /^(COMMERCE_\w+)=(.*)$/s.exec(variable) ?? [];
    if (name) process.env[name] = value;
  }
}
