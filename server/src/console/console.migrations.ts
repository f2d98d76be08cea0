import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Sessions of the console, and wrong keys by address. */
class Migration20261129150000_console_sessions extends Migration {
  override up(): void {
    this.addSql(`create table console_session (
    -- SHA-256 of the token, which has 256 random bits and stands nowhere but in the browser's cookie.
    token_hash bytea primary key,
    api_key_id bigint not null references api_key,
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    expires_at timestamptz(3) not null
  )`);
    this.addSql(`create index console_session_key_idx on console_session (api_key_id, created_at)`);
    this.addSql(`create index console_session_expires_idx on console_session (expires_at)`);
    this.addSql(`create table console_sign_in (
    -- An address, or '*' for all of them together.
    address text primary key,
    wrong_keys integer not null,
    since timestamptz(3) not null
  )`);
  }
}

export const CONSOLE_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129150000_console_sessions', class: Migration20261129150000_console_sessions },
];
