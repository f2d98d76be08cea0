import type { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { Migration20261121160000_operations_batches } from '../../src/batches/migrations/Migration20261121160000_operations_batches.ts';
import {
  Migration20261128130100_catalogue_changes,
  Migration20261128130200_attribute_names,
  Migration20261130110100_price_changes,
} from '../../src/catalog/catalog.migrations.ts';
import { Migration20261129180000_field_changes } from '../../src/catalog/migrations/Migration20261129180000_field_changes.ts';
import { Migration20261129240000_product_search } from '../../src/catalog/migrations/Migration20261129240000_product_search.ts';
import { Migration20261121000000_initial } from '../../src/database/migrations/Migration20261121000000_initial.ts';
import {
  Migration20261128150000_job_subjects,
  Migration20261129130000_job_error_files,
} from '../../src/jobs-api/jobs-api.migrations.ts';

/** A database on the benchmark's server: all tables and indexes as in production, one partner, no products. */
export interface BenchDatabase {
  url: string;
  query(sql: string): Promise<pg.QueryResult>;
  /** Cleans up after the last run, so that it does not slow down the next: dead rows, dirty pages, statistics. */
  tidy(): Promise<void>;
  /** Closes the connection and drops the database. */
  drop(): Promise<void>;
}

/** @param url the application's URL of the server; the superuser, who has the same password, creates databases */
export async function createBenchDatabase(url: string, name: string): Promise<BenchDatabase> {
  const admin = await superuser(url, 'postgres');
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  const client = await superuser(url, name);
  for (const statement of await schema()) await client.query(statement);
  await client.query(`insert into partner (name, created_at, updated_at) values ('Bench', now(), now())`);
  return {
    url: addressOf(url, name),
    query: (sql) => client.query(sql),
    async tidy() {
      await client.query('vacuum analyze product');
      await client.query('checkpoint');
    },
    async drop() {
      await client.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.query('checkpoint');
      await admin.end();
    },
  };
}

/** The part of the ORM that migrations use: it collects their statements. */
async function schema(): Promise<string[]> {
  const statements: string[] = [];
  for (const { prototype } of [
    Migration20261121000000_initial,
    Migration20261121160000_operations_batches,
    Migration20261128130100_catalogue_changes,
    Migration20261128130200_attribute_names,
    Migration20261128150000_job_subjects,
    Migration20261129130000_job_error_files,
    Migration20261129180000_field_changes,
    Migration20261129240000_product_search,
    Migration20261130110100_price_changes,
  ]) {
    const migration = Object.create(prototype) as Migration;
    migration.addSql = (statement) => statements.push(String(statement));
    migration.execute = async (statement) => {
      statements.push(String(statement));
      return [];
    };
    await migration.up();
  }
  return statements;
}

async function superuser(url: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: addressOf(url, database) });
  await client.connect();
  return client;
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.username = 'postgres';
  address.pathname = `/${database}`;
  return address.href;
}
