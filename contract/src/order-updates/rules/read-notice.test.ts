import { describe, expect, it } from 'vitest';
import { readNotice, shownNotice } from './read-notice.ts';

const FORM = 'application/x-www-form-urlencoded';
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const xml = (text: string) => ({ text });

describe('what was pushed is read', () => {
  it.each([
    [FORM, utf8('place=Orl%C3%A9ans'), { place: 'Orléans' }],
    ['text/xml', utf8('<a>é</a>'), { text: '<a>é</a>' }],
    [
      'application/xml',
      latin1('<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>'),
      { text: '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>' },
    ],
    ['application/json', utf8('{"a":"é"}'), { a: 'é' }],
  ])('as %s', (type, payload, read) => {
    expect(readNotice(type, payload, xml)).toEqual(read);
  });
});

it.each([
  ['in an unknown encoding', `${FORM}; charset=klingon`, utf8('a=1')],
  ['in another encoding than it says', 'text/xml', latin1('<a>\xe9</a>')],
  ['with a broken text', 'application/json', utf8('{"a":')],
  ['of another type', 'image/png', utf8('a=1')],
])('what was pushed %s is unreadable', (_how, type, payload) => {
  expect(() => readNotice(type, payload, xml)).toThrow(expect.objectContaining({ code: 'payload_unreadable' }));
});

it('what was pushed is shown in its encoding, as far as it can be read', () => {
  expect(shownNotice('text/xml; charset="ISO-8859-1"', latin1('<a>\xe9'))).toBe('<a>é');
  expect(shownNotice('text/xml', latin1('<?xml encoding="windows-1252"?>\x80'))).toBe(
    '<?xml encoding="windows-1252"?>€',
  );
  expect(shownNotice(`${FORM}; charset=klingon`, utf8('a=é'))).toBe('a=é');
  expect(shownNotice(FORM, utf8('a=é').subarray(0, 3))).toBe('a=�');
  expect(shownNotice(FORM, latin1('a;\xe9'), 'windows-1252')).toBe('a;é');
});
