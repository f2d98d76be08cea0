import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddressLine, maskEmail, maskPhone, maskPostalCode } from './masks.ts';

describe('a masked value', () => {
  it.each([
    ['alice@example.com', 'al***@example.com'],
    ['abc@example.com', 'ab***@example.com'],
    ['ab@example.com', 'a***@example.com'],
    ['a@example.com', '***@example.com'],
    ['first.last+tag@mail.example.com', 'fi***@mail.example.com'],
    ['𝒜𝓁ice@example.com', '𝒜𝓁***@example.com'],
    ['🦊@example.com', '***@example.com'],
    ['e\u0301a\u0308x@example.com', 'e\u0301a\u0308***@example.com'],
    ['no address at all', '***'],
    ['', '***'],
  ])('of the e-mail address %j is %j', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  it.each([
    ['+1 555 010 0101', '***-***-0101'],
    ['(555) 010-0101', '***-***-0101'],
    ['5550101', '***-***-0101'],
    ['550101', '***-***-01'],
    ['12345', '***-***-45'],
    ['55-01-01', '***-***-01'],
    ['555-01-01', '***-***-0101'],
    ['5 5', '***-***-55'],
  ])('of the phone number %j is %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ['123 Main Street', '123 ***'],
    ['12b Rue de la Paix', '12b ***'],
    ['7, Rue de la Paix', '7 ***'],
    ['Main Street 123', '***'],
    ['5th Avenue', '***'],
    ['12-14 High Street', '***'],
    ['123', '***'],
    ['123 ', '***'],
    ['123B', '***'],
    ['5550100101 Main Street', '***'],
    ['𝟙𝟚 Main Street', '***'],
    ['', '***'],
  ])('of the street %j is %j', (line, masked) => {
    expect(maskAddressLine(line)).toBe(masked);
  });

  it.each([
    ['62701', '***01'],
    ['SW1A 1AA', '***AA'],
    ['1234', '***34'],
    ['123', '***3'],
    ['12', '***'],
    ['1', '***'],
    ['', '***'],
    ['🦊🦊🦊', '***🦊'],
  ])('of the postal code %j is %j', (code, masked) => {
    expect(maskPostalCode(code)).toBe(masked);
  });
});

/** A valid text of the API: without surrounding white space. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((value) => value.trim())
  .filter((value) => value !== '');

it('never shows the whole value, or half a character', () => {
  const masks = [maskAddressLine, maskPostalCode, (local: string) => maskEmail(`${local}@example.com`).split('@')[0]];
  fc.assert(
    fc.property(text, (value) => {
      for (const mask of masks) {
        const shown = mask(value) ?? '';
        expect(shown.replace('***', '').trim()).not.toBe(value);
        expect(shown.isWellFormed()).toBe(true);
      }
    }),
  );
});

it('shows at most four digits of a phone number, and never all', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[\d ().\-/]{5,32}$/), (phone) => {
      const digits = phone.replace(/\D/g, '');
      fc.pre(digits.length >= 5);
      const shown = maskPhone(phone).replace(/[*-]/g, '');
      expect(shown.length).toBeLessThanOrEqual(4);
      expect(shown.length).toBeLessThan(digits.length);
    }),
  );
});
