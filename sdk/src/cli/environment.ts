/** The environment variables of the command line. */
export interface Environment {
  apiKey: string | undefined;
  baseUrl: string | undefined;
}

/** Reads the environment variables; an empty one counts as not set. */
export function readEnvironment(): Environment {
  // biome-ignore lint/style/noProcessEnv: the one place where the SDK reads its environment, and only as a command
  const { COMMERCE_API_KEY, COMMERCE_BASE_URL } = process.env;
  return { apiKey: COMMERCE_API_KEY || undefined, baseUrl: COMMERCE_BASE_URL || undefined };
}
