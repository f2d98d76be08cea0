import { FILE_ENCODINGS, type FileEncoding } from '@commerce-integration/contract';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { guessEncoding } from '../src/impex/samples/guess-encoding.ts';

const SAMPLES: Record<string, { text: string; encodings: FileEncoding[] }> = {
  Polish: {
    text: 'Indeks;Nazwa;Cena\nKR-1;Krzesło drewniane dębowe;129,50\nST-2;Stół składany biały;299,00\nSZ-3;Szafka łazienkowa wisząca z półką;349,99\nŻ-4;Żyrandol mosiężny, źródło światła LED;89,00\n',
    encodings: ['windows-1250', 'iso-8859-2'],
  },
  'Polish without the letters that only one of two encodings has': {
    text: 'Indeks;Nazwa;Cena\nKR-1;Krzesło dębowe;129,50\nST-2;Stół składany biały;299,00\nSZ-3;Szafka łazienkowa wisząca z półką;349,99\n',
    encodings: ['windows-1250', 'iso-8859-2'],
  },
  Czech: {
    text: 'Kód;Název;Cena\nA1;Židle dřevěná červená;1 299,00\nA2;Stůl rozkládací průměr 90 cm, bílý;2 999,00\nA3;Skříňka koupelnová závěsná;349,00\n',
    encodings: ['windows-1250', 'iso-8859-2'],
  },
  Russian: {
    text: 'Артикул;Название;Цена;Наличие\nA1;Стул деревянный;1299,50;да\nA2;Стол складной белый;5,00;нет\n',
    encodings: ['windows-1251'],
  },
  Bulgarian: {
    text: 'Код;Име;Цена\nA1;Дървен стол;129,50\nA2;Сгъваема маса, бяла;5,00\n',
    encodings: ['windows-1251'],
  },
  Greek: {
    text: 'Κωδικός;Όνομα;Τιμή\nA1;Καρέκλα ξύλινη;1299,50\nA2;Τραπέζι πτυσσόμενο λευκό;5,00\n',
    encodings: ['windows-1253'],
  },
  Turkish: {
    text: 'Stok Kodu;Ürün Adı;Fiyat;Stok\nA1;Ahşap sandalye kırmızı;1299,50;evet\nA2;Katlanır masa beyaz çalışma için ışıklı;5,00;hayır\nA3;Banyo dolabı, geniş çekmeceli ve aynalı;349,00;evet\n',
    encodings: ['windows-1254'],
  },
  Japanese: {
    text: '商品コード,商品名,価格\nA1,木製の椅子,1299\nA2,折りたたみテーブル 白,500\n',
    encodings: ['shift_jis'],
  },
  Chinese: { text: '商品编码,商品名称,价格\nA1,木制椅子,1299\nA2,折叠桌 白色,500\n', encodings: ['gb18030'] },
  German: {
    text: 'Artikelnummer;Bezeichnung;Preis\nE1;Stuhl grün;1.299,50 €\nE2;Tisch für Gäste;5,00 €\n',
    encodings: ['windows-1252', 'iso-8859-15'],
  },
  'one German word': { text: 'sku;name\nA;Größe\n', encodings: ['windows-1252'] },
  French: {
    text: 'Référence;Désignation;Prix\nA1;Chaise en chêne;129,50 €\nA2;Étagère à livres;5,00 €\n',
    encodings: ['windows-1252', 'iso-8859-15'],
  },
  Spanish: {
    text: 'Código;Descripción;Precio\nA1;Silla de diseño español;129,50\nA2;Mesa pequeña, niño;5,00\n',
    encodings: ['windows-1252'],
  },
  Swedish: { text: 'Artikelnr;Benämning\nA1;Stol i trä, blå\nA2;Bord för kök\n', encodings: ['windows-1252'] },
  Finnish: { text: 'Tuotenumero;Nimi\nA1;Pöytä\nA2;Tuoli, sininen väri\n', encodings: ['windows-1252'] },
  Portuguese: { text: 'Código;Descrição\nA1;Cadeira com braços, não extensível\n', encodings: ['windows-1252'] },
  Icelandic: {
    text: 'Vörunúmer;Heiti\nA1;Stóll úr viði, rauður\nA2;Borð fyrir eldhús, þrír fætur\nA3;Skápur með speglum og hurðum\n',
    encodings: ['windows-1252'],
  },
  'a word of quotes': { text: 'sku;name\nA;“Chair” – 5 €\n', encodings: ['windows-1252'] },
};
const CASES = Object.entries(SAMPLES).flatMap(([name, { text, encodings }]) =>
  encodings.map((encoding) => ({ name, text, encoding })),
);

it.each(CASES)('$name in $encoding is decoded as it was written', ({ text, encoding }) => {
  const bytes = iconv.encode(text, encoding);
  const guess = guessEncoding(bytes);
  expect([guess, new TextDecoder(guess).decode(bytes)]).toEqual([encoding, text]);
});

it.each(CASES)('$name in UTF-8 is UTF-8, even if its end is cut off', ({ text }) => {
  const bytes = Buffer.from(text);
  for (const cut of [0, 1, 2]) expect(guessEncoding(bytes.subarray(0, bytes.length - cut))).toBe('utf-8');
});

it.each(['utf-16le', 'utf-16be'] as const)('%s is detected by its zero bytes', (encoding) => {
  expect(guessEncoding(iconv.encode('sku;name\nA;Größe\n', encoding))).toBe(encoding);
});

it('bytes that are not text are decoded as some text', () => {
  const noise = Buffer.from(Array.from({ length: 5_000 }, (_, index) => 128 + ((index * 37) % 128)));
  expect(FILE_ENCODINGS).toContain(guessEncoding(noise));
});
