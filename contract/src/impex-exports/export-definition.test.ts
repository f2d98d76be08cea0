import { expect, it } from 'vitest';
import { describedFileName, matchesFileName, sampleFileNames } from '../impex/described-files.ts';
import { dataDefinitionSchema } from '../impex/descriptors.ts';
import { plainFileName } from '../shared/file-name.ts';
import { exportFileNames } from './export-definition.ts';

const layout = (file_name_pattern: string) =>
  dataDefinitionSchema.parse({
    ...{ name: 'Stock', entity: 'availability', format: { type: 'csv' }, file_name_pattern },
    columns: ['sku', 'availability'].map((target) => ({ target, source: target })),
  });

it.each([
  '*',
  'stock_*.csv',
  'Preise März *.csv',
  'Liste (neu) & mehr, №*.csv',
  'stock_????????.csv',
  '在庫*',
  "l'été*.txt",
])('an import with the pattern %s accepts its samples and exports', (pattern) => {
  const one = layout(pattern);
  const exported = exportFileNames([one], new Date('2026-04-06T14:17:27Z'), { compress: 'none' });
  for (const name of [describedFileName(one, 'sample'), ...sampleFileNames([one]), ...exported]) {
    expect(matchesFileName(pattern, plainFileName(name)), name).toBe(true);
  }
});
