/**
 * Quotas that no template validator checks.
 *
 * Sources: B = botocore 1.43 service model, G = CloudWatch User Guide, T = AWS toolkit docs (August 2026), W = current AWS documentation.
 */
export const LIMITS = {
  alarm: {
    nameLength: 255, // B
    descriptionLength: 1024, // B
    actionsPerState: 5, // B
    dimensions: 30, // B
    metrics: 10, // B
    /** Longest evaluation window of an alarm with a period under an hour. */
    windowSeconds: 86_400, // T
    /** Longest evaluation window of an alarm with a period of an hour or more. */
    longWindowSeconds: 604_800, // T
    highResolutionPeriods: [10, 20, 30], // B
  },
  composite: { ruleLength: 10_240, children: 100 }, // B, T
  document: { nameLength: 128, contentBytes: 65_536 }, // B
  dashboard: { widgets: 500, metrics: 2_500, metricsPerWidget: 500, nameLength: 255 }, // G, W, B
  expression: { length: 2_048, idPattern: /^[a-z][A-Za-z0-9_]*$/ }, // B
  eventPattern: { length: 4_096 }, // B
  stack: { resources: 500, templateBytes: 1_000_000, outputs: 200, parameters: 200 }, // W
  tag: { valueLength: 256 }, // W
  canary: {
    nameLength: 255, // B
    /** Names up to here leave room for the name of the function, `cwsyn-<name>-<id>`, in the 64 characters that Lambda takes. */
    functionNameRoom: 21, // W
    timeoutSeconds: [3, 840], // B
    memoryMegabytes: [960, 3_008], // B
    memoryStepMegabytes: 64, // B
    storageMegabytes: [1_024, 10_240], // B
    retries: 2, // B
    retentionDays: [1, 455], // B
    replicas: 50, // B
    groupCanaries: 10, // W
    groupNameLength: 64, // B
    environmentBytes: 4_096, // W
    stepNameLength: 255, // W, a dimension of a metric
  },
  multiChecks: { steps: 10, variables: 10, stepNameLength: 64, timeoutMilliseconds: [5_000, 300_000] }, // W
} as const;
