import { App, Stack, Stage, aws_cloudfront as cloudfront, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { run } from '../../cli/program';
import { AlarmRoute, ObservedService, OnCallTopic, Severity } from '../../src';
import { strictApp } from '../support/strict-app';

function cli(...args: string[]): { code: number; out: string; err: string } {
  let out = '';
  let err = '';
  const code = run(args, { width: 80, colors: false, out: text => { out += text; }, err: text => { err += text; } });
  return { code, out, err };
}

function assembly(make: (app: App) => void): string {
  const app = strictApp();
  make(app);
  return app.synth().directory;
}

const ENV = { region: 'eu-west-1', account: '123456789012' };

/** A shop with a website, for whose alarms there is a stack in another Region. */
const shop = assembly(app => {
  const stack = new Stack(new Stage(app, 'Prod', { env: ENV }), 'Shop');
  new sqs.Queue(stack, 'Queue');
  const distribution = cloudfront.Distribution.fromDistributionAttributes(stack, 'Site', { distributionId: 'E1', domainName: 'd1.cloudfront.net' });
  const onCall = new OnCallTopic(stack, 'OnCall', { emails: ['on-call@example.com'] });
  new ObservedService(stack, 'Service', {
    serviceName: 'shop', owner: 'o', environment: 'prod', resources: [stack.node.findChild('Queue'), distribution],
    routes: [AlarmRoute.toTopic(onCall.topic, { minimumSeverity: Severity.PAGE }), AlarmRoute.toOpsItem({ minimumSeverity: Severity.TICKET })],
  });
});
const [drills] = JSON.parse(cli('drill', shop, '--json').out);

test('there is a drill for each severity in each Region', () => {
  expect(drills).toMatchObject({ service: 'shop', environment: 'prod', account: '123456789012', idleRoutes: [] });
  expect(drills.drills.map(({ severity, region, isComposite }: any) => [severity, region, isComposite])).toEqual([
    ['PAGE', 'eu-west-1', true], ['PAGE', 'us-east-1', true], ['TICKET', 'eu-west-1', false], ...drills.drills.length > 3 ? [['TICKET', 'us-east-1', false]] : [],
  ]);
});

test('the commands set the alarm and set it back', () => {
  expect(drills.drills[0]).toMatchObject({
    alarm: 'shop-prod-health',
    command: 'aws cloudwatch set-alarm-state --alarm-name shop-prod-health --state-value ALARM --state-reason drill --region eu-west-1',
    commandBack: 'aws cloudwatch set-alarm-state --alarm-name shop-prod-health --state-value OK --state-reason drill --region eu-west-1',
  });
});

test('what should arrive where is told by route, for the routes that take the severity', () => {
  const [page] = drills.drills;
  const ticket = drills.drills.find(({ severity }: any) => severity === 'TICKET');
  expect(page.routes).toEqual([
    { kind: 'topic', description: 'topic Prod/Shop/OnCall/Topic', notifyRecovery: true, arrivals: ['an e-mail to on-call@example.com, once its owner has confirmed the subscription'] },
    { kind: 'opsitem', description: 'OpsItem', notifyRecovery: false, arrivals: ['an OpsItem in OpsCenter, in the Region of the alarm'] },
  ]);
  expect(ticket.routes.map(({ kind }: any) => kind)).toEqual(['opsitem']);
});

test('a page for people keeps commands in one piece', () => {
  const { code, out, err } = cli('drill', shop);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`  PAGE        ${drills.drills[0].command}\n`);
  expect(out).toContain(`  back        ${drills.drills[0].commandBack}\n`);
  expect(out).toContain('→ topic Prod/Shop/OnCall/Topic, and the recovery too\n');
  expect(out).toMatch(/needed: a composite alarm stays as it was set/);
  for (const line of out.split('\n').filter(each => !each.includes('aws cloudwatch'))) expect(line.length).toBeLessThanOrEqual(80);
});

test('a topic that nobody subscribes to is told as what it is, and so is a route without an alarm', () => {
  const folder = assembly(app => {
    const stack = new Stack(app, 'Shop');
    const routes = [AlarmRoute.toTopic(new sns.Topic(stack, 'OnCall')), AlarmRoute.toOpsItem({ minimumSeverity: Severity.PAGE })];
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', environment: 'dev', resources: [new sqs.Queue(stack, 'Queue')], routes });
  });
  const [service] = JSON.parse(cli('drill', folder, '--json').out);
  expect(service.drills[0].routes[0].arrivals).toEqual(['nothing: the topic has no subscriber']);
  expect(service.drills[0]).not.toHaveProperty('region');
  expect(service.drills[0].command).not.toContain('--region');
  expect(service.idleRoutes).toEqual(['OpsItem']);
});

test('without a route there is nothing to drill', () => {
  const folder = assembly(app => {
    const stack = new Stack(app, 'Shop');
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources: [new sqs.Queue(stack, 'Queue')], routes: [] });
  });
  expect(cli('drill', folder)).toEqual({ code: 1, out: '', err: expect.stringContaining('Give ObservedService routes') });
  expect(cli('drill', folder, '--json')).toMatchObject({ code: 1, out: expect.stringMatching(/^\[/) });
  expect(cli('drill', `${folder}/nowhere`)).toMatchObject({ code: 1, err: expect.stringContaining('npx cdk synth') });
  expect(cli('drill', '--jason').code).toBe(2);
});

test('the help fits 80 columns', () => {
  const { code, out } = cli('drill', '--help');
  expect(code).toBe(0);
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
