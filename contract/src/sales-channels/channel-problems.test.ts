import { describe, expect, it } from 'vitest';
import { channelOfPartner, channelReferenced } from './channel-problems.ts';

const acme = { id: 1, name: 'Acme Corp' };

describe('the sales channel that a body names', () => {
  const path = 'sales_channel_id';

  it("is one of the partner's", () => {
    const channel = { partnerId: 1 };
    expect(channelOfPartner('SC00001', channel, acme)).toEqual({ channel });
    expect(channelOfPartner('SC00001', undefined, acme)).toEqual({
      problem: { code: 'not_found', path, message: 'Sales channel not found: SC00001' },
    });
    expect(channelOfPartner('SC00001', { partnerId: 2 }, acme)).toEqual({
      problem: {
        code: 'sales_channel_of_another_partner',
        path,
        message: 'Sales channel SC00001 belongs to PT00002, not to Acme Corp.',
      },
    });
  });
});

describe('the sales channel that an operation refers to', () => {
  const reference = { id: 'SC00001', type: 'store' };

  it('must have the given type', () => {
    const channel = { type: 'store' };
    expect(channelReferenced(reference, channel)).toEqual({ channel });
    expect(channelReferenced(reference, undefined)).toEqual({
      problem: { code: 'not_found', path: 'id', message: 'Sales channel not found: SC00001' },
    });
    expect(channelReferenced(reference, { type: 'site' })).toEqual({
      problem: {
        code: 'sales_channel_type_mismatch',
        path: 'type',
        message: 'Sales channel SC00001 is a site, not a store.',
      },
    });
  });
});
