import { isMath, type MathModel, type MetricModel, type SingleMetric } from '../../signals/private/metric-model';

const IDENTIFIER = /'[^']*'|"[^"]*"|\b[a-z][A-Za-z0-9_]*\b(?!\s*\()/g;

/** An expression with other ids for its inputs; what stands in quotes stays. */
export function renamed(expression: string, rename: (id: string) => string): string {
  return expression.replace(IDENTIFIER, found => /^['"]/.test(found) ? found : rename(found));
}

/** Several models as inputs of one expression: each part stands for its name, in braces, in the template. */
export function combined(template: string, parts: { readonly [name: string]: MetricModel }, period: number): MathModel {
  const inputs: Record<string, SingleMetric> = {};
  const texts: Record<string, string> = {};
  for (const [name, part] of Object.entries(parts)) {
    if (!isMath(part)) {
      inputs[name] = part;
      texts[name] = name;
      continue;
    }
    const taken = (id: string) => id in part.inputs ? `${name}_${id}` : id;
    for (const [id, input] of Object.entries(part.inputs)) inputs[taken(id)] = input;
    texts[name] = `(${renamed(part.expression, taken)})`;
  }
  return withPeriod({ expression: template.replace(/\{(\w+)\}/g, (_, name: string) => texts[name]), inputs, period }, period);
}

/** The same over other periods. */
export function withPeriod<Model extends MetricModel>(model: Model, period: number): Model {
  if (!isMath(model)) return { ...model, period };
  return { ...model, period, inputs: Object.fromEntries(Object.entries(model.inputs).map(([id, input]) => [id, { ...input, period }])) };
}

/** How many metrics it reads. */
export function metricCount(model: MetricModel): number {
  return isMath(model) ? Object.keys(model.inputs).length : 1;
}
