import { CfnParameter, Stack, aws_iam as iam, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import { GuestAccess, ObservedService, RealUserMonitor, RumMetric, RumTelemetry, type RealUserMonitorProps } from '../../src';
import { PRICES } from '../../src/core/private/prices';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

const ARN = 'arn:AWS::Partition:rum:eu-west-1:123456789012:appmonitor/shop';

function shop(): Stack {
  return new Stack(strictApp(), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
}

function users(stack: Stack, props: Partial<RealUserMonitorProps> = {}, id = 'Users'): RealUserMonitor {
  return new RealUserMonitor(stack, id, { appMonitorName: 'shop', domains: ['www.example.com'], ...props });
}

function template(stack: Stack): Record<string, any> {
  return templateOf(synthesizeStrictly(stack.node.root as any), stack.stackName);
}

function only(stack: Stack, type: string): any {
  const found = resourcesOf(template(stack), type);
  expect(found).toHaveLength(1);
  return found[0][1].Properties;
}

const policyOf = (monitor: any) => JSON.parse(deployed(monitor.ResourcePolicy.PolicyDocument));
const typesIn = (stack: Stack) => Object.values<any>(template(stack).Resources).map(({ Type }) => Type).sort();

describe('by default', () => {
  test('there is the app monitor and nothing else: a tenth of the sessions, all telemetries, no cookies, no copy, no traces', () => {
    const stack = shop();
    users(stack);
    expect(typesIn(stack)).toEqual(['AWS::RUM::AppMonitor']);
    expect(only(stack, 'AWS::RUM::AppMonitor')).toEqual({
      Name: 'shop',
      DomainList: ['www.example.com'],
      CwLogEnabled: false,
      CustomEvents: { Status: 'DISABLED' },
      ResourcePolicy: expect.anything(),
      AppMonitorConfiguration: { SessionSampleRate: 0.1, Telemetries: ['errors', 'performance', 'http'], AllowCookies: false, EnableXRay: false },
    });
  });

  test('anybody may send events to this monitor, and do nothing else', () => {
    const stack = shop();
    users(stack);
    expect(policyOf(only(stack, 'AWS::RUM::AppMonitor'))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'PutRumEvents', Effect: 'Allow', Principal: '*', Action: 'rum:PutRumEvents', Resource: ARN }],
    });
  });
});

describe('access', () => {
  test('by a policy can ask for an alias, and for a referrer of the domains', () => {
    const stack = shop();
    const domains = ['*.example.com', 'localhost', '10.0.0.1', new CfnParameter(stack, 'Domain').valueAsString];
    const monitor = users(stack, { domains, access: GuestAccess.resourcePolicy({ alias: 'web', onlyFromDomains: true }) });
    expect(policyOf(only(stack, 'AWS::RUM::AppMonitor')).Statement[0].Condition).toEqual({
      StringEquals: { 'rum:alias': ['web'] },
      StringLike: {
        'aws:Referer': ['https://*.example.com/*', 'http://localhost/*', 'http://localhost:*', 'http://10.0.0.1/*', 'http://10.0.0.1:*', 'https://10.0.0.1/*', 'https://Domain/*'],
      },
    });
    expect(monitor.snippet).toContain('alias: "web"');
  });

  test('by a pool of its own gives guests of that pool one right, and the monitor no policy', () => {
    const stack = shop();
    users(stack, { access: GuestAccess.cognito() });
    expect(typesIn(stack)).toEqual(['AWS::Cognito::IdentityPool', 'AWS::Cognito::IdentityPoolRoleAttachment', 'AWS::IAM::Role', 'AWS::RUM::AppMonitor']);
    const pool = { Ref: expect.stringMatching(/^UsersIdentityPool/) };
    expect(only(stack, 'AWS::Cognito::IdentityPool')).toEqual({ AllowUnauthenticatedIdentities: true, AllowClassicFlow: false });
    expect(only(stack, 'AWS::Cognito::IdentityPoolRoleAttachment')).toEqual({
      IdentityPoolId: pool, Roles: { unauthenticated: { 'Fn::GetAtt': [expect.stringMatching(/^UsersGuestRole/), 'Arn'] } },
    });
    const { AssumeRolePolicyDocument: trust, Policies: policies, ManagedPolicyArns: managed } = only(stack, 'AWS::IAM::Role');
    expect(trust.Statement).toEqual([{
      Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': pool },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
      },
    }]);
    expect(managed).toBeUndefined();
    expect(policies
      .map((policy: any) => policy.PolicyDocument.Statement.map((each: any) => ({ ...each, Resource: deployed(each.Resource) })))).toEqual([
      [{ Effect: 'Allow', Action: 'rum:PutRumEvents', Resource: ARN }],
    ]);
    const monitor = only(stack, 'AWS::RUM::AppMonitor');
    expect([monitor.ResourcePolicy, monitor.AppMonitorConfiguration.IdentityPoolId]).toEqual([undefined, pool]);
  });

  test('by a pool that there is gives its guests that one right more', () => {
    const stack = shop();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/guests');
    users(stack, { access: GuestAccess.identityPool('eu-west-1:12345678-1234-1234-1234-123456789012', role) });
    const { Roles: roles, PolicyDocument: document } = only(stack, 'AWS::IAM::Policy');
    expect(roles).toEqual(['guests']);
    expect(document.Statement.map((each: any) => ({ ...each, Resource: deployed(each.Resource) }))).toEqual([
      { Effect: 'Allow', Action: 'rum:PutRumEvents', Resource: ARN },
    ]);
    expect(only(stack, 'AWS::RUM::AppMonitor').AppMonitorConfiguration.IdentityPoolId).toBe('eu-west-1:12345678-1234-1234-1234-123456789012');
  });
});

test('what is asked for stands in the monitor', () => {
  const stack = shop();
  users(stack, {
    sessionSampleRate: 1, telemetries: [RumTelemetry.HTTP, RumTelemetry.ERRORS], tracing: true, allowCookies: true, customEvents: true,
    includedPages: ['https://www.example.com/checkout'], favoritePages: ['/checkout'],
  });
  expect(only(stack, 'AWS::RUM::AppMonitor')).toMatchObject({
    CustomEvents: { Status: 'ENABLED' },
    AppMonitorConfiguration: {
      SessionSampleRate: 1, Telemetries: ['http', 'errors'], EnableXRay: true, AllowCookies: true,
      IncludedPages: ['https://www.example.com/checkout'], FavoritePages: ['/checkout'],
    },
  });
});

test('values that only deployment knows pass through', () => {
  const stack = shop();
  const rate = new CfnParameter(stack, 'Rate', { type: 'Number' }).valueAsNumber;
  const monitor = users(stack, { sessionSampleRate: rate, domains: [new CfnParameter(stack, 'Domain').valueAsString] });
  expect(only(stack, 'AWS::RUM::AppMonitor')).toMatchObject({ DomainList: [{ Ref: 'Domain' }], AppMonitorConfiguration: { SessionSampleRate: { Ref: 'Rate' } } });
  expect(deployed(stack.resolve(monitor.snippet))).toContain('sessionSampleRate: "Rate"');
});

describe('the copy in CloudWatch Logs', () => {
  test('has its group made where RUM has not, then its retention, with rights on that group alone', () => {
    const stack = shop();
    const monitor = users(stack, { logRetention: logs.RetentionDays.ONE_YEAR });
    const group = '/aws/vendedlogs/RUMService_shop{\'Fn::Select\':[0,{\'Fn::Split\':[\'-\',{\'Fn::GetAtt\':[\'Users0A0EEA89\',\'Id\']}]}]}';
    expect(only(stack, 'AWS::RUM::AppMonitor').CwLogEnabled).toBe(true);
    expect(deployed(stack.resolve(monitor.logGroup!.logGroupName))).toBe(group);

    const made = template(stack);
    const calls = resourcesOf(made, 'Custom::CloudWatchRumLogRetention').map(([id, { Properties }]) => ({ id, call: deployed(Properties.Create), again: deployed(Properties.Update) }));
    expect(calls.map(({ call }) => /"action":"(\w+)"/.exec(call)![1])).toEqual(['createLogGroup', 'putRetentionPolicy']);
    for (const { call, again } of calls) expect([call.includes(`"logGroupName":"${group}"`), again]).toEqual([true, call]);
    expect(calls[0].call).toContain('"ignoreErrorCodesMatching":"ResourceAlreadyExistsException"');
    expect(calls[1].call).toContain('"retentionInDays":365');
    expect(made.Resources[calls[1].id].DependsOn).toContain(calls[0].id);

    const statements = resourcesOf(made, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
    expect(statements.map(({ Action, Resource }) => [Action, deployed(Resource)]).sort()).toEqual([
      ['logs:CreateLogGroup', `arn:AWS::Partition:logs:eu-west-1:123456789012:log-group:${group}:*`],
      [['logs:CreateLogStream', 'logs:PutLogEvents'], expect.stringMatching(/^CdkPillarsRumLogHandlerLog\w+\.Arn$/)],
      ['logs:PutRetentionPolicy', `arn:AWS::Partition:logs:eu-west-1:123456789012:log-group:${group}:*`],
    ]);
    expect(resourcesOf(made, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays)).toEqual([30]);
  });

  test('of a second monitor shares the function, and changes no id of the first', () => {
    const [one, two] = [shop(), shop()];
    users(one, { logRetention: logs.RetentionDays.ONE_YEAR });
    users(two, { logRetention: logs.RetentionDays.ONE_MONTH, appMonitorName: 'back' }, 'Back');
    users(two, { logRetention: logs.RetentionDays.ONE_YEAR });
    const [first, both] = [one, two].map(template);
    expect(Object.keys(both.Resources)).toEqual(expect.arrayContaining(Object.keys(first.Resources)));
    expect(Object.keys(both.Resources).filter(id => !(id in first.Resources)).every(id => id.startsWith('Back'))).toBe(true);
    expect(resourcesOf(both, 'AWS::Lambda::Function')).toHaveLength(1);
  });
});

test('source maps are read from below the prefix, by RUM, for this monitor', () => {
  const stack = shop();
  const bucket = new s3.Bucket(stack, 'Maps', { enforceSSL: true });
  const monitor = users(stack, { sourceMaps: { bucket, prefix: 'maps/web', releaseId: '1.4.2' } });
  const { DeobfuscationConfiguration: configuration } = only(stack, 'AWS::RUM::AppMonitor');
  expect({ ...configuration.JavaScriptSourceMaps, S3Uri: deployed(configuration.JavaScriptSourceMaps.S3Uri) }).toEqual({ Status: 'ENABLED', S3Uri: expect.stringMatching(/^s3:\/\/Maps\w+\/maps\/web$/) });
  expect(monitor.snippet).toContain('releaseId: "1.4.2"');
  const [statement] = only(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Allow');
  expect({ ...statement, Resource: statement.Resource.map(deployed), Condition: { StringEquals: { ...statement.Condition.StringEquals, 'aws:SourceArn': deployed(statement.Condition.StringEquals['aws:SourceArn']) } } }).toEqual({
    Effect: 'Allow', Principal: { Service: 'rum.amazonaws.com' }, Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [expect.stringMatching(/^Maps\w+\.Arn$/), expect.stringMatching(/^Maps\w+\.Arn\/maps\/web\/\*$/)],
    Condition: { StringEquals: { 'aws:SourceAccount': '123456789012', 'aws:SourceArn': ARN } },
  });
});

describe('extended metrics', () => {
  const definitions = (stack: Stack) => {
    const [{ Destination, MetricDefinitions, ...rest }, ...others] = only(stack, 'AWS::RUM::AppMonitor').AppMonitorConfiguration.MetricDestinations;
    expect([Destination, rest, others]).toEqual(['CloudWatch', {}, []]);
    return MetricDefinitions.map(({ EventPattern, ...definition }: any) => ({ ...definition, EventPattern: JSON.parse(EventPattern) }));
  };

  test('say which events count, what is measured and by what', () => {
    const stack = shop();
    users(stack, {
      extendedMetrics: [
        { metric: RumMetric.LARGEST_CONTENTFUL_PAINT, browserNames: ['Chrome', 'Safari'], countryCodes: ['DE'] },
        { metric: RumMetric.RESOURCE_DURATION, fileTypes: ['script'] },
        { metric: RumMetric.NAVIGATION_FRUSTRATED, deviceTypes: ['mobile'] },
      ],
    });
    expect(definitions(stack)).toEqual([
      {
        Name: 'WebVitalsLargestContentfulPaint', ValueKey: 'event_details.value', UnitLabel: 'Milliseconds',
        DimensionKeys: { 'metadata.browserName': 'BrowserName', 'metadata.countryCode': 'CountryCode' },
        EventPattern: { event_type: ['com.amazon.rum.largest_contentful_paint_event'], metadata: { browserName: ['Chrome', 'Safari'], countryCode: ['DE'] } },
      },
      {
        Name: 'PerformanceResourceDuration', ValueKey: 'event_details.duration', UnitLabel: 'Milliseconds', DimensionKeys: { 'event_details.fileType': 'FileType' },
        EventPattern: { event_type: ['com.amazon.rum.performance_resource_event'], event_details: { fileType: ['script'] } },
      },
      {
        Name: 'NavigationFrustratedTransaction', UnitLabel: 'Count', DimensionKeys: { 'metadata.deviceType': 'DeviceType' },
        EventPattern: {
          event_type: ['com.amazon.rum.performance_navigation_event'], metadata: { deviceType: ['mobile'] }, event_details: { duration: [{ numeric: ['>=', 8000] }] },
        },
      },
    ]);
  });

  test('are known for every metric of the list', () => {
    const stack = shop();
    users(stack, { extendedMetrics: Object.values(RumMetric).map(metric => ({ metric, pageIds: ['/'] })) });
    expect(definitions(stack).map(({ Name }: any) => Name)).toEqual(Object.values(RumMetric));
  });
});

test('metrics are those of the monitor; vitals at the 75th percentile', () => {
  const stack = shop();
  const monitor = users(stack);
  const metrics = [
    monitor.metricLargestContentfulPaint(), monitor.metricInteractionToNextPaint(), monitor.metricCumulativeLayoutShift({ statistic: 'p90' }),
    monitor.metricNavigationDuration(), monitor.metricJsErrors(), monitor.metricSessions(), monitor.metric('PageViewCount'),
  ];
  expect(metrics.map(({ namespace, metricName, statistic, dimensions }) => [namespace, metricName, statistic, dimensions])).toEqual([
    ['WebVitalsLargestContentfulPaint', 'p75'], ['WebVitalsInteractionToNextPaint', 'p75'], ['WebVitalsCumulativeLayoutShift', 'p90'],
    ['PerformanceNavigationDuration', 'p75'], ['JsErrorCount', 'Sum'], ['SessionCount', 'Sum'], ['PageViewCount', 'Average'],
  ].map(([name, statistic]) => ['AWS/RUM', name, statistic, { application_name: 'shop' }]));
});

test('a service that observes the monitor has the Web Vitals on alarms, and its resources on no others', () => {
  const stack = shop();
  const monitor = users(stack, { access: GuestAccess.cognito() });
  const service = new ObservedService(stack, 'Service', { serviceName: 'web', owner: 'web-team', routes: [], resources: [monitor] });
  expect(service.coverage.resources.map(({ path }) => path)).toEqual(['Shop/Users']);
  const alarms = Object.fromEntries(alarmsOf(template(stack)).map(([, { Properties }]) => [Properties.AlarmName, Properties]));
  for (const [signal, metric, threshold] of [['lcp', 'LargestContentfulPaint', 2500], ['inp', 'InteractionToNextPaint', 200], ['cls', 'CumulativeLayoutShift', 0.1]]) {
    expect(alarms[`web-Users-${signal}`]).toMatchObject({
      MetricName: `WebVitals${metric}`, Threshold: threshold, ExtendedStatistic: 'p75', ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'application_name', Value: { Ref: expect.stringMatching(/^Users/) } }],
    });
  }
});

test('a service over the whole stack finds it as well, and the helper of the CDK is none of its resources', () => {
  const stack = shop();
  users(stack, { logRetention: logs.RetentionDays.ONE_YEAR });
  const service = new ObservedService(stack, 'Service', { serviceName: 'web', owner: 'web-team', routes: [] });
  const states = service.coverage.resources.map(({ path, state }) => [path, state]);
  expect(states).toContainEqual(['Shop/Users', 'ALARMED']);
  expect(states.filter(([, state]) => !['ALARMED', 'INTERNAL'].includes(state))).toEqual([]);
});

test('the events that are expected have a price, and others have none', () => {
  const stack = shop();
  expect(users(stack, { expectedEventsPerMonth: 12_345_678 }).monthlyCost).toBeCloseTo(12_345_678 / 100_000 * PRICES.rumEventsHundredThousand, 2);
  expect(users(stack, { appMonitorName: 'other' }, 'Other').monthlyCost).toBeUndefined();
});
