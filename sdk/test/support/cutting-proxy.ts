import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy that cuts each connection after a number of response bytes; later connections have no limit. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The end of the response on each cut connection. */
  readonly cuts: string[] = [];

  /** @param cutAfter bytes of the first connection, of the second, … */
  constructor(target: URL, cutAfter: readonly number[]) {
    const left = [...cutAfter];
    this.#server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      let budget = left.shift() ?? Number.POSITIVE_INFINITY;
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        // If one end closes, closes the other.
        socket
          .on('error', () => undefined)
          .on('close', () => {
            client.destroy();
            upstream.destroy();
          });
      }
      client.pipe(upstream);
      upstream.on('data', (chunk) => {
        // Removes the second between two connections that the API requests, to make the test faster.
        const text = chunk.toString('latin1').replace('retry: 1000', 'retry: 0010');
        const passed = Buffer.from(text.slice(0, budget), 'latin1');
        budget -= passed.length;
        client.write(passed);
        if (passed.length === text.length) return;
        this.cuts.push(passed.toString('latin1').slice(-200));
        client.end(() => upstream.destroy());
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
