/**
 * The feed was read as a whole and is not loaded: too many of its rows are wrong, or it says nothing. The message is a
 * cause that a partner can act on; trying again does not help.
 */
export class LoadRefused extends Error {
  override readonly name = 'LoadRefused';
}
