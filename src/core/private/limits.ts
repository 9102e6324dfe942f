/**
 * Quotas that no template validator checks.
 *
 * Sources: B = botocore 1.43 service model, G = CloudWatch User Guide, T = AWS toolkit docs (August 2026), W = current AWS documentation,
 * R = documentation of the receiver of alarms (November 2026).
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
  invocationsPerSecond: 300, // B
  pagerDuty: { dedupKeyLength: 255 }, // R
  opsgenie: { messageLength: 130 }, // R
  slack: { headerLength: 150 }, // R
  stack: { resources: 500, templateBytes: 1_000_000, outputs: 200, parameters: 200 }, // W
  tag: { valueLength: 256 }, // W
} as const;
