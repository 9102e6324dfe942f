import type { ApiResourceKind } from './api-permissions';

/** What a step of an Automation document takes out of a response. */
export interface StepOutput {
  readonly Name: string;
  /** JSONPath without filters, which Automation does not document. */
  readonly Selector: string;
  readonly Type: 'String' | 'StringList' | 'Integer' | 'MapList';
}

/** A step as a document has it. */
export interface Step {
  readonly name: string;
  readonly action: string;
  readonly description?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly StepOutput[];
  readonly timeoutSeconds?: number;
  readonly maxAttempts?: number;
  readonly isCritical?: boolean;
  readonly onFailure?: string;
  readonly onCancel?: string;
  readonly nextStep?: string;
  readonly isEnd?: boolean;
}

export interface DocumentParameter {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
}

/** A call of AWS, with the names that Boto3 has for it. */
export interface Call {
  readonly service: string;
  readonly api: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A way through the document from approval to result, where there are several. */
export interface ChangePath {
  /** The way is taken when this holds; the last way has no condition. */
  readonly when?: Readonly<Record<string, unknown>>;
  /** What the approver reads: what would be done, with what was read. */
  readonly plan: string;
  /** Reads that only this way needs, before it is planned. */
  readonly looks?: readonly Step[];
  /** What changes something, and what waits for it. */
  readonly steps: readonly Step[];
}

/** All that is special about one automation; the frame around it is the same for all. */
export interface Recipe {
  readonly title: string;
  /** Beside those of every document. */
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  /** Read before anything else, and again at the end: its outputs are what the execution records. */
  readonly state: Call & { readonly outputs: readonly StepOutput[] };
  /** Read besides, for the plan or for who reads the execution. */
  readonly looks?: readonly Step[];
  /** What has to hold before anybody is asked. */
  readonly guards: readonly Guard[];
  readonly paths: readonly ChangePath[];
  /** What the calls act on, by the kinds that IAM knows. */
  readonly resources: Readonly<Partial<Record<ApiResourceKind, readonly string[]>>>;
}

export function call({ service, api, inputs }: Call): Record<string, unknown> {
  return { Service: service, Api: api, ...inputs };
}

/** A step that only reads. */
export function look(name: string, what: Call, outputs: readonly StepOutput[]): Step {
  return { name, action: 'aws:executeAwsApi', inputs: call(what), outputs, timeoutSeconds: 120, maxAttempts: 3 };
}

/** A step that changes something; it is tried once, as a second try could do it twice. */
export function change(name: string, what: Call, outputs: readonly StepOutput[] = []): Step {
  return { name, action: 'aws:executeAwsApi', inputs: call(what), ...outputs.length > 0 ? { outputs } : {}, timeoutSeconds: 120 };
}

export function waitFor(name: string, what: Call, selector: string, values: readonly string[], timeoutSeconds: number): Step {
  return { name, action: 'aws:waitForAwsResourceProperty', inputs: { ...call(what), PropertySelector: selector, DesiredValues: values }, timeoutSeconds };
}

export function assertThat(name: string, what: Call, selector: string, values: readonly string[]): Step {
  return { name, action: 'aws:assertAwsResourceProperty', inputs: { ...call(what), PropertySelector: selector, DesiredValues: values }, timeoutSeconds: 120 };
}

/** A condition of `aws:branch`, without where it leads. */
type Choice = Readonly<Record<string, unknown>>;

/** A check before anybody is asked, and the step that fails when it does not hold. */
export interface Guard {
  readonly check: Step;
  readonly refusal?: Step;
}

/**
 * Fails with a message when a choice holds. Automation has no action that fails, so a property is asserted that no resource has: the message of the failure quotes
 * what was asked for.
 */
export function refuseWhen(name: string, choices: readonly Choice[], message: string, what: Call, selector: string): Guard {
  const refusal = `refuse${name}`;
  return {
    check: { name: `check${name}`, action: 'aws:branch', inputs: { Choices: choices.map(choice => ({ NextStep: refusal, ...choice })) } },
    refusal: { ...assertThat(refusal, what, selector, [`Refused: ${message}`]), description: message, isEnd: true },
  };
}

/** Refuses a number that is outside of what was allowed when the automation was made. */
export function refuseOutside(parameter: string, [lowest, highest]: readonly [number, number], what: Call, selector: string): Guard {
  const message = `${parameter} has to be ${lowest} to ${highest}`;
  const variable = { Variable: `{{ ${parameter} }}` };
  return refuseWhen(parameter, [{ ...variable, NumericGreater: highest }, { ...variable, NumericLesser: lowest }], message, what, selector);
}

export function text(Name: string, Selector: string): StepOutput {
  return { Name, Selector, Type: 'String' };
}

export function integer(Name: string, Selector: string): StepOutput {
  return { Name, Selector, Type: 'Integer' };
}

export function texts(Name: string, Selector: string): StepOutput {
  return { Name, Selector, Type: 'StringList' };
}

export function maps(Name: string, Selector: string): StepOutput {
  return { Name, Selector, Type: 'MapList' };
}

/** Lets a change begin, where the state that is waited for holds until it does. */
export function pause(name: string, Duration: string): Step {
  return { name, action: 'aws:sleep', inputs: { Duration } };
}

/** A whole number that somebody has to give. */
export function wholeNumber(description: string): DocumentParameter {
  return { type: 'Integer', description };
}
