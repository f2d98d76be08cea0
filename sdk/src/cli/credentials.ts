import type { Arguments } from './arguments.ts';
import { UsageError } from './exit-codes.ts';
import { type Environment, type Profile, Profiles } from './profiles.ts';

/** The key and the address of a call. */
export interface Credentials {
  apiKey: string | undefined;
  baseUrl: string;
  /** The profile that they are from. */
  profile: string | undefined;
}

export const DEFAULT_BASE_URL = 'http://localhost:3000';

/**
 * The key and address of a call: those of the options, then of the environment, then of a profile. A profile that the
 * options name goes before the environment.
 *
 * @param warn called with what the user should know of the file of profiles
 * @throws UsageError for an unknown profile, or where the key of a profile would be sent to another address than its own
 */
export function credentialsOf(
  given: Arguments,
  environment: Environment,
  warn: (message: string) => void,
): Credentials {
  const named = given.text('profile');
  const key = given.text('api-key') ?? (named === undefined ? environment.apiKey : undefined);
  const url = given.text('base-url') ?? (named === undefined ? environment.baseUrl : undefined);
  if (key !== undefined && named === undefined) {
    return { apiKey: key, baseUrl: url ?? DEFAULT_BASE_URL, profile: undefined };
  }
  const profiles = new Profiles(environment);
  const wanted = named ?? environment.profile;
  const name = wanted ?? profiles.current;
  const profile = wanted === undefined ? profiles.get(name) : profiles.require(name);
  if (profiles.isOpenToOthers) warn(`${profiles.file} can be read by others: chmod 600 it, and rotate its keys.`);
  if (key === undefined && profile) assertSameAddress(name, profile, url);
  return {
    apiKey: key ?? profile?.api_key,
    baseUrl: url ?? profile?.base_url ?? DEFAULT_BASE_URL,
    profile: profile && name,
  };
}

/** Keeps the key of a profile from an address that got into the environment for another key. */
function assertSameAddress(name: string, { base_url }: Profile, url: string | undefined): void {
  if (url === undefined || url.replace(/\/+$/, '') === base_url.replace(/\/+$/, '')) return;
  throw new UsageError(
    `The key of the profile ${name} is for ${base_url} and is not sent to ${url}. Give --api-key, or log in there: ` +
      `commerce login --profile NAME --base-url ${url}`,
  );
}
