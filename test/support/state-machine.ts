// The validator of definitions brings it along.
// eslint-disable-next-line import/no-extraneous-dependencies
import jsonata from 'jsonata';

type Json = any;

/** What a task does: gets its resource and arguments, and the time; throws to fail. */
export type Service = (resource: string, args: Json, now: Date) => Json;

/** What happened in an execution. */
export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** When it ended. */
  readonly end: Date;
  /** States that were entered. */
  readonly states: readonly string[];
}

const MOST_STATES = 25_000;
const COMPILED = new Map<string, jsonata.Expression>();

/**
 * Runs a state machine whose query language is JSONata, in no time: `Wait` moves a clock. It knows `Pass`, `Task` with `Retry` and `Catch`, `Choice`, `Wait`, `Map`, `Succeed` and `Fail`;
 * anything else is refused.
 *
 * @see https://states-language.net/
 */
export async function execute(definition: Json, input: Json, start: Date, service: Service): Promise<Execution> {
  if (definition.QueryLanguage !== 'JSONata') throw new Error('the machine is not in JSONata');
  const run = new Run(start, service);
  const status = await run.states(definition, input, {});
  return { status, end: new Date(run.now), states: run.entered };
}

class Run {
  public readonly entered: string[] = [];
  public now: number;

  constructor(start: Date, private readonly service: Service) {
    this.now = start.getTime();
  }

  public async states({ StartAt, States }: Json, input: Json, variables: Record<string, Json>): Promise<Execution['status']> {
    for (let name = StartAt; ;) {
      if (this.entered.push(name) > MOST_STATES) throw new Error('the execution does not end');
      const state = States[name];
      if (!state) throw new Error(`there is no state ${name}`);
      const context = { input, context: { State: { Name: name, EnteredTime: new Date(this.now).toISOString() } } };
      const evaluate = (value: Json, more: object = {}) => this.evaluate(value, { ...variables, states: { ...context, ...more } });
      const assign = async (from: Json, more: object = {}) => void Object.assign(variables, await evaluate(from?.Assign ?? {}, more));
      switch (state.Type) {
        case 'Succeed': return 'SUCCEEDED';
        case 'Fail': return 'FAILED';
        case 'Pass':
          await assign(state);
          name = state.Next;
          break;
        case 'Wait':
          if (state.Seconds === undefined) this.now = Math.max(this.now, Date.parse(await evaluate(state.Timestamp)));
          else this.now += await evaluate(state.Seconds) * 1000;
          name = state.Next;
          break;
        case 'Choice': {
          const chosen = await this.choose(state.Choices, evaluate);
          await assign(chosen);
          name = chosen?.Next ?? state.Default;
          break;
        }
        case 'Task':
        case 'Map': {
          const attempt = async () => {
            const result = state.Type === 'Task' ? await this.task(state, evaluate) : await this.map(state, await evaluate(state.Items), variables);
            await assign(state, { result });
          };
          const caught = await this.attempted(state, attempt);
          await assign(caught);
          if (state.End) return 'SUCCEEDED';
          name = caught?.Next ?? state.Next;
          break;
        }
        default: throw new Error(`states of type ${state.Type} are not known`);
      }
    }
  }

  private async choose(choices: Json[], evaluate: (value: Json) => Promise<Json>): Promise<Json> {
    for (const choice of choices) {
      const answer = await evaluate(choice.Condition);
      if (typeof answer !== 'boolean') throw new Error(`${choice.Condition} is ${JSON.stringify(answer)}, and has to be true or false`);
      if (answer) return choice;
    }
    return undefined;
  }

  private async task({ Resource, Arguments }: Json, evaluate: (value: Json) => Promise<Json>): Promise<Json> {
    return this.service(Resource, await evaluate(Arguments), new Date(this.now));
  }

  private async map({ ItemProcessor }: Json, items: Json, variables: Record<string, Json>): Promise<void> {
    if (!Array.isArray(items)) throw new Error('Items of a Map have to be a list');
    for (const item of items) await this.states(ItemProcessor, item, { ...variables });
  }

  /** What catches the error, after all retries. */
  private async attempted({ Retry = [], Catch = [] }: Json, attempt: () => Promise<void>): Promise<Json> {
    for (let failures = 0; ; failures++) {
      try {
        await attempt();
        return undefined;
      } catch (error) {
        const [retry] = Retry;
        if (retry && failures < retry.MaxAttempts) this.now += retry.IntervalSeconds * retry.BackoffRate ** failures * 1000;
        else if (Catch.length > 0) return Catch[0];
        else throw error;
      }
    }
  }

  /** `{% … %}` are evaluated wherever they stand; a result that is nothing is an error. */
  private async evaluate(value: Json, bindings: Record<string, Json>): Promise<Json> {
    if (Array.isArray(value)) return Promise.all(value.map(each => this.evaluate(each, bindings)));
    if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value).map(async ([key, each]) => [key, await this.evaluate(each, bindings)] as const);
      return Object.fromEntries(await Promise.all(entries));
    }
    const expression = typeof value === 'string' ? /^\{%([^]*)%\}$/.exec(value)?.[1] : undefined;
    if (expression === undefined) return value;
    const compiled = COMPILED.get(expression) ?? jsonata(expression);
    COMPILED.set(expression, compiled);
    const result = await compiled.evaluate({}, bindings);
    if (result === undefined) throw new Error(`States.QueryEvaluationError: ${expression.trim()} is nothing`);
    return JSON.parse(JSON.stringify(result));
  }
}
