import { Problem } from './problem.ts';

/**
 * Every version of the API that is served, by the day on which it began, the newest last. Only a change that breaks
 * clients begins a version; additions belong to all of them.
 */
export const API_VERSIONS = ['2026-11-01'] as const;

/** A version of the API. */
export type ApiVersion = (typeof API_VERSIONS)[number];

/** The version that this contract describes: the newest. */
export const API_VERSION: ApiVersion = API_VERSIONS[API_VERSIONS.length - 1] ?? API_VERSIONS[0];

/** The header by which a request names the version that it is made for, and a response the one that answered it. */
export const API_VERSION_HEADER = 'Commerce-Version';

/**
 * The version that answers a request: the one that it names, or else the oldest that is served, so that a client that
 * names none goes on working when a version begins.
 *
 * @param named the header of the request
 * @throws Problem `unknown_version`
 */
export function versionFor(named: string | null | undefined): ApiVersion {
  if (named === null || named === undefined) return API_VERSIONS[0];
  const known = API_VERSIONS.find((version) => version === named.trim());
  if (known) return known;
  const list = API_VERSIONS.join(', ');
  throw new Problem(
    'unknown_version',
    `The header ${API_VERSION_HEADER} names a version that this API does not serve. Send one of: ${list}, or omit the header.`,
  );
}

/** When an endpoint was declared to be removed, and when it will be. In the `metadata` of its route. */
export interface Deprecation {
  /** The day of the announcement: `2027-03-01`. */
  since: string;
  /** The first day on which the endpoint may be gone. */
  sunset?: string;
  /** The page that tells what to use in its place. */
  link: string;
}

/** The headers of a deprecated endpoint's responses: RFC 9745 (`Deprecation`), RFC 8594 (`Sunset`), RFC 8288 (`Link`). */
export function deprecationHeaders({ since, sunset, link }: Deprecation): Record<string, string> {
  return {
    deprecation: `@${secondsOf(since)}`,
    ...(sunset !== undefined && { sunset: new Date(secondsOf(sunset) * 1_000).toUTCString() }),
    link: `<${link}>; rel="deprecation"; type="text/html"`,
  };
}

/** The beginning of a day in UTC, in seconds since 1970. @throws RangeError for what is no day */
function secondsOf(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError(`${day} is no day, such as 2027-03-01`);
  return time / 1_000;
}
