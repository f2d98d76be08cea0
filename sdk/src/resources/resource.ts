import { type ClientOptions, settingsOf } from '../internal/transport/client-options.ts';
import { Transport } from '../internal/transport/transport.ts';
import { Endpoints } from './endpoints.ts';

/**
 * One kind of object of the API, with a method for each of its endpoints. A `CommerceClient` has all of them; a program
 * that needs only one makes it by itself, and its bundler leaves the others out.
 */
export abstract class Resource {
  /** @internal */
  protected readonly endpoints: Endpoints;

  /** @internal */
  constructor(transport: Transport);
  /**
   * @param options those of a `CommerceClient`
   * @throws TypeError that names unknown, missing or invalid options, without showing the key
   */
  constructor(options?: ClientOptions);
  constructor(given: ClientOptions | Transport = {}) {
    this.endpoints = new Endpoints(given instanceof Transport ? given : new Transport(settingsOf(given)));
  }
}
