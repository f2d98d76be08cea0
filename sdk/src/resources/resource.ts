import { type ClientOptions, settingsOf } from '../internal/transport/client-options.ts';
import { Transport } from '../internal/transport/transport.ts';
import { Endpoints } from './endpoints.ts';

/**
 * One kind of object of the API, with a method per endpoint. A `CommerceClient` has all resources; a program that needs
 * only one can create it directly, so that its bundler omits the others.
 */
export abstract class Resource {
  /** @internal */
  protected readonly endpoints: Endpoints;

  /** @internal */
  constructor(transport: Transport);
  /**
   * @param options the options of a `CommerceClient`
   * @throws TypeError that names unknown, missing or invalid options but never contains the key
   */
  constructor(options?: ClientOptions);
  constructor(given: ClientOptions | Transport = {}) {
    this.endpoints = new Endpoints(given instanceof Transport ? given : new Transport(settingsOf(given)));
  }
}
