import {
  type AttributeChanges,
  type AttributeSpellings,
  attributeKey,
  EXTERNAL_ID_ATTRIBUTE,
  spellChanges,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { fieldProblem, type OperationProblem } from '@commerce-integration/contract/rules';
import { setAttributes } from '../../catalog/apply-product-updates.ts';
import { knownAttributes, newAttributes, noteAttributes } from '../../catalog/attribute-names.ts';
import { sqlOf } from '../../database/queryable.ts';
import type { FoundOperation, OperationHandler, OperationScope } from './operation-handler.ts';

type Found = FoundOperation<'ProductAttributesUpdate'>;

/** Sets some of the attributes of products. */
export const productAttributesUpdate: OperationHandler<'ProductAttributesUpdate'> = {
  async prepare({ em, ...origin }, operations) {
    const spelled = await spellOperations({ em, ...origin }, operations);
    const changesAt = (place: number) => {
      const [found, outcome] = [operations[place], spelled[place]];
      return found && outcome && 'changes' in outcome
        ? [{ productId: found.productId, attributes: outcome.changes }]
        : [];
    };
    return {
      problems: spelled.map((outcome) => ('problem' in outcome ? outcome.problem : undefined)),
      apply: async (places) => {
        const changed = await setAttributes(em, places.flatMap(changesAt), origin);
        return places.filter((place) => changed.has(operations[place]?.productId ?? 0));
      },
    };
  },

  changesExternalIds: ({ attributes }) =>
    Object.keys(attributes).some((name) => attributeKey(name) === EXTERNAL_ID_ATTRIBUTE),
};

type Spelled = { changes: AttributeChanges } | { problem: OperationProblem };

/** The attributes in the catalogue's spelling; the first operation with a new one determines it. */
async function spellOperations(
  { em, partnerId, jobId }: OperationScope,
  operations: readonly Found[],
): Promise<Spelled[]> {
  const connection = sqlOf(em);
  const known = await knownAttributes(connection, partnerId);
  const spellings = new Map(known);
  const spelled = operations.map(({ operation }): Spelled => {
    const outcome = spellChanges(operation.attributes, spellings);
    if ('problem' in outcome) {
      return { problem: fieldProblem('validation_failed', `attributes.${outcome.name}`, outcome.problem) };
    }
    for (const name of namesSet(outcome)) spellings.set(attributeKey(name), name);
    return outcome;
  });
  const added = [...new Set(newAttributes(spelled.flatMap(namesSet), known))];
  if (added.length === 0) return spelled;
  const others = await noteAttributes(connection, { partnerId, jobId }, added);
  if (others === undefined) return spelled;
  const { outcomes, fitting } = withinLimit(spelled, known, others);
  await noteAttributes(connection, { partnerId, jobId }, fitting);
  return outcomes;
}

/** Names that get a value; removing an attribute does not add its name to the catalogue. */
function namesSet(outcome: Spelled): string[] {
  if ('problem' in outcome) return [];
  return Object.entries(outcome.changes).flatMap(([name, value]) => (value === null ? [] : [name]));
}

/** Refuses, in order, the operations whose new attributes exceed the limit. @param others number of existing names */
function withinLimit(spelled: readonly Spelled[], known: AttributeSpellings, others: number) {
  const fitting = new Set<string>();
  const outcomes = spelled.map((outcome): Spelled => {
    const added = newAttributes(namesSet(outcome), known).filter((name) => !fitting.has(name));
    const refusal = tooManyAttributes(others + fitting.size, added);
    if (refusal !== undefined) return { problem: fieldProblem('validation_failed', 'attributes', refusal) };
    for (const name of added) fitting.add(name);
    return outcome;
  });
  return { outcomes, fitting: [...fitting] };
}
