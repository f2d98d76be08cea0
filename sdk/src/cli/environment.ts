import { homedir } from 'node:os';
import path from 'node:path';

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
