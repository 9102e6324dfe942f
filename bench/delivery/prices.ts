/** USD for us-east-1. Sources: infracost's price tests of July and November 2024; AWS's price of EventBridge as cloudburn gives it on 13 March 2026. */
export const UNIT_PRICES = {
  asOf: '2026-03-13',
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  lambdaRequest: 0.2e-6,
  lambdaArmGbSecond: 13.3334e-6,
  queueRequest: 0.4e-6,
  /** Those of AWS services are free. */
  customEvent: 1e-6,
} as const;

/** Of the functions. */
export const MEMORY_GB = 0.25;
