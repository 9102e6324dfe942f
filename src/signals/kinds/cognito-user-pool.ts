import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { samples, sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

interface Client {
  readonly name: string;
  readonly clientId: string;
  readonly providers: string[];
}

const literals = (list: unknown): string[] =>
  Array.isArray(list) ? [...new Set(list)].filter(item => typeof item === 'string' && item !== '' && !Token.isUnresolved(item)) : [];

/** The clients of the pool, under names that tell them apart. */
function clientsOf(pool: ObservedResource): Client[] {
  const clients = pool.referencedBy('AWS::Cognito::UserPoolClient', 'UserPoolId');
  const names = clients.map(client => literals([client.property('ClientName')])[0] ?? client.path.split('/').pop()!);
  return clients.flatMap((client, index) => {
    const clientId = client.ref('userPoolClientId');
    const isUnique = names.filter(name => name === names[index]).length === 1;
    const name = isUnique ? names[index] : client.path;
    return clientId === undefined ? [] : [{ name, clientId, providers: literals(client.property('SupportedIdentityProviders')) }];
  });
}

const perClient = {
  appliesWhen: 'the pool has clients in the same stack',
  variants: (pool: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
    clientsOf(pool).map(({ name, clientId }) => ({ id: name, dimensions: { ...dimensions, UserPoolClient: clientId } })),
};

/** Who signs in with a provider of their own; `COGNITO` stands for the pool itself. */
const perProvider = {
  appliesWhen: 'clients sign users in with other identity providers',
  variants: (pool: ObservedResource, dimensions: Dimensions): SignalVariant[] => clientsOf(pool).flatMap(({ name, clientId, providers }) =>
    providers.filter(provider => provider !== 'COGNITO').map(provider =>
      ({ id: `${name} ${provider}`, dimensions: { ...dimensions, UserPoolClient: clientId, IdentityProvider: provider } }))),
};

/** Users that an administrator makes are counted under a client of this name. */
const byAdministrators = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] => [{ dimensions: { ...dimensions, UserPoolClient: 'Admin' } }];

const successes = (title: string, metricName: string): SignalDefinition =>
  ({ ...perClient, title, category: SignalCategory.TRAFFIC, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'successes' });

const throttles = (title: string, metricName: string, severity: Severity): SignalDefinition => ({
  ...perClient, title, category: SignalCategory.SATURATION, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles',
  alarm: {
    threshold: Threshold.absolute(0), severity, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
    cause: 'The requests of all user pools of the account come to the quota of this category of operations',
    firstStep: 'Look up the category under the quotas of Amazon Cognito, find the client that asks most, and ask for a higher quota',
  },
});

const risk = (title: string, metricName: string): SignalDefinition => ({
  title, category: SignalCategory.SECURITY, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'risk',
  appliesWhen: 'the pool has threat protection',
  variants: (pool, { UserPool }) => {
    const mode = pool.property('UserPoolAddOns.AdvancedSecurityMode');
    return mode === undefined || mode === 'OFF' ? [] : [{ dimensions: { UserPoolId: UserPool, Operation: 'SignIn' } }];
  },
});

export default defineSignals({
  kind: 'cognito-user-pool',
  title: 'Cognito user pool',
  resourceType: 'AWS::Cognito::UserPool',
  namespace: 'AWS/Cognito',
  naming: 'the id of the pool, as UserPool.fromUserPoolId and fromUserPoolArn give it',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html',
  cautions: [
    'Metrics are published per client of the pool, and nothing is published for the pool as a whole.',
    'A failed or throttled request counts as 0 in a Successes metric: its average is the share that succeeded, its sum the number.',
    'A wrong password is a failed sign-in: some are always there.',
  ],
  dimensions: pool => ({ UserPool: pool.ref('userPoolId') }),
  slis: [
    {
      type: SliType.AVAILABILITY, id: 'signIn', title: 'sign-ins that succeed', publishedWith: 'signInSuccessRate',
      bad: { inputs: { attempts: samples('SignInSuccesses'), succeeded: sum('SignInSuccesses') }, expression: 'attempts-succeeded' },
      total: { inputs: { attempts: samples('SignInSuccesses') } },
      caution: 'A wrong password counts as failed, as does each attempt of an attacker.',
    },
    {
      type: SliType.AVAILABILITY, id: 'tokenRefresh', title: 'refreshes of tokens that succeed', publishedWith: 'tokenRefreshSuccessRate',
      bad: { inputs: { attempts: samples('TokenRefreshSuccesses'), succeeded: sum('TokenRefreshSuccesses') }, expression: 'attempts-succeeded' },
      total: { inputs: { attempts: samples('TokenRefreshSuccesses') } },
      caution: 'A token that has expired or was revoked counts as failed.',
    },
    { type: SliType.THROUGHPUT, title: 'sign-ins that succeed', signalId: 'signIns' },
  ],
  signals: {
    signIns: successes('Users signed in', 'SignInSuccesses'),
    signUps: successes('Users signed up', 'SignUpSuccesses'),
    tokenRefreshes: successes('Tokens refreshed', 'TokenRefreshSuccesses'),
    adminSignUps: {
      title: 'Users made by administrators', category: SignalCategory.TRAFFIC, metricName: 'SignUpSuccesses', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'administrators',
      variants: byAdministrators,
    },
    federations: { ...successes('Users signed in by providers', 'FederationSuccesses'), ...perProvider },
    signInSuccessRate: {
      ...perClient, title: 'Share of sign-ins that succeed', category: SignalCategory.ERRORS, metricName: 'SignInSuccesses', statistic: 'Average', unit: SignalUnit.RATIO, chart: 'success-rate',
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.BELOW_BAND, severity: Severity.TICKET,
        periodSeconds: 300, evaluationPeriods: 3, missingData: MissingData.IGNORE, origin: ThresholdOrigin.LIBRARY,
        cause: 'A release of the client or a trigger of the pool breaks sign-ins, or somebody tries out passwords',
        firstStep: 'Compare with the latest release of the client, read the logs of the Lambda triggers, and look for one source of many failures',
      },
    },
    tokenRefreshSuccessRate: {
      ...perClient, title: 'Share of token refreshes that succeed', category: SignalCategory.ERRORS, metricName: 'TokenRefreshSuccesses', statistic: 'Average', unit: SignalUnit.RATIO, chart: 'success-rate',
    },
    signInThrottles: throttles('Sign-ins throttled', 'SignInThrottles', Severity.PAGE),
    signUpThrottles: throttles('Sign-ups throttled', 'SignUpThrottles', Severity.TICKET),
    tokenRefreshThrottles: throttles('Token refreshes throttled', 'TokenRefreshThrottles', Severity.TICKET),
    federationThrottles: { ...throttles('Sign-ins by providers throttled', 'FederationThrottles', Severity.PAGE), ...perProvider },
    riskySignIns: risk('Sign-ins with a risk', 'Risk'),
    safeSignIns: risk('Sign-ins without a risk', 'NoRisk'),
  },
});
