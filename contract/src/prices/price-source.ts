import { z } from 'zod';

/** The sources of a price in force, by precedence: the channel's list, the base list, the feed. */
export const PRICE_SOURCES = ['channel_list', 'base_list', 'feed'] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];
export const priceSourceSchema = z.enum(PRICE_SOURCES);
