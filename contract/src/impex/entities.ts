import { FEED_COLUMNS } from '../feed-file/header.ts';
import type { Scope } from '../shared/scopes.ts';
import { CUSTOMER_TARGETS } from './customer-rows.ts';
import { ORDER_UPDATE_TARGETS } from './pushed-rows.ts';

/** How an import handles rows whose object already exists or does not exist yet. */
export const IMPORT_MODES = ['merge', 'insert_only', 'update_only', 'delete'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** The entity of a file's rows. */
export const IMPORT_ENTITIES = [
  'product',
  'product_attribute',
  'availability',
  'price',
  'category',
  'customer',
  'order',
  'order_update',
] as const;
export type ImportEntity = (typeof IMPORT_ENTITIES)[number];

/** The targets of an entity's columns, and its import modes. */
export interface EntityRules {
  readonly about: string;
  /**
   * For personal data: the scope that a key needs besides `impex:write`. Values of such rows are in no report, no event
   * and no log.
   */
  readonly personalScope?: Scope;
  /** Both if omitted. */
  readonly directions?: readonly ('import' | 'export')[];
  readonly targets: readonly string[];
  /** Targets that a descriptor must have, in the modes other than `delete`. */
  readonly required: readonly string[];
  /** Targets that a descriptor of mode `delete` must have. */
  readonly requiredToDelete: readonly string[];
  readonly modes: readonly ImportMode[];
  /** Whether `attributes.<name>` is a target as well. */
  readonly hasAttributes: boolean;
  /** Whether its rows write only product fields, whose former values an undo of the import restores. */
  readonly isUndoable?: true;
}

/** The fields of an order that only exporters have. */
export const EXPORTER_TARGETS = ['order_export_id', 'flag', 'delivery_ids'] as const;

/** Fields of orders and their items. None is customer data. */
const ORDER_TARGETS = [
  ...['order_id', 'customer_reference', 'sales_channel_id', 'status', 'fulfillment_status', 'total_amount', 'currency'],
  ...['created_at', 'updated_at'],
  ...['items.order_item_id', 'items.product_id', 'items.sku', 'items.product_name', 'items.quantity'],
  ...['items.unit_price', 'items.line_total', 'items.shipped_quantity', 'items.cancelled_quantity'],
  'items.returned_quantity',
  ...EXPORTER_TARGETS,
];

/** The rules of each entity; descriptors, their checks and the reference follow from them. */
export const ENTITY_RULES: Readonly<Record<ImportEntity, EntityRules>> = {
  product: {
    about:
      'Products, loaded like a feed: fields without a column do not change. `delete` sets the listed products to `discontinued`.',
    targets: FEED_COLUMNS,
    required: ['sku', 'product_name'],
    requiredToDelete: ['sku'],
    modes: ['merge', 'insert_only', 'update_only', 'delete'],
    hasAttributes: true,
    isUndoable: true,
  },
  product_attribute: {
    about: 'One attribute of one product per row. A blank value or `delete` removes it.',
    targets: ['sku', 'name', 'value'],
    required: ['sku', 'name', 'value'],
    requiredToDelete: ['sku', 'name'],
    modes: ['merge', 'delete'],
    hasAttributes: false,
    isUndoable: true,
  },
  availability: {
    about: 'The availability of one product per row.',
    targets: ['sku', 'availability'],
    required: ['sku', 'availability'],
    requiredToDelete: [],
    modes: ['merge'],
    hasAttributes: false,
    isUndoable: true,
  },
  price: {
    about:
      'One price list entry per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete` removes the entry with that time.',
    targets: ['sku', 'sales_channel', 'price', 'currency', 'valid_from'],
    required: ['sku', 'price', 'currency'],
    requiredToDelete: ['sku', 'valid_from'],
    modes: ['merge', 'delete'],
    hasAttributes: false,
  },
  order: {
    about:
      'Orders, only for exports, without customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other exports.',
    directions: ['export'],
    targets: ORDER_TARGETS,
    required: [],
    requiredToDelete: [],
    modes: ['merge'],
    hasAttributes: false,
  },
  category: {
    about:
      "One category of the partner's tree per row. Its parent may be anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its parent, and a blank value makes it a root. `delete` removes categories without children.",
    targets: ['code', 'name', 'parent_code'],
    required: ['code', 'name'],
    requiredToDelete: ['code'],
    modes: ['merge', 'delete'],
    hasAttributes: false,
  },
  customer: {
    about:
      'One customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete` deletes customers with their addresses, except those with orders.',
    personalScope: 'customers:write',
    directions: ['import'],
    targets: CUSTOMER_TARGETS,
    required: ['external_id'],
    requiredToDelete: ['external_id'],
    modes: ['merge', 'insert_only', 'update_only', 'delete'],
    hasAttributes: false,
  },
  order_update: {
    about:
      'One order update per row, processed like `POST /order-updates`: applied later, or parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content counts as unchanged.',
    directions: ['import'],
    targets: ORDER_UPDATE_TARGETS,
    required: ['update_id', 'occurred_at'],
    requiredToDelete: [],
    modes: ['merge'],
    hasAttributes: false,
  },
};

const ATTRIBUTE = 'attributes.';

/** The name of the attribute that a target sets; undefined for another target. */
export function attributeOfTarget(target: string): string | undefined {
  return target.startsWith(ATTRIBUTE) ? target.slice(ATTRIBUTE.length) : undefined;
}

/** The targets that a descriptor of an entity and mode must have. */
export function requiredTargets(entity: ImportEntity, mode: ImportMode): readonly string[] {
  const { required, requiredToDelete } = ENTITY_RULES[entity];
  return mode === 'delete' ? requiredToDelete : required;
}

/** Whether an entity has files of a direction. */
export function hasDirection(entity: ImportEntity, direction: 'import' | 'export'): boolean {
  return ENTITY_RULES[entity].directions?.includes(direction) ?? true;
}

/**
 * The entities, out of those that an import has written, that its undo does not change; in the order of
 * `IMPORT_ENTITIES`.
 */
export function entitiesNotUndone(written: readonly string[]): ImportEntity[] {
  return IMPORT_ENTITIES.filter((entity) => written.includes(entity) && !ENTITY_RULES[entity].isUndoable);
}

/** Whether rows of an entity are personal data: see `personalScope`. */
export function isPersonal(entity: ImportEntity): boolean {
  return ENTITY_RULES[entity].personalScope !== undefined;
}

/**
 * Why a key may not import rows of some entities, or see what was sent for them; undefined if it may.
 *
 * @param scopes of the key
 */
export function personalDataRefusal(entities: readonly ImportEntity[], scopes: readonly Scope[]): string | undefined {
  for (const entity of entities) {
    const { personalScope: scope } = ENTITY_RULES[entity];
    if (scope !== undefined && !scopes.includes(scope)) {
      return `The API key has no ${scope} scope, which files of the entity ${entity} need.`;
    }
  }
  return undefined;
}
