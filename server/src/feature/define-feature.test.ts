import { describe, expect, it } from 'vitest';
import { assertApart, claimOnce, defineFeature } from './define-feature.ts';

const goods = defineFeature({ name: 'goods', tables: ['good', 'good_change'] });

describe('features', () => {
  it('without common claims are accepted together', () => {
    expect(() => assertApart([goods, defineFeature({ name: 'buyers', tables: ['buyer'] })])).not.toThrow();
  });

  it('cannot share a table', () => {
    expect(() => assertApart([goods, defineFeature({ name: 'wares', tables: ['ware', 'good'] })])).toThrow(
      'The features goods and wares both claim the table good.',
    );
  });

  it('cannot share a name', () => {
    expect(() => assertApart([goods, defineFeature({ name: 'goods' })])).toThrow(
      'The features goods and goods both claim the feature name goods.',
    );
  });

  it('cannot share an endpoint or a job type', () => {
    const claimants = [
      { feature: 'goods', claims: ['GET /goods', 'POST /goods'] },
      { feature: 'wares', claims: ['GET /wares', 'POST /goods'] },
    ];
    expect(() => claimOnce(claimants, 'the endpoint')).toThrow(
      'The features goods and wares both claim the endpoint POST /goods.',
    );
  });
});
