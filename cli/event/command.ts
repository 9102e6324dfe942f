import { Command, Option } from 'commander';
import { INCIDENT_SEVERITIES } from '../../src/core/schemas/private/delivery';
import { DEPLOYMENT_STATUSES, INCIDENT_STATUSES } from '../../src/core/schemas/private/delivery-events';
import type { Terminal } from '../terminal/terminal';
import { ciEnvironment } from './ci-environment';
import { commitTimesOf } from './commits';
import { type Afterwards, deliver, type DeliveryOptions } from './deliver';
import { entryOfDeployment, entryOfIncident } from './entry';

interface DeploymentOptions extends DeliveryOptions {
  readonly service?: string;
  readonly environment?: string;
  readonly id?: string;
  readonly status?: string;
  readonly at?: string;
  readonly commitTime?: readonly string[];
  readonly commits?: string;
  readonly revision?: string;
  readonly rollbackOf?: string;
  readonly rework?: boolean;
  readonly url?: string;
}

interface IncidentOptions extends DeliveryOptions {
  readonly service?: string;
  readonly environment?: string;
  readonly id?: string;
  readonly status?: string;
  readonly at?: string;
  readonly severity?: string;
  readonly impactBeganAt?: string;
  readonly url?: string;
}

const DEPLOYMENT_DESCRIPTION = 'Send an event of a deployment. Send one with the same id when it begins and one when it ends. '
  + 'In jobs of GitHub Actions, GitLab and CodeBuild, the id, the revision and the address are known, in those of GitLab the environment and the commit time as well.';

const EXIT_CODES = `
Exit codes:
  0  the event is sent, or printed
  1  EventBridge did not take it: the message says why
  2  an option is missing or not valid, or git does not know the commits
`;

export function eventCommand(terminal: Terminal, afterwards: Afterwards): Command {
  return new Command('event')
    .description('Tell DeliveryTelemetry of deployments and incidents that AWS knows nothing of: from any CI system, and from any incident tool.')
    .addCommand(deploymentCommand(terminal, afterwards))
    .addCommand(incidentCommand(terminal, afterwards));
}

function deploymentCommand(terminal: Terminal, afterwards: Afterwards): Command {
  return delivered(new Command('deployment'))
    .description(DEPLOYMENT_DESCRIPTION)
    .option('--service <name>', 'the service that is deployed, as ObservedService names it')
    .option('--environment <name>', 'the environment that it is deployed to')
    .option('--id <id>', 'the deployment, the same in all of its events')
    .addOption(new Option('--status <status>', 'what happened to it').choices(DEPLOYMENT_STATUSES))
    .option('--at <time>', 'when, by ISO 8601 (default: when EventBridge gets the event)')
    .addOption(new Option('--commit-time <time...>', 'when the commits were made that are deployed for the first time, by ISO 8601').conflicts('commits'))
    .option('--commits <range>', 'the commits that are deployed for the first time, as git of the current folder knows them, such as v1.2.0..HEAD')
    .option('--revision <id>', 'what is deployed, such as the id of a commit')
    .option('--rollback-of <id>', 'the deployment that this one takes back')
    .option('--rework', 'the deployment was not planned, and mends what users met')
    .option('--url <address>', 'the page of the deployment')
    .addHelpText('after', `${EXIT_CODES}
Examples:
  npx cdk-pillars event deployment --service shop --environment prod \\
    --status STARTED
  npx cdk-pillars event deployment --service shop --environment prod \\
    --status SUCCEEDED --commits "$DEPLOYED_BEFORE..HEAD"
  npx cdk-pillars event deployment --service shop --environment prod \\
    --id 7 --status FAILED --print
`)
    .action((options: DeploymentOptions) => {
      const ci = ciEnvironment(process.env);
      const { service, status, at, rollbackOf, rework, bus } = options;
      const entry = entryOfDeployment({
        service, environment: options.environment ?? ci.environment, id: options.id ?? ci.id, status, at,
        commitTimes: commitTimes(options, ci.commitTime, terminal),
        revision: options.revision ?? ci.revision, rollbackOf, rework, url: options.url ?? ci.url,
      }, bus);
      deliver(entry, options, terminal, afterwards);
    });
}

function incidentCommand(terminal: Terminal, afterwards: Afterwards): Command {
  return delivered(new Command('incident'))
    .description('Send an event of an incident. Send one with the same id when it is opened, when somebody takes it up, and when the service is restored.')
    .option('--service <name>', 'the service that is hit, as ObservedService names it')
    .option('--environment <name>', 'the environment that is hit')
    .option('--id <id>', 'the incident, the same in all of its events')
    .addOption(new Option('--status <status>', 'what happened').choices(INCIDENT_STATUSES))
    .option('--at <time>', 'when, by ISO 8601 (default: when EventBridge gets the event)')
    .addOption(new Option('--severity <severity>', 'how grave it is (default: PAGE)').choices(INCIDENT_SEVERITIES))
    .option('--impact-began-at <time>', 'since when users are hit, by ISO 8601, where that is known')
    .option('--url <address>', 'the page of the incident')
    .addHelpText('after', `${EXIT_CODES}
Examples:
  npx cdk-pillars event incident --service shop --environment prod \\
    --id INC-7 --status OPENED --severity PAGE
  npx cdk-pillars event incident --service shop --environment prod \\
    --id INC-7 --status RESTORED --at 2026-11-21T15:04:05Z
`)
    .action(({ service, environment, id, status, at, severity, impactBeganAt, url, ...options }: IncidentOptions) => {
      deliver(entryOfIncident({ service, environment, id, status, at, severity, impactBeganAt, url }, options.bus), options, terminal, afterwards);
    });
}

function delivered(command: Command): Command {
  return command
    .option('--bus <bus>', 'the name or the ARN of the event bus (default: the default bus)')
    .option('--region <region>', 'the Region of the bus (default: that of the environment)')
    .option('--print', 'send nothing, print the event as the entries of `aws events put-events --entries`');
}

/** A rollback deploys nothing for the first time, and has no commit of its own. */
function commitTimes(options: DeploymentOptions, known: string | undefined, terminal: Terminal): readonly string[] | undefined {
  const { commitTime, commits, rollbackOf } = options;
  if (commitTime) return commitTime;
  if (commits === undefined) return known === undefined || rollbackOf !== undefined ? undefined : [known];
  const times = commitTimesOf(commits);
  if (times.length > 0) return times;
  terminal.err(`There is no commit in '${commits}': the deployment has no lead time.\n`);
  return undefined;
}
