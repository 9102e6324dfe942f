import { apiOf, argumentsOf, faultsOfCall } from './apis';
import { select } from './json-path';
import { isSystemVariable, resolveReferences } from './references';

type Json = any;

/** AWS as a document meets it: answers to calls by `<service>.<API>`; an answer that throws is an error of AWS. */
export type Answers = Readonly<Record<string, (args: Json) => Json>>;

export interface RunOptions {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly answers: Answers;
  readonly approval?: 'Approved' | 'Rejected' | 'TimedOut';
}

export interface RanStep {
  readonly name: string;
  readonly action: string;
  readonly status: 'Success' | 'Failed' | 'TimedOut';
  readonly inputs?: Json;
  readonly message?: string;
}

export interface Run {
  readonly status: 'Success' | 'Failed' | 'TimedOut' | 'Rejected';
  readonly steps: readonly RanStep[];
  readonly calls: readonly { readonly api: string; readonly args: Json }[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

class Refused extends Error {}
class TimedOut extends Error {}

/** As often as a property is looked at while it is waited for. */
const POLL_SECONDS = 15;
const MOST_STEPS = 200;

/**
 * Runs an Automation document in no time, for the actions that documents of ours use; any other is an error.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
export function runDocument(document: Json, options: RunOptions): Run {
  return new Execution(document, options).run();
}

class Execution {
  private readonly steps: RanStep[] = [];
  private readonly calls: { api: string; args: Json }[] = [];
  private readonly values = new Map<string, unknown>();

  constructor(private readonly document: Json, private readonly options: RunOptions) {
    const given = { ...options.parameters };
    for (const [name, parameter] of Object.entries<Json>(document.parameters)) {
      this.values.set(name, accepted(name, parameter, given[name]));
      delete given[name];
    }
    const [unknown] = Object.keys(given);
    if (unknown !== undefined) throw new Error(`the document has no parameter ${unknown}`);
    for (const [name, { default: value }] of Object.entries<Json>(document.variables ?? {})) this.values.set(`variable:${name}`, value);
  }

  public run(): Run {
    const { mainSteps } = this.document;
    let status: Run['status'] = 'Success';
    let step = mainSteps[0];
    while (step) {
      if (this.steps.length >= MOST_STEPS) throw new Error('the execution does not end');
      const { jump, error } = this.attempt(step);
      const follows = mainSteps[mainSteps.indexOf(step) + 1];
      const named = (name: string) => mainSteps.find((each: Json) => each.name === name);
      if (error) {
        const onFailure = step.onFailure ?? 'Abort';
        if (step.isCritical ?? onFailure !== 'Continue') status = error instanceof Refused ? 'Rejected' : error instanceof TimedOut ? 'TimedOut' : 'Failed';
        if (step.isEnd || onFailure === 'Abort') break;
        step = onFailure === 'Continue' ? follows : named(onFailure.replace('step:', ''));
      } else if (jump !== undefined) {
        step = named(jump);
      } else {
        step = step.isEnd ? undefined : step.nextStep ? named(step.nextStep) : follows;
      }
    }
    const outputs = Object.fromEntries((this.document.outputs ?? []).map((name: string) => [name, this.values.get(name)]));
    return { status, steps: this.steps, calls: this.calls, outputs };
  }

  private attempt(step: Json): { jump?: string; error?: Error } {
    const { name, action, maxAttempts = 1 } = step;
    let error: Error | undefined;
    let inputs: Json;
    for (let attempts = 0; attempts < maxAttempts; attempts++) {
      try {
        inputs = resolveReferences(step.inputs, reference => this.lookUp(reference));
        const jump = this.perform(step, inputs);
        this.steps.push({ name, action, status: 'Success', inputs });
        return { jump };
      } catch (thrown) {
        if (thrown instanceof HarnessError) throw thrown;
        error = thrown as Error;
      }
    }
    this.steps.push({ name, action, status: error instanceof TimedOut ? 'TimedOut' : 'Failed', inputs, message: error!.message });
    return { error };
  }

  private perform(step: Json, inputs: Json): string | undefined {
    switch (step.action) {
      case 'aws:executeAwsApi': {
        const response = this.call(inputs);
        for (const { Name, Selector } of step.outputs ?? []) this.values.set(`${step.name}.${Name}`, select(response, Selector));
        return undefined;
      }
      case 'aws:assertAwsResourceProperty': {
        const found = String(select(this.call(inputs), inputs.PropertySelector));
        if (inputs.DesiredValues.map(String).includes(found)) return undefined;
        throw new Error(`${inputs.PropertySelector} is ${found}, and not one of: ${inputs.DesiredValues.join(', ')}`);
      }
      case 'aws:waitForAwsResourceProperty': {
        for (let waited = 0; waited <= (step.timeoutSeconds ?? 3600); waited += POLL_SECONDS) {
          if (inputs.DesiredValues.map(String).includes(String(select(this.call(inputs), inputs.PropertySelector)))) return undefined;
        }
        throw new TimedOut(`${inputs.PropertySelector} was never ${inputs.DesiredValues.join(' or ')}`);
      }
      case 'aws:approve': {
        const { approval = 'Approved' } = this.options;
        if (approval === 'Rejected') throw new Refused('the approver said no');
        if (approval === 'TimedOut') throw new TimedOut('nobody approved');
        return undefined;
      }
      case 'aws:branch': return inputs.Choices.find((choice: Json) => holds(choice))?.NextStep ?? inputs.Default;
      case 'aws:updateVariable': {
        if (String(inputs.Value).length > 512) throw new Error(`the variable would have ${inputs.Value.length} characters`);
        this.values.set(inputs.Name, inputs.Value);
        return undefined;
      }
      case 'aws:invokeLambdaFunction': {
        this.answer('lambda.Invoke', inputs);
        return undefined;
      }
      case 'aws:sleep': return undefined;
      default: throw new HarnessError(`${step.action} is not known here`);
    }
  }

  private call(inputs: Json): Json {
    const api = apiOf(inputs);
    const args = argumentsOf(inputs);
    const faults = faultsOfCall(api, args);
    if (faults.length > 0) throw new HarnessError(faults.join('\n'));
    return this.answer(api, args);
  }

  private answer(api: string, args: Json): Json {
    this.calls.push({ api, args });
    const answer = this.options.answers[api];
    if (!answer) throw new HarnessError(`nobody answers ${api}`);
    return answer(args);
  }

  /** What a step asks for and no step has found fails it. */
  private lookUp(name: string): unknown {
    if (isSystemVariable(name)) return `(${name})`;
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  }
}

/** Something that a test or a document got wrong, and that no execution may hide. */
class HarnessError extends Error {}

function accepted(name: string, { type, default: byDefault, allowedValues, allowedPattern }: Json, given: unknown): unknown {
  const value = given ?? byDefault;
  if (value === undefined) throw new Error(`the parameter ${name} is required`);
  if (type === 'Integer' && !Number.isInteger(value)) throw new Error(`the parameter ${name} is ${JSON.stringify(value)}, and has to be a whole number`);
  if (allowedValues && !allowedValues.includes(value)) throw new Error(`the parameter ${name} is none of ${allowedValues.join(', ')}`);
  if (allowedPattern && !new RegExp(allowedPattern).test(String(value))) throw new Error(`the parameter ${name} does not match ${allowedPattern}`);
  return value;
}

const OPERATIONS: Readonly<Record<string, (variable: Json, constant: Json) => boolean>> = {
  StringEquals: (variable, constant) => variable === constant,
  NumericEquals: (variable, constant) => variable === constant,
  NumericGreater: (variable, constant) => variable > constant,
  NumericLesser: (variable, constant) => variable < constant,
};

function holds({ Not, ...choice }: Json): boolean {
  if (Not) return !holds(Not);
  const { Variable, NextStep: _, ...rest } = choice;
  const [[operation, constant]] = Object.entries(rest);
  if (!OPERATIONS[operation]) throw new HarnessError(`${operation} is not known here`);
  const isNumeric = operation.startsWith('Numeric');
  if (typeof Variable !== (isNumeric ? 'number' : 'string')) throw new HarnessError(`${operation} of ${JSON.stringify(Variable)}`);
  return OPERATIONS[operation](Variable, constant);
}
