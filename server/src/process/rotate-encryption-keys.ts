import { FieldCipher } from '../encryption/field-cipher.ts';
import { type ReEncryption, reEncrypt, type SealedTables, valuesUnderOtherKeys } from '../encryption/re-encrypt.ts';
import { encryptionKeysOf } from './open-resources.ts';
import { ALL_FEATURES } from './platform.ts';
import { type CommandParts, runCommand } from './run-command.ts';

/** The sealed columns of all features. */
const SEALED: SealedTables = Object.assign({}, ...ALL_FEATURES.map(({ sealed }) => sealed));
const BATCH_ROWS = 500;
const PROGRESS_MS = 1_000;

/** Re-encrypts customer data and secrets of webhooks with the first of ENCRYPTION_KEYS, while servers run. */
async function rotateEncryptionKeys({ config, pool, stop, say }: CommandParts): Promise<boolean> {
  const keys = await encryptionKeysOf(config);
  const cipher = new FieldCipher(keys);
  const { rows } = await pool.query(
    `select bool_and(to_regclass(name) is not null) as made from unnest($1::text[]) name`,
    [Object.keys(SEALED)],
  );
  if (!rows[0].made) throw new Error('The database does not have all tables yet: start the server with it first.');
  say(`Re-encrypting with key ${cipher.keyId}.`);
  const done = await reEncrypt(pool, cipher, SEALED, { batchRows: BATCH_ROWS, stop, progress: now(say) });
  say(`Values re-encrypted: ${done.reEncrypted}.`);
  tellUnreadable(done, say);
  if (done.stopped) {
    say('Stopped before the end. Run it again to go on from here.');
    return false;
  }
  const left = await valuesUnderOtherKeys(pool, cipher, SEALED);
  tellLeft(left, say);
  if (left.size > 0 && done.unreadable === 0)
    say('A process still writes with an old key: mend that, then run it again.');
  for (const { id } of keys.slice(1))
    if (!left.has(id)) say(`No value is left under key ${id}: it may be removed now.`);
  return left.size === 0;
}

function now(say: (line: string) => void): (reEncrypted: number) => void {
  let said = Date.now();
  return (reEncrypted) => {
    if (Date.now() - said < PROGRESS_MS) return;
    said = Date.now();
    say(`… ${reEncrypted} values`);
  };
}

function tellUnreadable({ unreadable, examples }: ReEncryption, say: (line: string) => void): void {
  if (unreadable === 0) return;
  say(`Values that could not be read, and stay as they are: ${unreadable}. The first of them:`);
  for (const example of examples) say(`  ${example}`);
}

function tellLeft(left: Map<string | null, number>, say: (line: string) => void): void {
  for (const [id, values] of left) {
    say(`Values left ${id === null ? 'that are not encrypted' : `under key ${id}`}: ${values}.`);
  }
}

await runCommand(rotateEncryptionKeys);
