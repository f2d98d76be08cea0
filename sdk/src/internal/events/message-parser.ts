import { CommerceError } from '../../errors/errors.ts';

/** A message of server-sent events. */
export interface StreamMessage {
  /** Where to resume after it. */
  id: string | undefined;
  /** Undefined for a message that tells only a position or a wait. */
  data: string | undefined;
  /** Milliseconds to wait before a reconnection, where it names them. */
  retryMs: number | undefined;
}

const LINE_END = /\r\n?|\n/g;
/** Characters of one message. No event is nearly as long: what is, is not the stream. */
const LONGEST_MESSAGE = 4 * 1024 * 1024;

/**
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) from text in pieces of any
 * size. It holds one message at the most, and each character is looked at once. What is not ended by an empty line is
 * no message.
 */
export class MessageParser {
  /** The line that has not ended yet, and the message that has not. */
  #line = '';
  #data: string[] = [];
  #id: string | undefined;
  #retryMs: number | undefined;
  #length = 0;
  /** Whether the last piece ended with a carriage return, whose line feed may come yet. */
  #mayEndTwice = false;

  /** The messages that end in this piece. @throws CommerceError for a message that is too long */
  *push(piece: string): Generator<StreamMessage, void, undefined> {
    if (piece === '') return;
    let from = this.#mayEndTwice && piece.startsWith('\n') ? 1 : 0;
    this.#mayEndTwice = piece.endsWith('\r');
    const ends = [...piece.slice(from).matchAll(LINE_END)].map(
      ({ index, 0: end }) => [from + index, end.length] as const,
    );
    for (const [at, length] of ends) {
      const line = this.#line + piece.slice(from, at);
      this.#line = '';
      from = at + length;
      if (line !== '') this.#read(line);
      else yield* this.#message();
    }
    this.#line += piece.slice(from);
    if (this.#length + this.#line.length > LONGEST_MESSAGE) {
      throw new CommerceError(`A message of the stream is longer than ${LONGEST_MESSAGE} characters.`);
    }
  }

  *#message(): Generator<StreamMessage, void, undefined> {
    const [id, retryMs, lines] = [this.#id, this.#retryMs, this.#data];
    this.#id = undefined;
    this.#retryMs = undefined;
    this.#data = [];
    this.#length = 0;
    const data = lines.length === 0 ? undefined : lines.join('\n');
    if (id !== undefined || data !== undefined || retryMs !== undefined) yield { id, data, retryMs };
  }

  #read(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    this.#length += line.length;
    if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.#retryMs = Number(value);
  }
}

/** The messages of a response, read as they are taken. The connection is closed when nobody takes them any more. */
export async function* messagesOf({ body }: Response): AsyncGenerator<StreamMessage, void, undefined> {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new MessageParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // A stream that broke has thrown already, and has nothing to cancel.
    await reader.cancel().catch(() => undefined);
  }
}
