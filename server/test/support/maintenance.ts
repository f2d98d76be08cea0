import { type Database, openDatabase } from '../../src/database/orm.ts';
import { Feed } from '../../src/feeds/feed.entity.ts';
import { cleanUp } from '../../src/process/clean-up.ts';
import { ObjectStore } from '../../src/storage/object-store.ts';
import { atEnd } from './at-end.ts';
import type { TestServer } from './server.ts';

/** The database and the file storage of a server under test, as its maintenance uses them. */
export interface MaintenanceParts {
  database: Database;
  store: ObjectStore;
  /** Cleans up as if so many hours had passed. */
  clear(hours: number): Promise<void>;
}

export async function maintenanceOf({ environment }: TestServer): Promise<MaintenanceParts> {
  const database = await openDatabase(environment.DATABASE_URL ?? '', 2, [Feed]);
  const store = new ObjectStore({
    endpoint: environment.S3_ENDPOINT ?? '',
    region: 'us-east-1',
    bucket: environment.S3_BUCKET ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  atEnd(async () => {
    await database.close();
    store.close();
  });
  const never = new AbortController().signal;
  const clear = (hours: number) => cleanUp(database, store, never, new Date(Date.now() + hours * 3_600_000));
  return { database, store, clear };
}
