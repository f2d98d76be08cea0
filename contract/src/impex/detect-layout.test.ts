import { describe, expect, test } from 'vitest';
import { detectCsv, detectJsonLines, formatOfText } from './detect-layout.ts';
import { proposeDefinition } from './propose-definition.ts';

const proposal = (text: string, fileName?: string) =>
  proposeDefinition({ ...detectCsv(text, 'utf-8', false), fileName });

describe('a proposed definition', () => {
  test('of German prices has decimal commas, dates and a currency, and a name pattern', () => {
    const text =
      'Preisliste 2026\n\nArtikel-Nr.;Preis;Gültig ab;Lagerplatz\nA;"1.299,50 €";01.04.2026;"x;y"\nB;5,00 €;13.04.2026;\n';
    expect(proposal(text, 'preise_2026-04.csv')).toMatchObject({
      definition: {
        entity: 'price',
        file_name_pattern: 'preise_*.csv',
        format: { type: 'csv', delimiter: ';', header: true, skip_lines: 2 },
        columns: [
          { target: 'sku', source: 'Artikel-Nr.' },
          {
            target: 'price',
            type: 'decimal',
            decimal_separator: ',',
            thousands_separator: '.',
            extract: expect.any(String),
          },
          { target: 'valid_from', type: 'date', date_format: 'dd.MM.yyyy' },
          { target: 'currency', constant: 'EUR' },
        ],
      },
      unassigned: ['Lagerplatz'],
      missing: [],
    });
  });

  test.each([
    ['English', 'SKU,Title,Price,Stock\nA,Lamp,5.00,7\n', 'product'],
    ['French', 'Référence\tDésignation\tPrix\tDisponibilité\nA\tLampe\t5,00\toui\n', 'product'],
    ['Spanish', 'Código;Nombre;Precio;Existencias\nA;Lámpara;5,00;7\n', 'product'],
    ['Italian', 'Codice articolo;Denominazione;Prezzo;Giacenza\nA;Lampada;5,00;7\n', 'product'],
    ['German', 'Artikelnummer|Bezeichnung|Preis|Bestand\nA|Leuchte|5,00|7\n', 'product'],
  ])('finds the columns of a file in %s', (_, text, entity) => {
    const { definition, missing } = proposal(text);
    expect(definition.entity).toBe(entity);
    expect(definition.columns.map(({ target }) => target)).toEqual(['sku', 'product_name', 'price', 'availability']);
    expect(missing).toEqual([]);
  });

  test('recognises stock, attributes in long form, and files without a header', () => {
    const stock = proposal('sku,qty\nA,0\nB,12\n').definition;
    expect(stock).toMatchObject({
      entity: 'availability',
      columns: [{}, { map: { 0: 'out_of_stock', '*': 'in_stock' } }],
    });
    expect(proposal('sku,attribute,value\nA,Color,red\n').definition.entity).toBe('product_attribute');
    const bare = proposal('A,Lamp,5\nB,Chair,7\n');
    expect(bare.definition.format).toMatchObject({ header: false });
    expect(bare).toMatchObject({ unassigned: ['#1', '#2', '#3'], missing: ['sku', 'product_name'] });
  });

  test('of JSON lines has paths', () => {
    const text = '{"article":{"sku":"A"},"title":"Lamp","offers":[{"price":5.5}]}\n{"article"';
    expect(formatOfText(text)).toBe('jsonl');
    const { definition } = proposeDefinition({ ...detectJsonLines(text, 'utf-8'), fileName: undefined });
    expect(definition.columns.map(({ target, source }) => [target, source])).toEqual([
      ['sku', 'article/sku'],
      ['product_name', 'title'],
      ['price', 'offers/0/price'],
    ]);
  });
});
