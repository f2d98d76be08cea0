import os from 'node:os';

const MB = 1024 * 1024;

/**
 * PostgreSQL's settings for bulk loads and many small requests on one developer's machine. They do not trade durability
 * for speed: committed data survives a crash, as in production.
 *
 * @param more further settings, or other values: for tests
 */
export function postgresSettings(port: number, more: Record<string, string> = {}): Record<string, string> {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: megabytes(memory / 8, 128, 1024),
    effective_cache_size: megabytes(memory / 2, 256, 64 * 1024),
    maintenance_work_mem: megabytes(memory / 32, 64, 256),
    work_mem: megabytes(memory / 64, 16, 64),
    // A load of a million rows fits between two checkpoints, and its WAL segments are reused by the next load.
    max_wal_size: '4GB',
    min_wal_size: '1GB',
    checkpoint_timeout: '15min',
    wal_buffers: '64MB',
    // Temporary disk space of one connection: a bad statement fails before it fills the machine's disk.
    temp_file_limit: '20GB',
    // There are no replicas, so rows copied into a table that was created in the same transaction need no WAL.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    random_page_cost: '1.1',
    // JIT compilation takes longer than any statement here.
    jit: 'off',
    log_checkpoints: 'off',
    ...more,
  };
}

function megabytes(bytes: number, min: number, max: number): string {
  return `${Math.round(Math.min(max, Math.max(min, bytes / MB)))}MB`;
}
