/** Each filter in its simplest form; `$` is its value. */
const CONDITIONS: Readonly<Record<string, string>> = {
  category: 'category = $',
  brand: 'brand = $',
  sku: 'sku = $',
  availability: 'availability = $',
  price_min: 'price >= $',
  price_max: 'price <= $',
};

/** The statement for the first page of a list, with one order and one condition for each filter. */
export function plainRows(query: Record<string, string>, partner: number | null): { text: string; values: unknown[] } {
  const { q = '', sort_by = 'id', order = 'asc', ...filters } = query;
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const where = [
    ...(partner === null ? [] : [`partner_id = ${given(partner)}`]),
    ...(sort_by === 'id' ? [] : [`${sort_by} is not null`]),
    ...Object.entries(filters).map(([name, value]) => `${CONDITIONS[name]}`.replace('$', () => given(value))),
    ...q
      .split(' ')
      .filter(Boolean)
      .map((word) => `(product_name || ' ' || coalesce(brand, '') || ' ' || sku) ilike ${given(`%${word}%`)}`),
  ];
  const text = `select * from product where ${['true', ...where].join(' and ')}
    order by ${sort_by} ${order}, id ${order} limit 11`;
  return { text, values };
}
