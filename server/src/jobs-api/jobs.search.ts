import { type IdKind, JOB_TYPE_DECLARATIONS, JOB_TYPES } from '@commerce-integration/contract';
import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** SQL that depends on the type of a job. */
const byType = (sqlOf: (declared: (typeof JOB_TYPE_DECLARATIONS)[keyof typeof JOB_TYPE_DECLARATIONS]) => string) =>
  `case job_type ${JOB_TYPES.map((type) => `when '${type}' then ${sqlOf(JOB_TYPE_DECLARATIONS[type])}`).join(' ')} end`;

const JOB_ID = byType(({ idKind }) => idSql(idKind, 'number'));

/** Jobs of all types, by their IDs. */
export const jobSearch: Searchable = {
  type: 'job',
  access: 'jobs:read',
  table: 'job',
  shown: {
    id: JOB_ID,
    title: byType(({ work }) => `'${work}'`),
    subtitle: partnerNameSql('job.partner_id'),
    status: 'status',
  },
  ids: Object.fromEntries(
    JOB_TYPES.map((type) => [
      JOB_TYPE_DECLARATIONS[type].idKind satisfies IdKind,
      { field: 'job_id', where: (number: number) => sql`job_type = ${type} and number = ${number}` },
    ]),
  ),
};
