import { type DataDefinition, formatId, Problem } from '@commerce-integration/contract';
import { createRowsWriter, exportedRows, writeProblems } from '@commerce-integration/contract/rules';
import type { PriceListRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import type { DescriptorRow } from './mock-impex-rows.ts';

/** All rows of a descriptor's partner in its layout, in UTF-8. @throws Problem `conflict` */
export function exportText(tables: MockTables, { partnerId, shown }: DescriptorRow): string {
  const problems = writeProblems(shown);
  if (problems.length > 0) {
    const detail = `Data descriptor ${shown.data_descriptor_id} cannot be written. ${problems.join(' ')}`;
    throw new Problem('conflict', detail);
  }
  if (shown.format.type === 'xlsx')
    throw new Problem('conflict', 'The mock writes no workbooks: try it against a server.');
  const products = [...tables.products.values()].filter((product) => product.partnerId === partnerId);
  const exported = {
    products: products.map(({ shown: { price, ...fields }, attributes }) => ({
      ...fields,
      price: price === null ? null : String(price),
      attributes: Object.fromEntries(attributes),
    })),
    priceLists: products.flatMap((product) => listsOf(tables, product)),
    now: new Date(),
  };
  const { entity, columns }: Pick<DataDefinition, 'entity' | 'columns'> = shown;
  const writer = createRowsWriter(shown);
  return writer.begin + writer.rows(exportedRows(entity, columns, exported)) + writer.end;
}

/** The price lists of a product as they were last set. */
function listsOf({ priceLists }: MockTables, { id, shown: { sku } }: ProductRow) {
  const latest = new Map<number | null, PriceListRow>();
  for (const row of priceLists) if (row.productId === id) latest.set(row.salesChannelId, row);
  return [...latest].map(([channel, { entries }]) => ({
    sku,
    sales_channel_id: channel === null ? null : formatId('salesChannel', channel),
    entries,
  }));
}
