import { attributeOfTarget, type DataDefinition, type FEED_COLUMNS } from '@commerce-integration/contract';
import type { FeedLayout } from '@commerce-integration/contract/feed-file';

/** The columns of a descriptor of products in the layout of a feed. */
export function productLayout(columns: DataDefinition['columns']): FeedLayout {
  const known: Partial<Record<(typeof FEED_COLUMNS)[number], number>> = {};
  const attributes: { name: string; index: number }[] = [];
  const applies: Record<string, 'on_insert' | 'on_update'> = {};
  columns.forEach(({ target, apply }, index) => {
    const name = attributeOfTarget(target);
    if (apply === 'on_insert' || apply === 'on_update') applies[target] = apply;
    if (name === undefined) known[target as keyof typeof known] = index;
    else attributes.push({ name, index });
  });
  return { width: columns.length, columns: known, attributes, applies };
}
