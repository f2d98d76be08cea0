/** SQL that tells whether the product whose ID is in `column` was ever on a price list. Tenancy: of a product that the caller knows. */
export function pricedSql(column: string): string {
  return `exists (select from price_list_version where price_list_version.product_id = ${column})`;
}
