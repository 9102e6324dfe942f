import { ACTIONS, COMMON_PROPERTIES, DOCUMENT_PROPERTIES, NOT_ON_CANCEL, OPERATIONS, OUTPUT_TYPES, PARAMETER_PROPERTIES, PARAMETER_TYPES } from './actions';
import { APIS, apiOf, argumentsOf, faultsOfCall, typeAt } from './apis';
import { isDefinite } from './json-path';
import { isSystemVariable, referencesIn } from './references';
import { stepFlow } from './step-flow';

type Json = any;

/** What AWS would refuse of a document, or what could never work in it; tokens must be resolved. */
export function documentFaults(document: Json): string[] {
  const steps: Json[] = document.mainSteps;
  const bytes = Buffer.byteLength(JSON.stringify(document));
  return [
    ...Object.keys(document).filter(key => !DOCUMENT_PROPERTIES.includes(key)).map(key => `${key} is no part of a document`),
    ...document.schemaVersion === '0.3' ? [] : ['the schema version of Automation is 0.3'],
    ...bytes <= 65_536 ? [] : [`${bytes} bytes are too many`],
    ...Object.entries<Json>(document.parameters).flatMap(([name, parameter]) => parameterFaults(name, parameter)),
    ...steps.flatMap((step, index) => steps.findIndex(({ name }) => name === step.name) === index ? [] : [`two steps are called ${step.name}`]),
    ...steps.flatMap(step => stepFaults(step, document).map(fault => `${step.name}: ${fault}`)),
    ...flowFaults(document),
  ];
}

function parameterFaults(name: string, parameter: Json): string[] {
  const { type, default: value, allowedPattern, allowedValues } = parameter;
  return [
    ...Object.keys(parameter).filter(key => !PARAMETER_PROPERTIES.includes(key)).map(key => `the parameter ${name} has no ${key}`),
    ...PARAMETER_TYPES.includes(type) ? [] : [`the parameter ${name} has no type ${type}`],
    ...value !== undefined && allowedPattern && !new RegExp(allowedPattern).test(value) ? [`the default of ${name} does not match its pattern`] : [],
    ...value !== undefined && allowedValues && !allowedValues.includes(value) ? [`the default of ${name} is not allowed`] : [],
  ];
}

function stepFaults(step: Json, document: Json): string[] {
  const { name, action, inputs, onFailure = 'Abort', onCancel = 'Abort', timeoutSeconds, maxAttempts } = step;
  const schema = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!schema) return [`${action} is no known action`];
  const target = (go: string) => document.mainSteps.find((each: Json) => `step:${each.name}` === go);
  return [
    ...Object.keys(step).filter(key => !COMMON_PROPERTIES.includes(key)).map(key => `${key} is no property of a step`),
    ...(/^[a-zA-Z0-9_]{1,128}$/.test(name) ? [] : ['that is no name']),
    ...['Abort', 'Continue'].includes(onFailure) || target(onFailure) ? [] : [`onFailure cannot be ${onFailure}`],
    ...onCancel === 'Abort' || (target(onCancel) && !NOT_ON_CANCEL.includes(target(onCancel).action)) ? [] : [`onCancel cannot be ${onCancel}`],
    ...step.onCancel !== undefined && action === 'aws:updateVariable' ? ['aws:updateVariable knows no onCancel'] : [],
    ...[timeoutSeconds, maxAttempts].every(each => each === undefined || (Number.isInteger(each) && each > 0)) ? [] : ['a number is none'],
    ...inputFaults(inputs, schema.required, true),
    ...inputFaults(inputs, schema.optional ?? {}, false),
    ...schema.takesArguments
      ? [...faultsOfCall(apiOf(inputs), argumentsOf(inputs)), ...selectorFaults(step)]
      : unknownInputs(inputs, { ...schema.required, ...schema.optional }),
    ...step.outputs && !schema.declaresOutputs ? [`${action} has no outputs of one's own`] : [],
    ...limitFaults(step, document),
  ];
}

function inputFaults(inputs: Json, expected: Readonly<Record<string, string>>, required: boolean): string[] {
  return Object.entries(expected).flatMap(([key, type]) => {
    const value = inputs[key];
    if (value === undefined) return required ? [`${key} is missing`] : [];
    return isOf(value, type) ? [] : [`${key} is no ${type}`];
  });
}

function isOf(value: Json, type: string): boolean {
  switch (type) {
    case 'strings': return Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string');
    case 'choices': return Array.isArray(value) && value.length > 0;
    case 'map': return typeof value === 'object' && !Array.isArray(value);
    case 'any': return true;
    default: return typeof value === type;
  }
}

function unknownInputs(inputs: Json, known: object): string[] {
  return Object.keys(inputs).filter(key => !(key in known)).map(key => `there is no input ${key}`);
}

function selectorFaults({ inputs, outputs = [] }: Json): string[] {
  const api = apiOf(inputs);
  if (!Object.hasOwn(APIS, api)) return [];
  const property = inputs.PropertySelector === undefined ? [] : [[inputs.PropertySelector, ['string', 'number']] as const];
  const declared = outputs.map(({ Selector, Type }: Json) => [Selector, { String: ['string'], Integer: ['number'], StringList: ['string', 'list'], MapList: ['list'] }[Type as string] ?? []] as const);
  return [
    ...outputs.filter(({ Type }: Json) => !OUTPUT_TYPES.includes(Type)).map(({ Type }: Json) => `there is no type ${Type}`),
    ...outputs.filter(({ Selector, Type }: Json) => Type === 'StringList' && isDefinite(Selector) && typeAt(api, Selector) === 'string').map(({ Name }: Json) => `${Name} is one text, and no list`),
    ...[...property, ...declared].flatMap(([selector, types]) => {
      const type = typeAt(api, selector);
      return type !== undefined && types.includes(type) ? [] : [`${selector} of ${api} is ${type ?? 'nothing'}`];
    }),
  ];
}

function limitFaults({ action, inputs, timeoutSeconds = 0 }: Json, { variables = {} }: Json): string[] {
  switch (action) {
    case 'aws:approve': return [
      ...inputs.Approvers.length <= 10 ? [] : ['there are more than 10 approvers'],
      ...(inputs.MinRequiredApprovals ?? 1) <= inputs.Approvers.length ? [] : ['more have to approve than can'],
      ...timeoutSeconds <= 2_592_000 ? [] : ['approval is waited for longer than 30 days'],
      ...String(inputs.Message).length <= 4_096 ? [] : ['the message is too long'],
    ];
    case 'aws:branch': return inputs.Choices.flatMap(choiceFaults);
    case 'aws:sleep': return /^PT(\d+[HMS])+$/.test(inputs.Duration ?? '') || inputs.Timestamp ? [] : [`${inputs.Duration} is no duration`];
    case 'aws:updateVariable': return inputs.Name.startsWith('variable:') && inputs.Name.slice('variable:'.length) in variables ? [] : [`there is no ${inputs.Name}`];
    case 'aws:invokeLambdaFunction': return timeoutSeconds <= 300 ? [] : ['a function is waited for longer than 5 minutes'];
    default: return [];
  }
}

function choiceFaults({ NextStep: _, ...choice }: Json): string[] {
  if (choice.Not) return choiceFaults(choice.Not);
  if (choice.And ?? choice.Or) return (choice.And ?? choice.Or).flatMap(choiceFaults);
  const { Variable, ...rest } = choice;
  const operations = Object.keys(rest);
  return [
    ...operations.length === 1 && OPERATIONS.includes(operations[0]) ? [] : [`a choice has the operations ${operations.join(', ')}`],
    ...referencesIn(Variable).length === 1 ? [] : [`a choice is about ${Variable}`],
    ...referencesIn(rest).length === 0 ? [] : ['a choice compares with what is no constant'],
  ];
}

/** Every step is reached, every way ends, and what a step refers to is there on every way to it. */
function flowFaults(document: Json): string[] {
  const { mainSteps, parameters, variables = {}, outputs = [] } = document;
  const flow = stepFlow(mainSteps);
  const given = (name: string) => isSystemVariable(name) || name in parameters || (name.startsWith('variable:') && name.slice('variable:'.length) in variables);
  const isOutput = (reference: string) => {
    const [step, output] = reference.split('.');
    const found = mainSteps.find(({ name }: Json) => name === step);
    return found !== undefined && [...(found.outputs ?? []).map(({ Name }: Json) => Name), ...ACTIONS[found.action]?.gives ?? []].includes(output);
  };
  return [
    ...flow.unknownTargets.map(name => `there is no step ${name}`),
    ...mainSteps.filter(({ name }: Json) => !flow.before.has(name)).map(({ name }: Json) => `nothing leads to ${name}`),
    ...mainSteps.flatMap((step: Json) => referencesIn(step.inputs).filter(reference => !given(reference))
      .filter(reference => !isOutput(reference) || !flow.before.get(step.name)?.has(reference.split('.')[0]))
      .map(reference => `${step.name} refers to ${reference}, which is not there on every way to it`)),
    ...outputs.filter((output: string) => !isOutput(output)).map((output: string) => `the output ${output} is none`),
    ...referencesIn(document.assumeRole).filter(name => !given(name)).map(name => `assumeRole refers to ${name}`),
  ];
}
