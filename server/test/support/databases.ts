import pg from 'pg';

/** The template database, which has all tables and no rows. */
export const TEMPLATE = 'template_commerce';

/** The URL of another database on the same server. */
export function urlOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** The superuser's URL: only it may create databases. */
export function adminUrl(url: string): string {
  const address = new URL(urlOf(url, 'postgres'));
  address.username = 'postgres';
  return address.href;
}

export async function createDatabase(admin: string, name: string, template?: string): Promise<void> {
  await withAdmin(admin, async (client) => {
    await client.query(`create database ${name} owner commerce${template ? ` template ${template}` : ''}`);
  });
}

export async function dropDatabase(admin: string, name: string): Promise<void> {
  await withAdmin(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
}

export async function withAdmin<T>(admin: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
