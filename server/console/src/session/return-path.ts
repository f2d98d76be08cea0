/** A path of this server. Browsers treat `//host` and `/\host` as addresses of another one. */
const OWN_PATH = /^\/(?![/\\])/;

/** The page to open after signing in: the requested one, but never one of another server. */
export function returnPath(wanted: string | undefined): string {
  return wanted !== undefined && OWN_PATH.test(wanted) ? wanted : '/';
}
