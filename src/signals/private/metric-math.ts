/**
 * The functions of CloudWatch metric math.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const FUNCTIONS = new Set([
  'ABS', 'ANOMALY_DETECTION_BAND', 'AVG', 'CEIL', 'DATAPOINT_COUNT', 'DATE', 'DAY', 'DIFF', 'DIFF_TIME', 'EPOCH', 'FILL', 'FIRST', 'FLOOR', 'HOUR', 'IF',
  'INSIGHT_RULE_METRIC', 'LAST', 'LOG', 'LOG10', 'MAX', 'METRICS', 'METRIC_COUNT', 'MIN', 'MINUTE', 'MONTH', 'PERIOD', 'RATE', 'REMOVE_EMPTY',
  'RUNNING_SUM', 'SEARCH', 'SERVICE_QUOTA', 'SLICE', 'SORT', 'STDDEV', 'SUM', 'TIME_SERIES', 'YEAR',
]);

const CONSTANT = /\{(\w+)\}/g;

/** An expression with 1 in place of each number that only a resource tells. */
export function withoutConstants(expression: string): string {
  return expression.replace(CONSTANT, '1');
}

/** An expression, or a statistic, with the numbers of a resource. */
export function withConstants(text: string, constants: { readonly [name: string]: number } = {}): string {
  return text.replace(CONSTANT, (named, name) => {
    if (!Number.isFinite(constants[name])) throw new Error(`The variant of a signal gives no number for ${named} in ${text}; it has ${JSON.stringify(constants)}. Add it to \`constants\`.`);
    return String(constants[name]);
  });
}

/** The names in an expression, whose strings do not count. */
export function namesIn(expression: string): { readonly ids: ReadonlySet<string>; readonly unknownFunctions: readonly string[] } {
  const code = expression.replace(/'[^']*'|"[^"]*"/g, '""');
  const called = [...code.matchAll(/\b([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name);
  return {
    ids: new Set(code.match(/\b[a-z]\w*\b(?!\s*\()/g)),
    unknownFunctions: called.filter(name => !FUNCTIONS.has(name) && !['AND', 'OR'].includes(name)),
  };
}
