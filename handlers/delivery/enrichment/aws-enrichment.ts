import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type ArtifactRevision, CodePipelineClient, GetPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { GetOpsItemCommand, type OpsItem, SSMClient } from '@aws-sdk/client-ssm';
import { COMMIT_TIME_TAG, type IncidentSeverity, OPS_ITEM_DATA } from '../../../src/core/schemas/private/delivery';
import { timeOf } from '../../../src/core/schemas/private/fields';
import type { Enrichment, OpsItemOwner } from '../enrichment';
import type { Clock, Print } from '../ports';
import { Answers } from './answers';
import { Refusals } from './refusals';

/** Whom it asks. */
export interface EnrichmentClients {
  readonly codePipeline: CodePipelineClient;
  readonly cloudFormation: CloudFormationClient;
  readonly ssm: SSMClient;
}

/** What it needs besides. */
export interface EnrichmentWorld {
  readonly clock: Clock;
  readonly print: Print;
}

const KEEP_MS = 300_000;

/** Critical, high, medium, low. */
const SEVERITIES: Readonly<Record<string, IncidentSeverity>> = { 1: 'PAGE', 2: 'PAGE', 3: 'TICKET', 4: 'INFO' };

/**
 * Asks AWS what events do not say. What is gone is absent, as is what the role may not know, which is logged once. Everything else that goes wrong rejects, as throttling does after the SDK
 * has tried again.
 */
export function awsEnrichment({ clock, print }: EnrichmentWorld, clients: EnrichmentClients = awsClients()): Enrichment {
  const { codePipeline, cloudFormation, ssm } = clients;
  const refusals = new Refusals(print);
  // An execution has no revisions before its first stage is done.
  const commitTimes = new Answers<readonly string[]>(clock, times => (times.length > 0 ? KEEP_MS : 0));
  // Each update may change the tag.
  const stackTimes = new Answers<string | undefined>(clock, () => 0);
  // Whoever makes an OpsItem by hand may tell later whose it is.
  const owners = new Answers<OpsItemOwner | undefined>(clock, owner => (owner?.service === undefined ? 0 : KEEP_MS));
  return {
    commitTimesOf: async (pipelineName, pipelineExecutionId) => commitTimes.get(`${pipelineName}/${pipelineExecutionId}`, async () =>
      refusals.unlessRefused('codepipeline:GetPipelineExecution', isNamed('PipelineExecutionNotFoundException', 'PipelineNotFoundException'), [], async () => {
        const { pipelineExecution } = await codePipeline.send(new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId }));
        return (pipelineExecution?.artifactRevisions ?? []).flatMap(commitTimeOf);
      })),
    commitTimeOfStack: async stackId => stackTimes.get(stackId, async () =>
      refusals.unlessRefused('cloudformation:DescribeStacks', isMissingStack, undefined, async () => {
        const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackId }));
        return asIso(stack?.Tags?.find(({ Key }) => Key === COMMIT_TIME_TAG)?.Value);
      })),
    opsItem: async id => owners.get(id, async () =>
      refusals.unlessRefused('ssm:GetOpsItem', isNamed('OpsItemNotFoundException'), undefined, async () => {
        const { OpsItem: item } = await ssm.send(new GetOpsItemCommand({ OpsItemId: id }));
        return item && ownerOf(item);
      })),
  };
}

function awsClients(): EnrichmentClients {
  // Of the minute that the function has, other events of the batch need some as well.
  const config = { requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } };
  return { codePipeline: new CodePipelineClient(config), cloudFormation: new CloudFormationClient(config), ssm: new SSMClient(config) };
}

/**
 * `created` is the time of the commit of GitHub, GitLab, Bitbucket and CodeCommit, and that of the upload for S3; where it is absent, the identifier of the change may be a date.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ArtifactRevision.html
 */
function commitTimeOf({ created, revisionChangeIdentifier }: ArtifactRevision): string[] {
  const time = created === undefined || Number.isNaN(created.getTime()) ? asIso(revisionChangeIdentifier) : created.toISOString();
  return time === undefined ? [] : [time];
}

function ownerOf({ OperationalData = {}, Severity }: OpsItem): OpsItemOwner {
  const value = (key: string) => OperationalData[key]?.Value;
  const owner = { service: value(OPS_ITEM_DATA.service), environment: value(OPS_ITEM_DATA.environment), kind: value(OPS_ITEM_DATA.kind), severity: SEVERITIES[Severity ?? ''] };
  return Object.fromEntries(Object.entries(owner).filter(([, each]) => each !== undefined));
}

function asIso(text: string | undefined): string | undefined {
  const time = timeOf(text);
  return time === undefined ? undefined : new Date(time).toISOString();
}

function isNamed(...names: readonly string[]): (error: Error) => boolean {
  return ({ name }) => names.includes(name);
}

/** The one error of validation of DescribeStacks says that there is no such stack. */
function isMissingStack({ name, message }: Error): boolean {
  return name === 'ValidationError' && message.includes('does not exist');
}
