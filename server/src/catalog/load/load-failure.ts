/**
 * The feed was read to its end and is not loaded: too many of its rows are invalid, or it has none. The message tells a
 * partner what to fix; a retry does not help.
 */
export class LoadRefused extends Error {
  override readonly name = 'LoadRefused';
}
