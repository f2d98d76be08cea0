import { z } from 'zod';
import { FEED_COLUMNS } from '../feed-file/header.ts';
import { type DataDefinition, dataDefinitionSchema, shownDefinition } from './descriptors.ts';

/** The names of the built-in descriptors, which every partner has. */
export const BUILT_IN_NAMES = [
  'builtin:feed',
  'builtin:shopify_products',
  'builtin:woocommerce_products',
  'builtin:google_merchant',
  'builtin:magento_products',
] as const;
export type BuiltInName = (typeof BUILT_IN_NAMES)[number];

export const builtInDescriptorSchema = z
  .object({
    name: z.enum(BUILT_IN_NAMES).meta({ description: 'The value for `descriptors` of a data group.' }),
    about: z.string().meta({ description: 'What it reads, and how rows are processed, as messages.' }),
    definition: z.object(shownDefinition).meta({
      id: 'BuiltInDefinition',
      description: 'The fields to create your own, modified descriptor.',
    }),
  })
  .meta({ id: 'BuiltInDescriptor' });
export type BuiltInDescriptor = z.infer<typeof builtInDescriptorSchema>;

/** A column that a file may lack. */
const maybe = (target: string, source: string, more: object = {}) => ({ target, source, optional: true, ...more });

const FEED = {
  name: 'Product feed',
  format: { type: 'csv' },
  columns: [
    ...FEED_COLUMNS.map((name) => ({
      target: name,
      source: name,
      optional: name !== 'sku' && name !== 'product_name',
    })),
    { target: 'attributes.*', source: '*' },
  ],
};

const UNTRACKED_OR_LEFT = { '-': 'out_of_stock', '0': 'out_of_stock', '*': 'in_stock' };

const SHOPIFY = {
  name: 'Shopify product export',
  format: { type: 'csv' },
  columns: [
    {
      target: 'sku',
      source: 'Variant SKU',
      combine: '{Handle}-{Option1 Value}-{Option2 Value}-{Option3 Value}',
      // An apostrophe protects zeros from spreadsheets; products without variants have one called Default Title.
      extract: "^'?(.*?)(?:-Default Title)?$",
    },
    { target: 'product_name', source: 'Title', carry: 'Handle' },
    { target: 'description', source: 'Body (HTML)', carry: 'Handle' },
    { target: 'brand', source: 'Vendor', carry: 'Handle' },
    { target: 'category', source: 'Type', carry: 'Handle' },
    { target: 'price', source: 'Variant Price', type: 'decimal', skip_blank: true },
    {
      target: 'availability',
      combine: '{Variant Inventory Policy} {Variant Inventory Qty}',
      optional: true,
      extract: '^(?:deny (-|0+$))?',
      map: UNTRACKED_OR_LEFT,
    },
    { target: 'attributes.handle', source: 'Handle' },
    {
      target: 'attributes.variant',
      combine: '{Option1 Value} / {Option2 Value} / {Option3 Value}',
      extract: '^(?:Default Title$)?(.*)$',
    },
    maybe('attributes.tags', 'Tags', { carry: 'Handle' }),
    maybe('attributes.barcode', 'Variant Barcode', { extract: "^'?(.*)$" }),
    maybe('attributes.weight_in_grams', 'Variant Grams'),
    maybe('attributes.compare_at_price', 'Variant Compare At Price'),
    maybe('attributes.image', 'Variant Image', { combine: '{Image Src}' }),
  ],
};

const FIRST_OF_LIST = '^([^,]*)';

const WOOCOMMERCE = {
  name: 'WooCommerce product export',
  format: { type: 'csv' },
  columns: [
    { target: 'sku', source: 'SKU', combine: 'id:{ID}' },
    { target: 'product_name', source: 'Name' },
    { target: 'description', source: 'Description', combine: '{Short description}' },
    maybe('brand', 'Brands', { extract: FIRST_OF_LIST }),
    { target: 'category', source: 'Categories', extract: FIRST_OF_LIST },
    { target: 'price', source: 'Regular price', type: 'decimal', skip_blank: true },
    {
      target: 'availability',
      source: 'In stock?',
      map: { '1': 'in_stock', '0': 'out_of_stock', backorder: 'preorder' },
    },
    maybe('attributes.parent', 'Parent'),
    maybe('attributes.tags', 'Tags'),
    maybe('attributes.sale_price', 'Sale price'),
    maybe('attributes.barcode', 'GTIN, UPC, EAN, or ISBN'),
    maybe('attributes.weight_in_kg', 'Weight (kg)'),
    maybe('attributes.image', 'Images', { extract: FIRST_OF_LIST }),
  ],
};

const GOOGLE_MERCHANT = {
  name: 'Google Merchant feed',
  format: { type: 'csv', delimiter: '\t' },
  columns: [
    { target: 'sku', source: 'id' },
    { target: 'product_name', source: 'title' },
    { target: 'description', source: 'description' },
    maybe('brand', 'brand'),
    maybe('category', 'product_type', { combine: '{product type}' }),
    { target: 'price', source: 'price', type: 'decimal', extract: '(\\d+(?:\\.\\d+)?)' },
    { target: 'currency', source: 'price', extract: '([A-Za-z]{3})' },
    {
      target: 'availability',
      source: 'availability',
      map: {
        in_stock: 'in_stock',
        'in stock': 'in_stock',
        out_of_stock: 'out_of_stock',
        'out of stock': 'out_of_stock',
        preorder: 'preorder',
        backorder: 'preorder',
      },
    },
    maybe('attributes.gtin', 'gtin'),
    maybe('attributes.mpn', 'mpn'),
    maybe('attributes.condition', 'condition'),
    maybe('attributes.color', 'color'),
    maybe('attributes.size', 'size'),
    maybe('attributes.item_group_id', 'item_group_id', { combine: '{item group id}' }),
    maybe('attributes.google_product_category', 'google_product_category', { combine: '{google product category}' }),
    maybe('attributes.link', 'link'),
    maybe('attributes.image', 'image_link', { combine: '{image link}' }),
  ],
};

const MAGENTO = {
  name: 'Magento product export',
  format: { type: 'csv' },
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'product_name', source: 'name' },
    { target: 'description', source: 'description', combine: '{short_description}' },
    maybe('brand', 'manufacturer'),
    { target: 'category', source: 'categories', extract: FIRST_OF_LIST },
    { target: 'price', source: 'price', type: 'decimal', extract: '^(\\d+(?:\\.\\d*[1-9])?)\\.?0*$', skip_blank: true },
    { target: 'availability', source: 'is_in_stock', map: { '1': 'in_stock', '0': 'out_of_stock' } },
    maybe('attributes.url_key', 'url_key'),
    maybe('attributes.weight', 'weight'),
    maybe('attributes.special_price', 'special_price'),
    maybe('attributes.image', 'base_image'),
  ],
};

const ABOUT: Readonly<Record<BuiltInName, { about: string; definition: object }>> = {
  'builtin:feed': {
    about: 'A product feed of this platform. Unknown columns become attributes; fields without a column do not change.',
    definition: FEED,
  },
  'builtin:shopify_products': {
    about:
      'The product export of Shopify. Each variant is a product; without a SKU, its SKU is built from handle and options. Variants have the title, text, vendor and type of the first row of their handle. Rows that only contain images are left out.',
    definition: SHOPIFY,
  },
  'builtin:woocommerce_products': {
    about:
      'The product export of WooCommerce. Simple products and variations; parents of variations have no price and are left out. Without a SKU, the ID of the product is used.',
    definition: WOOCOMMERCE,
  },
  'builtin:google_merchant': {
    about: 'A tab-separated feed for Google Merchant Center. Prices include the currency.',
    definition: GOOGLE_MERCHANT,
  },
  'builtin:magento_products': {
    about:
      'The product export of Magento and Adobe Commerce. Rows without a price, such as those of other store views, are left out.',
    definition: MAGENTO,
  },
};

let made: readonly BuiltInDescriptor[] | undefined;

/** The descriptors that every partner has. They change with the platform; the copies that partners use do not. */
export function builtInDescriptors(): readonly BuiltInDescriptor[] {
  made ??= BUILT_IN_NAMES.map((name) => {
    const { about, definition } = ABOUT[name];
    return { name, about, definition: dataDefinitionSchema.parse({ entity: 'product', ...definition }) };
  });
  return made;
}

/** The definition of the built-in descriptor of a name; undefined for an ID. */
export function builtInDefinition(name: string): DataDefinition | undefined {
  return builtInDescriptors().find((one) => one.name === name)?.definition as DataDefinition | undefined;
}
