import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A worker or an API in its own process, so that it can be killed. */
export class WorkerProcess {
  /** The URL of an API. */
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /**
   * Starts a worker and waits until it takes jobs; or an API, which runs none. It is stopped at the end of the test,
   * also if the test fails.
   */
  static async start(environment: Record<string, string>, worker: 'only' | 'off' = 'only'): Promise<WorkerProcess> {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        ...environment,
        WORKER: worker,
        WORKER_CONCURRENCY: '1',
        WORKER_SMALL_CONCURRENCY: '1',
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said = `${said}${text}`.slice(-2_000);
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('close', (code) => reject(new Error(`The process ended with ${code}: ${said}`)));
      child.stdout?.on('data', (text: Buffer) => {
        if (text.includes('"ready"')) resolve(/"url":"([^"]+)"/.exec(text.toString())?.[1] ?? '');
      });
    });
    return new WorkerProcess(child, url);
  }

  /** Kills it without a warning, like a power cut. */
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
