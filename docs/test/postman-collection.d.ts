// Declarations of the used parts of postman-collection; its own have no default export.

declare module 'postman-collection' {
  interface Part {
    key: string;
    value: string;
    type: string;
    disabled?: boolean;
  }

  class Request {
    constructor(definition: unknown);
    method: string;
    url: { toString(): string };
    body?: { mode: string; raw?: string; formdata?: { all(): Part[] } };
    /** Its definition, with the values of the variables. */
    toObjectResolved(scope: null, variables: unknown[], options: { ignoreOwnVariables: boolean }): unknown;
  }

  class Collection {
    constructor(definition: unknown);
    variables: { get(name: string): unknown };
    /** The request with that name, in any folder. */
    oneDeep(name: string): { request: Request };
  }

  const postman: { Collection: typeof Collection; Request: typeof Request };

  export type { Collection };
  export default postman;
}
