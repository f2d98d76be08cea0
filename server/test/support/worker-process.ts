import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A worker in a process of its own, so that it can be killed. */
export class WorkerProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a worker and waits until it takes jobs. It ends with the test, even with one that fails. */
  static async start(environment: Record<string, string>): Promise<WorkerProcess> {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, ...environment, WORKER: 'only', WORKER_CONCURRENCY: '1', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)));
      child.stdout?.on('data', (text: Buffer) => {
        if (text.includes('"ready"')) resolve();
      });
    });
    return new WorkerProcess(child);
  }

  /** Ends it without a warning, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }
}
