/** SQL that tells whether the product whose ID is in `column` was ever ordered. Tenancy: of a product that the caller knows. */
export function orderedSql(column: string): string {
  return `exists (select from order_item where order_item.product_id = ${column})`;
}
