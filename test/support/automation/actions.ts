const GUIDE = 'https://docs.aws.amazon.com/systems-manager/latest/userguide';

type InputType = 'string' | 'number' | 'strings' | 'map' | 'choices' | 'any';

export interface ActionSchema {
  readonly source: string;
  readonly required: Readonly<Record<string, InputType>>;
  readonly optional?: Readonly<Record<string, InputType>>;
  /** Whether the inputs are also those of an API. */
  readonly takesArguments?: true;
  /** Whether the step says what it takes out of the response. */
  readonly declaresOutputs?: true;
  /** What every step of the action gives. */
  readonly gives?: readonly string[];
}

const CALL = { Service: 'string', Api: 'string' } as const;
const PROPERTY = { ...CALL, PropertySelector: 'string', DesiredValues: 'strings' } as const;

/** The actions that documents of ours use, as the Systems Manager User Guide describes them (asOf 2026-11-21). */
export const ACTIONS: Readonly<Record<string, ActionSchema>> = {
  'aws:executeAwsApi': { source: `${GUIDE}/automation-action-executeAwsApi.html`, required: CALL, takesArguments: true, declaresOutputs: true },
  'aws:assertAwsResourceProperty': { source: `${GUIDE}/automation-action-assertAwsResourceProperty.html`, required: PROPERTY, takesArguments: true },
  'aws:waitForAwsResourceProperty': { source: `${GUIDE}/automation-action-waitForAwsResourceProperty.html`, required: PROPERTY, takesArguments: true },
  'aws:approve': {
    source: `${GUIDE}/automation-action-approve.html`, required: { Approvers: 'strings' },
    optional: { NotificationArn: 'string', Message: 'string', MinRequiredApprovals: 'number' }, gives: ['ApprovalStatus', 'ApproverDecisions'],
  },
  'aws:branch': { source: `${GUIDE}/automation-action-branch.html`, required: { Choices: 'choices' }, optional: { Default: 'string' } },
  'aws:sleep': { source: `${GUIDE}/automation-action-sleep.html`, required: {}, optional: { Duration: 'string', Timestamp: 'string' } },
  'aws:updateVariable': { source: `${GUIDE}/automation-action-update-variable.html`, required: { Name: 'string', Value: 'any' } },
  'aws:invokeLambdaFunction': {
    source: `${GUIDE}/automation-action-lamb.html`, required: { FunctionName: 'string' },
    optional: { Qualifier: 'string', InvocationType: 'string', LogType: 'string', ClientContext: 'string', InputPayload: 'map', Payload: 'string' },
    gives: ['StatusCode', 'FunctionError', 'LogResult', 'Payload'],
  },
};

/** Source: `${GUIDE}/automation-actions.html`, properties shared by all actions. */
export const COMMON_PROPERTIES = [
  'name', 'action', 'description', 'inputs', 'outputs', 'maxAttempts', 'timeoutSeconds', 'onFailure', 'onCancel', 'isEnd', 'nextStep', 'isCritical',
];

/** Source: `${GUIDE}/automation-branchdocs.html`. */
export const OPERATIONS = [
  'StringEquals', 'EqualsIgnoreCase', 'StartsWith', 'EndsWith', 'Contains', 'NumericEquals', 'NumericGreater', 'NumericLesser', 'NumericGreaterOrEquals', 'NumericLesserOrEquals', 'BooleanEquals',
];

/** Where a cancelled step must not go. Source: `${GUIDE}/automation-actions.html`, onCancel. */
export const NOT_ON_CANCEL = ['aws:approve', 'aws:copyImage', 'aws:createImage', 'aws:createStack', 'aws:createTags', 'aws:pause', 'aws:runInstances', 'aws:sleep'];

export const OUTPUT_TYPES = ['String', 'StringList', 'Integer', 'Boolean', 'StringMap', 'MapList'];

/** Source: `${GUIDE}/documents-syntax-data-elements-parameters.html`. */
export const PARAMETER_TYPES = ['String', 'StringList', 'Integer', 'Boolean', 'StringMap', 'MapList', 'AWS::IAM::Role::Arn'];
export const PARAMETER_PROPERTIES = ['type', 'description', 'default', 'allowedValues', 'allowedPattern', 'displayType', 'minItems', 'maxItems', 'minChars', 'maxChars'];

export const DOCUMENT_PROPERTIES = ['schemaVersion', 'description', 'assumeRole', 'parameters', 'variables', 'mainSteps', 'outputs', 'files'];
