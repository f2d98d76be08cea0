import { ConfigError } from '../config/config.ts';
import { isConnectionFailure } from '../database/failures.ts';
import type { ObjectStoreOptions } from '../storage/s3-client.ts';

/**
 * Runs the part of the start that needs the database.
 *
 * @throws Error that names the database without its password and says what to do; other errors unchanged
 */
export async function reachDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { hostname, port, username, pathname } = new URL(url);
    const place = `the database at ${hostname}:${port || '5432'}`;
    throw explained(error, databaseProblem(codesOf(error), error, place, username, pathname.slice(1)));
  }
}

/**
 * Runs the part of the start that needs the object store.
 *
 * @throws Error that names the object store and says what to do; other errors unchanged
 */
export async function reachStorage<T>({ endpoint }: ObjectStoreOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { protocol, hostname, port } = new URL(endpoint);
    const place = `the object store at ${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
    throw explained(error, storageProblem(error, place));
  }
}

/** An error that explains why the server cannot listen. */
export function listenFailure(error: Error & { code?: string }, host: string, port: number): Error {
  const problems: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is in use: stop what uses it, or set PORT.`,
    EACCES: `Port ${port} of ${host} may not be used by this user: set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine: set HOST to one, or to 0.0.0.0 for all.`,
  };
  return explained(error, problems[error.code ?? '']);
}

function databaseProblem(
  codes: readonly string[],
  error: unknown,
  place: string,
  user: string,
  name: string,
): string | undefined {
  if (codes.some((code) => code === '28P01' || code === '28000')) {
    return `${capital(place)} refuses the user ${user || '(none)'}: check user and password in DATABASE_URL.`;
  }
  if (codes.includes('3D000')) {
    return `There is no database named ${name} in ${place}: create it, or correct the name in DATABASE_URL.`;
  }
  if (codes.includes('42501')) {
    return `The user ${user} may not create tables in ${place}: let it own the database ${name}.`;
  }
  if (!isConnectionFailure(error)) return undefined;
  return `${capital(place)} cannot be reached${inBrackets(codes)}: start it, or correct DATABASE_URL.`;
}

function storageProblem(error: unknown, place: string): string | undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name === 'CredentialsProviderError') {
    return `There are no credentials for ${place}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if ($metadata?.httpStatusCode === 403 || name === 'InvalidAccessKeyId' || name === 'SignatureDoesNotMatch') {
    return `${capital(place)} refuses the credentials, or the bucket is not theirs: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and S3_BUCKET.`;
  }
  if (!isConnectionFailure(error)) return undefined;
  return `${capital(place)} cannot be reached${inBrackets(codesOf(error))}: start it, or correct S3_ENDPOINT.`;
}

/** An error with the given explanation, or the unchanged error where there is none. */
function explained(error: unknown, problem: string | undefined): Error {
  if (problem !== undefined) return new Error(problem, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

/** The codes of an error and of its causes. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as { code?: unknown };
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [...(typeof code === 'string' ? [code] : []), ...within.flatMap(codesOf)];
}

function inBrackets([code]: readonly string[]): string {
  return code === undefined ? '' : ` (${code})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text of an error: only the message of an expected one, the stack of an unexpected one. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof ConfigError || error.constructor === Error;
  return expected ? error.message : (error.stack ?? error.message);
}
