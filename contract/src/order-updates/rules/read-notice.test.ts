import { describe, expect, it } from 'vitest';
import { isNotice, readNotice, shownNotice } from './read-notice.ts';

const FORM = 'application/x-www-form-urlencoded';
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const xml = (text: string) => ({ text });

describe('the content of a push is read', () => {
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
])('a push %s is unreadable', (_how, type, payload) => {
  expect(() => readNotice(type, payload, xml)).toThrow(expect.objectContaining({ code: 'payload_unreadable' }));
});

it('a push is shown in its encoding, as far as it can be read', () => {
  expect(shownNotice('text/xml; charset="ISO-8859-1"', latin1('<a>\xe9'))).toBe('<a>é');
  expect(shownNotice('text/xml', latin1('<?xml encoding="windows-1252"?>\x80'))).toBe(
    '<?xml encoding="windows-1252"?>€',
  );
  expect(shownNotice(`${FORM}; charset=klingon`, utf8('a=é'))).toBe('a=é');
  expect(shownNotice(FORM, utf8('a=é').subarray(0, 3))).toBe('a=�');
  expect(shownNotice(FORM, latin1('a;\xe9'), 'windows-1252')).toBe('a;é');
});

it('the encoding is named by the type or by the first line of a document, with any spaces', () => {
  const euro = (text: string) => [...latin1(text), 0x80];
  for (const type of ['text/xml;charset=windows-1252', 'text/xml; charset = "windows-1252"'])
    expect(shownNotice(type, Uint8Array.from(euro('')))).toBe('€');
  const declared = '<?xml encoding = "windows-1252" ?>';
  expect(shownNotice('text/xml', Uint8Array.from(euro(declared)))).toBe(`${declared}€`);
  const later = `<a/>${declared}`;
  expect(shownNotice('text/xml', Uint8Array.from(euro(later)))).toBe(`${later}\uFFFD`);
});

it('unreadable content is reported with its format and the reason', () => {
  expect(() => readNotice('text/xml', latin1('\xe9'), xml)).toThrow(/^The push cannot be read as text\/xml: ./);
  expect(() => readNotice('image/png', utf8('a=1'), xml)).toThrow('this was pushed as image/png');
  const unknown = () => {
    throw 'nothing';
  };
  expect(() => readNotice('text/xml', utf8('<a/>'), unknown)).toThrow('as text/xml: it cannot be read');
});

it.each([
  ['application/json; charset=utf-8', true],
  ['application/vnd.carrier.v2+json', true],
  ['text/xml', true],
  [FORM, true],
  ['application/jsonp', false],
  ['application/vnd carrier+json', false],
  ['x-application/json', false],
  [`multipart/${FORM}`, false],
])('a mapping reads %s: %s', (type, isRead) => {
  expect(isNotice(type)).toBe(isRead);
});
