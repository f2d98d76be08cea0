import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy in front of a server that can hold back responses, and hide the end of a connection from the client. */
export class StallingProxy {
  readonly #target: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections to the server. */
  readonly #far = new Set<Socket>();
  #stalled: string | undefined;
  #farewell: string | undefined;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((near) => this.#join(near, connect(Number(this.#target.port), this.#target.hostname)));
  }

  static async before(target: string): Promise<StallingProxy> {
    const proxy = new StallingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return url.href.replace(/\/$/, '');
  }

  /** The ports of the proxy's clients, as the server sees them. */
  get ports(): number[] {
    return [...this.#far].flatMap(({ localPort }) => localPort ?? []);
  }

  /** Holds back the server's responses to messages that contain a text. */
  stall(text: string): void {
    this.#stalled = text;
  }

  /** Forwards what was held back, and everything that follows. */
  resume(): void {
    this.#stalled = undefined;
    for (const socket of this.#sockets) socket.resume();
  }

  /**
   * From now on, a connection that the server closes stays open for its client.
   *
   * @param farewell a part of the server's last message on such a connection
   */
  loseEnds(farewell: string): void {
    this.#farewell = farewell;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
    }
    this.#far.add(far);
    near.on('data', (data: Buffer) => {
      if (this.#stalled !== undefined && data.includes(this.#stalled)) far.pause();
      far.write(data);
    });
    far.on('data', (data: Buffer) => {
      if (this.#farewell === undefined || !data.includes(this.#farewell)) near.write(data);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => {
      this.#far.delete(far);
      if (this.#farewell === undefined) near.destroy();
    });
  }
}
