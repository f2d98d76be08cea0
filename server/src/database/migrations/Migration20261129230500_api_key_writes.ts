import { Migration } from '@mikro-orm/migrations';

/**
 * Until when each API key may have written, for processes that read from a replica. Not logged: a mark counts for seconds,
 * and is made while a call waits for it. Updates stay in their page.
 */
export class Migration20261129230500_api_key_writes extends Migration {
  override up(): void {
    this.addSql(
      'create unlogged table api_key_write (api_key_id bigint primary key, until timestamptz not null) with (fillfactor = 50)',
    );
  }
}
