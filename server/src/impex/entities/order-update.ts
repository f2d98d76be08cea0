import {
  fieldErrors,
  type ImportProblem,
  type SentOrderUpdate,
  sentOrderUpdateSchema,
} from '@commerce-integration/contract';
import { sentUpdateOf } from '@commerce-integration/contract/rules';
import { planOrderUpdates } from '../../order-updates/plan-order-updates.ts';
import type { PlainRowService } from './row-service.ts';

/** Receives one order update per row, which is applied later, like one that is sent. */
export const orderUpdateRows: PlainRowService = {
  about: null,
  refersTo: [],
  check: (values) => {
    const parsed = sentOrderUpdateSchema.safeParse(sentUpdateOf(values));
    if (parsed.success) return { values: { update: JSON.stringify(parsed.data) } };
    const [error] = fieldErrors(parsed.error);
    const column = error?.path.split('.').at(-1) ?? '';
    if (!(column in values)) return { problem: { code: 'invalid_value', message: error?.message ?? '' } };
    const value = values[column];
    if (!value) return { problem: { column, code: 'required', message: `${column} must not be empty.` } };
    return { problem: { column, code: 'invalid_value', message: error?.message ?? '', value } };
  },
  plan: async ({ em, partnerId }, rows) => {
    const updates = rows.map(({ values }): SentOrderUpdate => JSON.parse(values.update ?? ''));
    const { outcomes, write } = await planOrderUpdates(em, partnerId, updates);
    return {
      outcomes: outcomes.map((outcome, index) => {
        if (outcome === 'received') return 'inserted';
        return outcome === 'duplicate' ? 'unchanged' : reused(updates[index]?.update_id ?? '');
      }),
      write,
    };
  },
};

function reused(id: string): ImportProblem {
  const message = `The update_id ${id} was already used for an update with different content: use a unique update_id.`;
  return { column: 'update_id', code: 'update_id_reused', message, value: id };
}
