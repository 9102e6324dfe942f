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
    warmUpMinutes: { minimum: 1, maximum: 2_880 }, // W
  },
  composite: { ruleLength: 10_240, children: 100, elements: 500, parents: 150 }, // B, T
  muteRule: { alarms: 100, expressionLength: 256, minimumSeconds: 60, maximumSeconds: 1_296_000 }, // W
  anomalyDetector: { exclusions: 10 }, // B
  promqlAlarm: { queryLength: 10_000, minimumInterval: 10, maximumInterval: 3_600, maximumPeriod: 86_400 }, // W
  logAlarm: { queryLength: 10_000, aggregationLength: 256, logGroups: 50, offsetSeconds: 2_592_000, logLines: 50 }, // W
  document: { nameLength: 128, contentBytes: 65_536 }, // B
  automation: { approvers: 10, approvalSeconds: [60, 2_592_000] }, // W
  dashboard: { widgets: 500, metrics: 2_500, metricsPerWidget: 500, nameLength: 255, widgetTypes: ['alarm', 'chart', 'custom', 'explorer', 'log', 'metric', 'text'] }, // G, W, B
  expression: { length: 2_048, idPattern: /^[a-z][A-Za-z0-9_]*$/ }, // B
  eventPattern: { length: 4_096 }, // B
  /** The oldest time that a point of a metric may have. */
  metricPoint: { oldestSeconds: 1_209_600 }, // W
  metricNamespace: { length: 255 }, // B
  lambda: { layers: 5 }, // W
  rum: {
    nameLength: 255, // B
    domains: 5, // B
    pages: 50, // B
    pageLength: 1_260, // B
    aliasLength: 255, // B
    sourceMapsUriLength: 1_024, // B
    metricDefinitions: 2_000, // B
    eventPatternLength: 4_000, // B
    releaseIdLength: 200, // W
  },
  invocationsPerSecond: 300, // B
  /** Standard ones. */
  /** Of the tiers Advanced and Intelligent-Tiering, the longer one. */
  parameter: { valueBytes: 4_096, advancedBytes: 8_192, nameLength: 1_011, levels: 15 }, // B, W
  pagerDuty: { dedupKeyLength: 255 }, // R
  opsgenie: { messageLength: 130 }, // R
  slack: { headerLength: 150 }, // R
  codeDeploy: {
    alarms: 10, // B
    percentage: { minimum: 1, maximum: 99 }, // B
    /** Between the first and the last shift of traffic of a function. */
    shiftMinutes: 2_880, // W
  },
  ecsDeployment: {
    alarms: 10, // as CodeDeploy: ECS documents no limit
    canaryPercentage: { minimum: 0.1, maximum: 99.9 }, // W
    linearPercentage: { minimum: 3, maximum: 99.9 }, // W
    bakeMinutes: { minimum: 0, maximum: 1_440 }, // W
  },
  codePipeline: { rulesPerCondition: 5, ruleNameLength: 100 }, // W
  appConfig: {
    nameLength: 64, // B
    monitors: 5, // B
    minutes: { minimum: 0, maximum: 1_440 }, // B
    contentBytes: 2_097_152, // W
  },
  changeCalendar: { contentBytes: 65_536, namePattern: /^[A-Za-z0-9_.-]{3,128}$/ }, // B
  functionEnvironmentBytes: 4_096, // W
  stack: { resources: 500, templateBytes: 1_000_000, outputs: 200, parameters: 200 }, // W
  slo: {
    namePattern: /^[0-9A-Za-z][-._0-9A-Za-z ]{0,126}[0-9A-Za-z]$/, // B
    burnRates: 10, // B
    lookBackMinutes: 10_080, // B
    periodSeconds: { minimum: 60, maximum: 900 }, // B
    compositeOperations: { minimum: 2, maximum: 20 }, // B
    exclusionWindows: 10, // B
    keyAttributes: 4, // B
    metrics: 10, // B: of ten metrics and ten expressions in each count
    /** A year; the service documents no longest window. */
    windowDays: 366,
  },
  logGroup: { retentionInDays: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] }, // B
  networkFlowMonitor: { nameLength: 200 }, // B
  internetMonitor: { nameLength: 255, trafficPercentage: [1, 100], cityNetworks: [1, 500_000] }, // B
  layerVersion: { arnPattern: /^arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/ }, // B
  queryDefinition: { nameLength: 255, logGroups: 50 }, // B, W
  insightRule: { nameLength: 128 }, // B
  tag: { valueLength: 256 }, // W
  xray: {
    nameLength: 32, // B
    priority: 9_999, // B
    attributes: 5, // B
    attributeLength: 32, // B
    /** Longest values of what a sampling rule matches. */
    matchLength: { host: 64, serviceName: 64, serviceType: 64, httpMethod: 10, urlPath: 128, resourceArn: 500 }, // B
    /** Resource policies of an account in a Region. */
    resourcePolicies: 5, // W
    resourcePolicyBytes: 5_120, // W
  },
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
