import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';

/** Events, by their IDs. */
export const eventSearch: Searchable = {
  type: 'event',
  access: 'events:read',
  table: 'event',
  shown: { id: idSql('event', 'id'), title: 'event_type', subtitle: 'subject_id', status: 'null' },
  ids: { event: { field: 'event_id', where: (number) => sql`id = ${number} and not is_test` } },
};
