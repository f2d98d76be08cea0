import fc from 'fast-check';

// A fixed seed, so that whether the tests pass does not depend on the generated values. A failure with
// `PROPERTY_SEED=random` prints its seed.
const given = process.env.PROPERTY_SEED ?? '1';
if (given !== 'random' && !/^-?\d{1,9}$/.test(given))
  throw new Error(`PROPERTY_SEED must be "random" or a whole number, not "${given}".`);
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
