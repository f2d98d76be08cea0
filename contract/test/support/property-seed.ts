import fc from 'fast-check';

// Whether the tests pass must not depend on which values they happen to draw. A failure found with `PROPERTY_SEED=random`
// prints its seed.
const given = process.env.PROPERTY_SEED ?? '1';
if (given !== 'random' && !/^-?\d{1,9}$/.test(given))
  throw new Error(`PROPERTY_SEED must be "random" or a whole number, not "${given}".`);
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
