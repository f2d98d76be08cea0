import { setAttributes } from '../../catalog/apply-product-updates.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Sets some of the attributes of products. */
export const productAttributesUpdate: OperationHandler<'ProductAttributesUpdate'> = {
  async prepare({ em, ...origin }, operations) {
    const changes = operations.map(({ operation, productId }) => ({ productId, attributes: operation.attributes }));
    return {
      problems: changes.map(() => undefined),
      apply: async (places) => {
        const changed = await setAttributes(
          em,
          places.flatMap((place) => changes[place] ?? []),
          origin,
        );
        return places.filter((place) => changed.has(changes[place]?.productId ?? 0));
      },
    };
  },

  changesExternalIds: ({ attributes }) => 'external_id' in attributes,
};
