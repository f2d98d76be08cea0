import { createServer } from 'node:http';
import pg from 'pg';

// The minimum server for a page of products: node:http, pg, the same SQL, the same JSON. It has no keys, partners,
// limits, validation or cursors: the query contains the position to continue from.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

const COLUMNS: Record<string, { name: string; nullable: boolean }> = {
  product_id: { name: 'id', nullable: false },
  created_at: { name: 'created_at', nullable: false },
  updated_at: { name: 'updated_at', nullable: false },
  price: { name: 'price', nullable: true },
  product_name: { name: 'product_name', nullable: false },
  brand: { name: 'brand', nullable: true },
  category: { name: 'category', nullable: true },
};

createServer(async (req, res) => {
  const query = new URL(req.url ?? '', 'http://bare').searchParams;
  const column = COLUMNS[query.get('sort_by') ?? 'product_id'] ?? { name: 'id', nullable: false };
  const order = query.get('order') === 'desc' ? 'desc' : 'asc';
  const sign = order === 'asc' ? '>' : '<';
  const after = query.has('id');
  const values: unknown[] = [51];
  const where: string[] = [];
  if (column.nullable) where.push(`p.${column.name} is not null`);
  if (after && column.name === 'id') values.push(query.get('id'));
  if (after && column.name !== 'id') values.push(query.get('value'), query.get('id'));
  if (after) where.push(column.name === 'id' ? `p.id ${sign} $2` : `(p.${column.name}, p.id) ${sign} ($2, $3)`);
  const sorted = column.name === 'id' ? `p.id ${order}` : `p.${column.name} ${order}, p.id ${order}`;
  const { rows } = await pool.query(
    `select p.*, partner.name as partner_name from product p join partner on partner.id = p.partner_id
     ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by ${sorted} limit $1`,
    values,
  );
  const items = rows.slice(0, 50).map(present);
  const body = JSON.stringify({ count: items.length, items, next_cursor: `PR${rows[49]?.id}` });
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

function present(row: Record<string, never>) {
  const { id, feed_id, partner_id, price, created_at, updated_at, ...same } = row as Record<string, string>;
  return {
    ...same,
    product_id: `PR${String(id).padStart(5, '0')}`,
    feed_id: `FD${String(feed_id).padStart(5, '0')}`,
    partner_id: `PT${String(partner_id).padStart(5, '0')}`,
    price: price === null ? null : Number(price),
    created_at: new Date(created_at ?? 0).toISOString(),
    updated_at: new Date(updated_at ?? 0).toISOString(),
  };
}
