import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { UsageError } from './exit-codes.ts';

/** A key and the address that it is for. */
export interface Profile {
  base_url: string;
  api_key: string;
}

interface Content {
  /** The profile that is used where none is named. */
  current: string;
  profiles: Record<string, Profile>;
}

/** The profiles of this user, in a file that nobody else can read. */
export class Profiles {
  readonly file: string;
  readonly #content: Content;

  /** @throws UsageError for a file that is not one of profiles */
  constructor({ configFolder }: Environment) {
    this.file = path.join(configFolder, 'profiles.json');
    this.#content = readContent(this.file);
  }

  get names(): string[] {
    return Object.keys(this.#content.profiles);
  }

  get current(): string {
    return this.#content.current;
  }

  /** Whether others than their user can read the keys. Windows keeps this in another way. */
  get isOpenToOthers(): boolean {
    const { mode } = statSync(this.file, { throwIfNoEntry: false }) ?? { mode: 0 };
    return process.platform !== 'win32' && (mode & 0o077) !== 0;
  }

  get(name: string): Profile | undefined {
    return Object.hasOwn(this.#content.profiles, name) ? this.#content.profiles[name] : undefined;
  }

  /** Keeps a profile, and uses it from now on. @throws UsageError for a name that is none */
  set(name: string, profile: Profile): void {
    if (!/^\w[\w.-]{0,63}$/.test(name) || name in {})
      throw new UsageError(
        `The name of a profile consists of letters, digits, _, . and -, not ${JSON.stringify(name)}.`,
      );
    this.#content.profiles[name] = profile;
    this.use(name);
  }

  /** Uses this profile where none is named. @throws UsageError where there is no such profile */
  use(name: string): void {
    this.require(name);
    this.#content.current = name;
    this.#save();
  }

  /** @throws UsageError where there is no such profile */
  remove(name: string): void {
    this.require(name);
    delete this.#content.profiles[name];
    if (this.#content.current === name) this.#content.current = this.names[0] ?? 'default';
    this.#save();
  }

  /** @throws UsageError that names the profiles that there are */
  require(name: string): Profile {
    const profile = this.get(name);
    if (profile) return profile;
    const known = this.names.length > 0 ? ` Profiles: ${this.names.join(', ')}.` : '';
    throw new UsageError(
      `There is no profile ${JSON.stringify(name)}.${known} Create it: commerce login --profile ${name}`,
    );
  }

  #save(): void {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const unfinished = `${this.file}.part`;
    writeFileSync(unfinished, `${JSON.stringify(this.#content, null, 2)}\n`, { mode: 0o600 });
    renameSync(unfinished, this.file);
  }
}

function readContent(file: string): Content {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return { current: 'default', profiles: {} };
    throw error;
  }
  const content = parsed(text);
  const profiles = Object.values(content?.profiles ?? {});
  const isWhole = profiles.every((one) => typeof one?.api_key === 'string' && typeof one.base_url === 'string');
  if (typeof content?.current === 'string' && typeof content.profiles === 'object' && isWhole)
    return content as Content;
  throw new UsageError(`${file} is not a valid file of profiles. Delete it and log in again: commerce login`);
}

function parsed(text: string): Partial<Content> | undefined {
  try {
    return (JSON.parse(text) ?? undefined) as Partial<Content> | undefined;
  } catch {
    return undefined;
  }
}

/** The environment variables of the command line. */
export interface Environment {
  apiKey: string | undefined;
  baseUrl: string | undefined;
  profile: string | undefined;
  /** The folder where the commands of this user keep their settings. */
  configFolder: string;
}

/** Reads the environment variables; an empty one counts as not set. */
export function readEnvironment(): Environment {
  // biome-ignore lint/style/noProcessEnv: the one place where the SDK reads its environment, and only as a command
  const { COMMERCE_API_KEY, COMMERCE_BASE_URL, COMMERCE_PROFILE, XDG_CONFIG_HOME, APPDATA } = process.env;
  const ofPlatform = process.platform === 'win32' ? APPDATA : undefined;
  return {
    apiKey: COMMERCE_API_KEY || undefined,
    baseUrl: COMMERCE_BASE_URL || undefined,
    profile: COMMERCE_PROFILE || undefined,
    configFolder: path.join(XDG_CONFIG_HOME || ofPlatform || path.join(homedir(), '.config'), 'commerce'),
  };
}
