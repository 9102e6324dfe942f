import { SHARED_VALIDATOR } from './shared';

module.exports = (globalThis as Record<string, unknown>)[SHARED_VALIDATOR];
