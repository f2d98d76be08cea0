import { type Config, ConfigError } from '../config/config.ts';
import { type EncryptionKey, parseEncryptionKeys } from '../encryption/encryption-keys.ts';
import type { ObjectStoreOptions } from '../storage/s3-client.ts';
import type { Logger } from './log.ts';

export interface Resources {
  /** The database itself, for sessions that hold locks or listen. */
  databaseUrl: string;
  /** The address for connections that serve requests: the pooler's, where one is configured. */
  requestsUrl: string;
  storage: ObjectStoreOptions;
  /** Whether this process started the database itself: for development, demos and tests. */
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * Connects to the configured database and object store, or starts embedded ones where none is configured. The rest of
 * the server cannot tell the difference.
 */
export async function openResources(config: Config, log: Logger): Promise<Resources> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closing.reverse()) await one();
  };
  try {
    const requestsUrl = config.DATABASE_URL ?? (await embeddedPostgres(config, log, closing));
    const databaseUrl = config.DATABASE_DIRECT_URL ?? requestsUrl;
    const storage = config.S3_ENDPOINT
      ? configuredStorage(config, config.S3_ENDPOINT)
      : await embeddedS3(config, closing);
    return { databaseUrl, requestsUrl, storage, embedded: config.DATABASE_URL === undefined, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens only the database, for a command: the configured one, or the embedded one of `DATA_DIR`, even while a server
 * uses it.
 *
 * @param tell receives progress messages
 */
export async function openDatabaseResources(
  config: Config,
  tell: (message: string) => void,
): Promise<{ databaseUrl: string; close(): Promise<void> }> {
  const databaseUrl = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  if (databaseUrl) return { databaseUrl, close: async () => undefined };
  const { findEmbeddedPostgres } = await import('../dev-services/postgres.ts').catch(notInstalled('DATABASE_URL'));
  const postgres = await findEmbeddedPostgres({ dataDir: config.dataDir, log: tell });
  return { databaseUrl: postgres.url, close: () => postgres.stop() };
}

/**
 * The keys for customer data: from the configuration, or from the file that an embedded database keeps beside its data.
 *
 * @throws ConfigError where that file is damaged
 */
export async function encryptionKeysOf(config: Config): Promise<readonly EncryptionKey[]> {
  if (config.ENCRYPTION_KEYS) return config.ENCRYPTION_KEYS;
  const { keptEncryptionKeys } = await import('../dev-services/encryption-keys-file.ts');
  const { file, text } = await keptEncryptionKeys(config.dataDir);
  const { keys, problems } = parseEncryptionKeys(text);
  if (problems.length > 0) throw new ConfigError(`${file} cannot be used: ${problems.join('; ')}.`);
  return keys;
}

// Imported only when needed: production installations do not include these packages.
async function embeddedPostgres(config: Config, log: Logger, closing: (() => Promise<void>)[]): Promise<string> {
  const { startEmbeddedPostgres } = await import('../dev-services/postgres.ts').catch(notInstalled('DATABASE_URL'));
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log: (message) => log.info(message) });
  closing.push(() => postgres.stop());
  return postgres.url;
}

async function embeddedS3(config: Config, closing: (() => Promise<void>)[]): Promise<ObjectStoreOptions> {
  const { startEmbeddedS3 } = await import('../dev-services/s3.ts').catch(notInstalled('S3_ENDPOINT'));
  const s3 = await startEmbeddedS3({ dataDir: config.dataDir, bucket: config.S3_BUCKET });
  closing.push(() => s3.stop());
  const credentials = { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey };
  return { endpoint: s3.endpoint, region: s3.region, bucket: config.S3_BUCKET, credentials };
}

function notInstalled(variable: string): (error: Error) => never {
  return (error) => {
    throw new Error(`${variable} is not set, and the embedded servers are not installed here: set ${variable}.`, {
      cause: error,
    });
  };
}

function configuredStorage(config: Config, endpoint: string): ObjectStoreOptions {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = config;
  return {
    endpoint,
    publicEndpoint: config.S3_PUBLIC_ENDPOINT,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET,
    // Without keys in the environment the AWS SDK's default chain finds the machine's role.
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : {}),
  };
}
