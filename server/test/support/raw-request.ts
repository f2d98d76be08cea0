import { connect, type Socket } from 'node:net';
import { OPERATOR_KEY } from './server.ts';

/** A multipart body, written by hand so that it can be invalid, or be sent in pieces. */
export const BOUNDARY = 'b';
const part = (header: string, content: string) => `--${BOUNDARY}\r\n${header}\r\n\r\n${content}\r\n`;
export const textPart = (name: string, value: string) => part(`content-disposition: form-data; name="${name}"`, value);
export const filePart = (content: string, name = 'file', fileName = 'a.csv') =>
  part(`content-disposition: form-data; name="${name}"; filename="${fileName}"\r\ncontent-type: text/csv`, content);
export const END = `--${BOUNDARY}--\r\n`;

/** An upload whose body is sent in pieces, on its own connection. */
export class RawUpload {
  readonly #socket: Socket;
  #heard = '';

  constructor(url: string, headers: Record<string, string> = {}) {
    const { hostname, port } = new URL(url);
    this.#socket = connect(Number(port), hostname);
    // Some tests interrupt the connection.
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (data: Buffer) => {
      this.#heard += data.toString();
    });
    const all = {
      host: hostname,
      'x-api-key': OPERATOR_KEY,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'transfer-encoding': 'chunked',
      connection: 'close',
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    this.#socket.write(`POST /feeds/upload HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  }

  /** The response so far. */
  get heard(): string {
    return this.#heard;
  }

  send(text: string): void {
    this.#socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
  }

  /** Ends the body and waits for the status of the response. */
  async end(text = ''): Promise<number> {
    if (text !== '') this.send(text);
    this.#socket.write('0\r\n\r\n');
    await new Promise((resolve) => this.#socket.once('close', resolve));
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.#heard)?.[1]);
  }

  /** Closes the connection. */
  cut(): void {
    this.#socket.destroy();
  }
}
