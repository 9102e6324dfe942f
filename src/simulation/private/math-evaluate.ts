import { type CallContext, chosen, filled, FUNCTIONS } from './math-functions';
import type { BinaryOperator, Expression } from './math-syntax';
import { combined, eachPoint, list, scalar, type Series, series, type Value } from './math-values';

/** What an expression can see. */
export interface MathContext extends CallContext {
  /** What the metric or the expression with an id comes to. */
  valueOf(id: string): Value | undefined;
}

const truth = (holds: boolean) => holds ? 1 : 0;

const OPERATORS: Readonly<Record<BinaryOperator, (left: number, right: number) => number>> = {
  'OR': (left, right) => truth(left !== 0 || right !== 0),
  'AND': (left, right) => truth(left !== 0 && right !== 0),
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

/**
 * What an expression comes to over some data points.
 *
 * In arithmetic and comparisons of two time series, a data point that only one of them has counts as 0 in the other; a division by zero drops the data point.
 *
 * @throws when an id or a function is unknown, or a function is given what it does not take; the message says which
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax
 */
export function evaluateExpression(expression: Expression, context: MathContext): Value {
  const evaluate = (inner: Expression): Value => evaluateExpression(inner, context);
  switch (expression.kind) {
    case 'number': return scalar(expression.value);
    case 'text': throw new Error(`the text "${expression.value}" stands where a number or a time series is expected`);
    case 'name': {
      const value = context.valueOf(expression.name);
      if (!value) throw new Error(`there is no metric and no expression with the id '${expression.name}'`);
      return value;
    }
    case 'list': return list(expression.items.flatMap(item => seriesOf(evaluate(item))));
    case 'unary': return eachPoint(evaluate(expression.operand), expression.operator === '-' ? point => -point : point => truth(point === 0));
    case 'binary': return combined(evaluate(expression.left), evaluate(expression.right), OPERATORS[expression.operator]);
    case 'call': return called(expression, context, evaluate);
  }
}

function seriesOf(value: Value): readonly Series[] {
  if (value.kind === 'scalar') throw new Error('a number stands in a list of time series');
  return value.kind === 'list' ? value.members : [value.points];
}

function called({ name, args }: Extract<Expression, { kind: 'call' }>, context: MathContext, evaluate: (inner: Expression) => Value): Value {
  const [first, second, third] = args;
  try {
    switch (name) {
      case 'IF':
        expectCount(args, 2, 3);
        return chosen(evaluate(first), evaluate(second), third && evaluate(third));
      case 'FILL':
        expectCount(args, 2, 2);
        return filled(evaluate(first), second, evaluate);
      case 'METRICS':
        expectCount(args, 0, 1);
        return list(context.metrics(first?.kind === 'text' ? first.value : undefined));
      case 'PERIOD': {
        expectCount(args, 1, 1);
        const period = first.kind === 'name' ? context.periodOf(first.name) : undefined;
        if (period === undefined) throw new Error('takes the id of a metric, and not of an expression');
        return scalar(period);
      }
    }
    if (!Object.hasOwn(FUNCTIONS, name)) throw new UnknownFunction(name);
    const [least, most, evaluateFunction] = FUNCTIONS[name];
    expectCount(args, least, most);
    return withLength(evaluateFunction(args.map(evaluate), context), context);
  } catch (error) {
    if (error instanceof UnknownFunction || error instanceof BadArgument) throw error;
    throw new BadArgument(`${name}: ${(error as Error).message}`);
  }
}

/** A function that the simulation does not have. */
export class UnknownFunction extends Error {
  constructor(public readonly functionName: string) {
    super(`the function ${functionName} is not simulated`);
  }
}

/** What already names the function that it went wrong in. */
class BadArgument extends Error {}

function expectCount(args: readonly Expression[], least: number, most: number): void {
  if (args.length >= least && args.length <= most) return;
  throw new Error(`takes ${least === most ? least : `${least} to ${most}`} arguments, and was given ${args.length}`);
}

/** The first or last of no time series has no data points. */
function withLength(value: Value, { ends }: CallContext): Value {
  return value.kind === 'series' && value.points.length !== ends.length ? series(ends.map(() => undefined)) : value;
}

/** The names of the functions that an expression calls. */
export function functionsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'list': return expression.items.flatMap(functionsIn);
    case 'unary': return functionsIn(expression.operand);
    case 'binary': return [...functionsIn(expression.left), ...functionsIn(expression.right)];
    case 'call': return [expression.name, ...expression.args.flatMap(functionsIn)];
    default: return [];
  }
}
