import { type ChildSource, childrenOfTarget } from './children.ts';
import type { DataDefinition } from './descriptors.ts';

/** How rows of a file are read: its own rows, or the ones nested in them. */
export interface ReadDefinition extends DataDefinition {
  /** Set for nested rows: the first column is that of the enclosing row, and the others their own. */
  readonly within?: ChildSource;
}

/** The definitions for rows nested in the rows of a file, by name. */
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

/** A definition without its nested rows. */
export function withoutChildren<D extends Pick<DataDefinition, 'columns'>>(definition: D): D {
  return { ...definition, columns: definition.columns.filter(({ children }) => !children) };
}

/** The displayed file name for nested rows. */
export function childFileName(fileName: string, name: string | null | undefined): string {
  return name ? `${fileName}#${name}` : fileName;
}
