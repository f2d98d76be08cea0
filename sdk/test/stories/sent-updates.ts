import type { RawAnswer, StoryApi } from './story-api.ts';

/** A time on the day of the updates, by its minute. */
export const minute = (number: number) => new Date(Date.UTC(2026, 3, 8, 12, number)).toISOString();

/** Waits until an update is no longer queued, and looks at it. */
export async function finished(api: StoryApi, key: string, id: string): Promise<RawAnswer> {
  const path = `/order-updates/${id}`;
  const end = Date.now() + 30_000;
  while ((await api.get(path, { key, unrecorded: true })).body.status === 'queued') {
    if (Date.now() > end) throw new Error(`${id} is still queued`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return api.get(path, { key });
}

/** Waits until a feed has so many updates, and none of them is queued. @returns them, the newest first */
export async function settled(api: StoryApi, key: string, feed: string, count: number): Promise<RawAnswer['body'][]> {
  const path = `/order-updates?order_update_feed_id=${feed}&limit=100`;
  const end = Date.now() + 30_000;
  for (;;) {
    const { items } = (await api.get(path, { key, unrecorded: true })).body;
    const isDone = items.length === count && items.every(({ status }: { status: string }) => status !== 'queued');
    if (isDone) return (await api.get(path, { key })).body.items;
    if (Date.now() > end) throw new Error(`${feed} has ${items.length} updates`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
