import { setAvailabilities } from '../../catalog/apply-product-updates.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Sets the availability of products. */
export const productAvailabilityUpdate: OperationHandler<'ProductAvailabilityUpdate'> = {
  async prepare({ em, ...origin }, operations) {
    const changes = operations.map(({ operation, productId }) => ({ productId, availability: operation.availability }));
    return {
      problems: changes.map(() => undefined),
      apply: async (places) => {
        const changed = await setAvailabilities(
          em,
          places.flatMap((place) => changes[place] ?? []),
          origin,
        );
        return changed.flatMap((index) => places[index] ?? []);
      },
    };
  },
};
