import http from 'node:http';
import { onTestFinished } from 'vitest';
import type { TestServer } from './server.ts';

/** A download whose client stops reading after the start, or that was refused. */
export interface StalledDownload {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Closes the connection. */
  hangUp(): void;
  /**
   * Continues reading.
   *
   * @returns whether the whole body arrived
   */
  readOn(): Promise<boolean>;
}

export async function stallDownload(server: TestServer, path: string, key: string): Promise<StalledDownload> {
  const request = http.get(`${server.url}${path}`, { agent: false, headers: { 'x-api-key': key } });
  request.on('error', () => undefined);
  onTestFinished(() => void request.destroy());
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  answer.pause();
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    hangUp: () => void request.destroy(),
    readOn: () =>
      new Promise((resolve) => {
        answer.on('error', () => resolve(false)).on('close', () => resolve(answer.complete));
        answer.resume();
      }),
  };
}
