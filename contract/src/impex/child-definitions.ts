import { type ChildSource, childrenOfTarget } from './children.ts';
import type { DataDefinition } from './descriptors.ts';

/** How the rows of a file are read: those of the file, or the ones within them. */
export interface ReadDefinition extends DataDefinition {
  /** Set for rows within rows: the first column is that of the row around them, and the others theirs. */
  readonly within?: ChildSource;
}

/** The rows that a descriptor reads within the rows of a file, by their names. */
export function childDefinitions(definition: DataDefinition): ReadonlyMap<string, ReadDefinition> {
  const key = definition.columns.find(({ target }) => target === 'sku');
  const found = definition.columns.flatMap(
    ({ target, source = '', optional, children }): [string, ReadDefinition][] => {
      const name = childrenOfTarget(target);
      if (!children || !key || name === undefined) return [];
      const { entity, columns, row_delimiter, value_delimiter } = children;
      const within = { source, optional, row_delimiter, value_delimiter };
      return [[name, { ...definition, entity, mode: 'merge', columns: [key, ...columns], within }]];
    },
  );
  return new Map(found);
}

/** A definition without the rows within its rows. */
export function withoutChildren<D extends Pick<DataDefinition, 'columns'>>(definition: D): D {
  return { ...definition, columns: definition.columns.filter(({ children }) => !children) };
}

/** Names the rows within the rows of a file, where they are told of. */
export function childFileName(fileName: string, name: string | null | undefined): string {
  return name ? `${fileName}#${name}` : fileName;
}
