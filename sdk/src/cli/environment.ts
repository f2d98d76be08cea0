/** What the command line takes from its environment. */
export interface Environment {
  apiKey: string | undefined;
  baseUrl: string | undefined;
}

/** The settings of the environment; one that is empty is none. */
export function readEnvironment(): Environment {
  // biome-ignore lint/style/noProcessEnv: the one place where the SDK reads its environment, and only as a command
  const { COMMERCE_API_KEY, COMMERCE_BASE_URL } = process.env;
  return { apiKey: COMMERCE_API_KEY || undefined, baseUrl: COMMERCE_BASE_URL || undefined };
}
