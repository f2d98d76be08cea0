import { describe, expect, it } from 'vitest';
import type { Problem } from '../shared/problem.ts';
import {
  assertActive,
  assertNamed,
  assertNamedById,
  assertOwnOrganisation,
  assertSameName,
  type NamedPartner,
} from './acting-partner.ts';

const acme = { id: 1, name: 'Acme Corp' };

/** The error that is thrown, as code and message; undefined if there is none. */
function refusal(what: () => void): string | undefined {
  try {
    what();
    return undefined;
  } catch (error) {
    const { code, message } = error as Problem;
    return `${code}: ${message}`;
  }
}

describe('the partner that a call names', () => {
  const OF_ANOTHER = 'forbidden: The API key belongs to Acme Corp, not to the partner named.';

  it.each<[NamedPartner, string | undefined]>([
    [{}, undefined],
    [{ partner_id: 'PT00001' }, undefined],
    [{ partner_name: 'Acme Corp' }, undefined],
    [{ partner_name: 'ACME  corp.' }, undefined],
    [{ partner_id: 'PT00001', partner_name: 'acme corp' }, undefined],
    [{ partner_id: 'PT00002' }, OF_ANOTHER],
    [{ partner_name: 'Acme' }, OF_ANOTHER],
    [{ partner_id: 'PT00002', partner_name: 'Acme Corp' }, OF_ANOTHER],
    [{ partner_id: 'PT00001', partner_name: 'Acme' }, OF_ANOTHER],
  ])("is the one of a partner's key: %j", (named, problem) => {
    expect(refusal(() => assertNamed(acme, named))).toBe(problem);
  });

  it("can be any with the operator's key, which must name one", () => {
    expect(refusal(() => assertNamed(null, { partner_id: 'PT00002' }))).toBeUndefined();
    expect(refusal(() => assertNamed(null, { partner_name: 'x' }))).toBeUndefined();
    const message = 'partner_name is required.';
    expect(() => assertNamed(null, {})).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        message,
        errors: [{ path: 'partner_name', code: 'invalid', message }],
      }),
    );
  });

  it('is named by its ID if a call has no other field for it', () => {
    expect(refusal(() => assertNamedById(null, 'PT00002'))).toBeUndefined();
    expect(refusal(() => assertNamedById(acme, undefined))).toBeUndefined();
    expect(refusal(() => assertNamedById(acme, 'PT00002'))).toBe(OF_ANOTHER);
    const message = 'partner_id is required: the operator names the partner.';
    expect(() => assertNamedById(null, undefined)).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        message,
        errors: [{ path: 'partner_id', code: 'invalid', message }],
      }),
    );
  });

  it('has one name', () => {
    expect(refusal(() => assertSameName('Acme Corp', { partner_id: 'PT00001' }))).toBeUndefined();
    expect(refusal(() => assertSameName('Acme Corp', { partner_name: 'acme corp' }))).toBeUndefined();
    expect(refusal(() => assertSameName('Acme Corp', { partner_id: 'PT00001', partner_name: 'Acme' }))).toBe(
      'validation_failed: Partner PT00001 is named Acme Corp.',
    );
  });
});

it('a partner must be active to upload or order', () => {
  expect(refusal(() => assertActive({ name: 'Acme', status: 'active' }))).toBeUndefined();
  expect(refusal(() => assertActive({ name: 'Acme', status: 'paused' }))).toBe(
    'partner_not_active: Partner Acme is paused: it cannot upload or order.',
  );
});

it("an organisation is that of the key, or any with the operator's key", () => {
  expect(refusal(() => assertOwnOrganisation(null, 'PT00002'))).toBeUndefined();
  expect(refusal(() => assertOwnOrganisation(acme, 'PT00001'))).toBeUndefined();
  expect(refusal(() => assertOwnOrganisation(acme, 'PT00002'))).toBe(
    'forbidden: The API key belongs to PT00001, not to PT00002.',
  );
});
