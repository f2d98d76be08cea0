/** A path of this server. A browser takes `//host` and `/\host` for the address of another one. */
const OWN_PATH = /^\/(?![/\\])/;

/** Where somebody goes on after signing in: to the screen that they wanted, and never to another server. */
export function returnPath(wanted: string | undefined): string {
  return wanted !== undefined && OWN_PATH.test(wanted) ? wanted : '/';
}
