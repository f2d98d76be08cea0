import type { Answer } from './answer.ts';

/** A call in progress: a promise of its data, with access to the response. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'ApiPromise';
  readonly #send: () => Promise<Answer<T>>;
  #answer: Promise<Answer<T>> | undefined;

  constructor(send: () => Promise<Answer<T>>) {
    this.#send = send;
  }

  /** Sends the call immediately, rather than when its outcome is first requested. */
  static start<T>(send: () => Promise<Answer<T>>): ApiPromise<T> {
    const promise = new ApiPromise(send);
    promise.withResponse();
    return promise;
  }

  /** Returns the data together with the response (status and headers) and the ID of the request. */
  withResponse(): Promise<Answer<T>> {
    this.#answer ??= this.#send();
    return this.#answer;
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is what it is for
  then<A = T, B = never>(
    onFulfilled?: ((data: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.withResponse()
      .then(({ data }) => data)
      .then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }
}
