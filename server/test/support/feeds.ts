/** A feed with a number of valid rows, the same ones each time. */
export function feedOf(rows: number, price = '10.00'): string {
  const lines = ['sku,product_name,description,brand,category,price,currency,availability'];
  for (let row = 1; row <= rows; row += 1) {
    lines.push(
      `SKU-${row},Product number ${row},Of ordinary length and little interest,Brand ${row % 50},Category ${row % 20},${price},USD,in_stock`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * A feed with a number of valid rows, each longer than 5,000 characters: a few thousand fill the buffers of any socket.
 */
export function wideFeedOf(rows: number): string {
  const description = 'x'.repeat(5_000);
  return feedOf(rows).replaceAll('Of ordinary length and little interest', description);
}
