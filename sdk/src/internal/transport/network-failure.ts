/** What runtimes say when a request did not get through. All of these come as a `TypeError`. */
const NETWORK_MESSAGE = new RegExp(
  [
    'fetch failed', // Node
    'terminated', // Node, in the middle of a body
    'failed to fetch', // Chromium
    'network ?error', // Chromium, Firefox
    'network request failed', // React Native, polyfills
    'network connection', // Workers, WebKit
    'load failed', // WebKit
    'error (sending request|reading a body)', // Deno
    'socket|connection|offline|timed? ?out',
  ].join('|'),
  'i',
);

/** Errors of this name tell of a mistake in the program or of a file that cannot be read, and not of the network. */
const OF_THE_PROGRAM = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'EvalError',
  'URIError',
  'AssertionError',
  'DataCloneError',
  'InvalidStateError',
  'NotSupportedError',
  'SecurityError',
  'NotReadableError',
]);

/** Reasons under a `fetch failed` that another try would not change. */
const WRONG_REQUEST = /^(ERR_INVALID_(?!STATE)|UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH))/;
const WRONG_URL = /^(bad port|unknown scheme|invalid url)/i;

/**
 * The error to throw where what a `fetch` threw tells of a mistake: in the given `fetch`, in the URL, in a body of a kind
 * that it does not take, in what the body is read from. Undefined where it may be the network, which is worth another
 * try. Judged by names and messages, since an error may come from another realm, and a broken network is a `TypeError`
 * in every runtime.
 */
export function programError(thrown: unknown, what: string): unknown {
  const reasons = chainOf(thrown);
  const wrong = reasons.find(({ code, message }) => WRONG_REQUEST.test(code) || WRONG_URL.test(message));
  if (wrong) return new TypeError(`${what} cannot be sent: ${wrong.message}.`, { cause: thrown });
  const deepest = reasons.at(-1);
  if (!deepest || !OF_THE_PROGRAM.has(deepest.name)) return undefined;
  return deepest.name === 'TypeError' && isOfTheNetwork(deepest) ? undefined : deepest.error;
}

/** WebKit tells of the network in the language of its user, but without the stack that a mistake has. */
function isOfTheNetwork({ code, message, stack }: Reason): boolean {
  return NETWORK_MESSAGE.test(message) || code === 'ERR_INVALID_STATE' || !stack;
}

interface Reason {
  error: unknown;
  name: string;
  message: string;
  code: string;
  stack: unknown;
}

function chainOf(thrown: unknown): Reason[] {
  const reasons: Reason[] = [];
  for (let error = thrown; typeof error === 'object' && error !== null && reasons.length < 5; ) {
    const { name, message, code, stack, cause } = error as Record<string, unknown>;
    reasons.push({ error, name: String(name), message: String(message), code: String(code), stack });
    error = cause;
  }
  return reasons;
}
