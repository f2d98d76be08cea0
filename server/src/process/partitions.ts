import type { Pool } from 'pg';
import { keepDayPartitions } from '../database/day-partitions.ts';
import { ALL_FEATURES } from './platform.ts';

/** Makes the day partitions of all features ahead, and drops those whose rows were kept for long enough. */
export async function keepAllDayPartitions(pool: Pool, now = new Date()): Promise<void> {
  for (const one of ALL_FEATURES.flatMap(({ partitions = [] }) => partitions)) await keepDayPartitions(pool, one, now);
}
