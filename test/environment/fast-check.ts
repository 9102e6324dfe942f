/**
 * fast-check as the tests import it. Each run tries the same cases, so that a commit passes or fails for what it changed;
 * `PROPERTY_SEED=random` looks for cases that nobody has seen yet.
 */
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js') as typeof import('fast-check');

const seed = process.env.PROPERTY_SEED ?? '20261121';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

module.exports = fc;
