/** The version of this package, which the build fills in; the sources have none. */
declare const SDK_VERSION: string | undefined;

/** The parts of runtimes that tell what they are. */
interface Runtime {
  process?: { env?: Record<string, string | undefined>; versions?: Record<string, string | undefined> };
  navigator?: { userAgent?: string };
  window?: { document?: unknown };
  EdgeRuntime?: unknown;
}

/** What the runtime offers of itself, read at the moment of the call; nothing of Node is imported. */
function runtime(): Runtime {
  return globalThis as Runtime;
}

/** Whether the code runs in a web page, where everybody can read what it holds. */
export function isWebPage(): boolean {
  return runtime().window?.document !== undefined;
}

/** An environment variable; undefined where it is empty, not set, or where there is no environment. */
export function environmentValue(name: string): string | undefined {
  try {
    return runtime().process?.env?.[name] || undefined;
  } catch {
    // Deno without the permission to read the environment: there is none, then.
    return undefined;
  }
}

/**
 * The header `User-Agent`: the SDK and the runtime, with their versions. Undefined in a web page, which has one of its
 * own that it does not let scripts replace.
 */
export function userAgent(): string | undefined {
  if (isWebPage()) return undefined;
  const { process, navigator, EdgeRuntime } = runtime();
  const versions = process?.versions ?? {};
  const [name, version] =
    Object.entries({ bun: versions.bun, deno: versions.deno, node: versions.node }).find(([, found]) => found) ?? [];
  const other = EdgeRuntime === undefined ? navigator?.userAgent : 'edge-runtime';
  const where = version === undefined ? other : `${name}/${version}`;
  return [`commerce-integration-sdk/${typeof SDK_VERSION === 'undefined' ? 'source' : SDK_VERSION}`, where]
    .filter(Boolean)
    .join(' ');
}
