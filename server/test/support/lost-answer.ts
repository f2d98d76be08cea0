import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A proxy in front of a server that loses one response: the server receives and executes the message, but its response
 * does not arrive.
 */
export class LostAnswer {
  readonly url: string;
  readonly #close: () => Promise<void>;
  #lost: { text: string; after: string | undefined } | undefined;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async before(target: string): Promise<LostAnswer> {
    const far = new URL(target);
    const sockets = new Set<Socket>();
    const server = createServer((near) => way.#join(near, connect(Number(far.port), far.hostname), sockets));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const way = new LostAnswer(url.href.replace(/\/$/, ''), async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    });
    return way;
  }

  /**
   * Loses the response to the next message that contains a text, and closes its connection.
   *
   * @param after only on a connection that has transferred this text since the call
   */
  loseNext(text: string, after?: string): void {
    this.#lost = { text, after };
  }

  close(): Promise<void> {
    return this.#close();
  }

  #join(near: Socket, far: Socket, sockets: Set<Socket>): void {
    let lost = false;
    let carried: object | undefined;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    near.on('data', (data: Buffer) => {
      const wanted = this.#lost;
      if (wanted && (!wanted.after || data.includes(wanted.after))) carried = wanted;
      if (wanted && carried === wanted && data.includes(wanted.text)) {
        lost = true;
        this.#lost = undefined;
      }
      far.write(data);
    });
    far.on('data', (data: Buffer) => {
      if (lost) for (const socket of [near, far]) socket.destroy();
      else near.write(data);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  }
}
