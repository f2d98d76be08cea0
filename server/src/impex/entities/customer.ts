import { type CustomerRow, customerKey, customerRow, type RowValues } from '@commerce-integration/contract/rules';
import { importCustomers, lockImportedCustomers, removeImportedCustomers } from '../../customers/import-customers.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sql } from '../../database/sql.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import { customersWithOrders } from '../../orders/orders.queries.ts';
import type { PlainRowService } from './row-service.ts';

/** The place of a staged row: sealed, so that no table ever has it in plain text. */
const STAGED = { table: 'staged_import_row', id: 0, column: 'vals' };

/** Inserts and changes one customer in each row, as the mode says. */
export function customerRows(mode: 'merge' | 'insert_only' | 'update_only'): PlainRowService {
  return {
    about: null,
    refersTo: [],
    check: (values, cipher) => {
      const row = customerRow(values);
      return 'code' in row ? { problem: row } : { values: sealedRow(row, cipher) };
    },
    begin: ({ em, partnerId }) => lockStaged(em, partnerId, false),
    plan: async (scope, rows) => {
      const named = rows.map(({ values }) => openedRow(values, scope.cipher));
      const { outcomes, write } = await importCustomers(scope, named, mode);
      return { outcomes, write: ({ at }) => write(at) };
    },
  };
}

/** Deletes one customer with its addresses in each row. */
export const removedCustomerRows: PlainRowService = {
  about: null,
  refersTo: [],
  check: (values) => {
    const key = customerKey(values);
    return typeof key === 'string' ? { values: { external_id: key } } : { problem: key };
  },
  begin: ({ em, partnerId }) => lockStaged(em, partnerId, true),
  plan: async (scope, rows) => {
    const ids = rows.map(({ values }) => values.external_id ?? '');
    const { outcomes, write } = await removeImportedCustomers(scope, customersWithOrders, ids);
    return { outcomes, write: ({ at }) => write(at) };
  },
};

function lockStaged(em: UnitOfWork, partnerId: number, isDeletion: boolean): Promise<void> {
  const externalIds = sql`select vals ->> 'external_id' from pg_temp.staged_import_row`;
  return lockImportedCustomers(em, partnerId, externalIds, { isDeletion });
}

function sealedRow({ external_id, ...row }: CustomerRow, cipher: FieldCipher): RowValues {
  return { external_id, sealed: cipher.encrypt(JSON.stringify(row), STAGED) };
}

function openedRow({ external_id, sealed }: RowValues, cipher: FieldCipher): CustomerRow {
  return { external_id: external_id ?? '', ...JSON.parse(cipher.decrypt(sealed ?? '', STAGED)) };
}
