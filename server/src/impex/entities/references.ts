import type { DataDefinition } from '@commerce-integration/contract';
import type { ReferredEntity } from '../unresolved-rows.ts';
import { rowService } from './row-services.ts';

/** The entities that rows refer to. */
export interface References {
  /** All entities that another file may bring. */
  readonly all: readonly ReferredEntity[];
  /** Those of them that later rows of the file itself may bring. */
  readonly ofItself: readonly ReferredEntity[];
}

/**
 * The entities that the rows of a descriptor refer to: through columns with a `lookup`, and through the entity itself.
 */
export function referencesOf({
  entity,
  mode,
  columns,
}: Pick<DataDefinition, 'entity' | 'mode' | 'columns'>): References {
  const service = rowService(entity, mode);
  const lookedUp = columns.flatMap(({ lookup }) => {
    if (!lookup || lookup.on_unresolved === 'null' || lookup.entity === 'sales_channel') return [];
    return [lookup.entity];
  });
  const ofItself = mode === 'delete' ? [] : lookedUp.filter((one) => one === entity);
  return { all: [...new Set([...(service?.refersTo ?? []), ...lookedUp])], ofItself: [...new Set(ofItself)] };
}
