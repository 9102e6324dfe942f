import { CfnParameter, Stack } from 'aws-cdk-lib';
import { dashboardLink, runbookLink } from '../../src/runbooks/private/runbook-link';

test.each([['https://runbooks.example.com'], ['https://runbooks.example.com/']])('a runbook under %s is a page of the kind and a section of the signal', base => {
  expect(runbookLink(base, 'sqs-queue', 'ageOfOldest')).toBe('https://runbooks.example.com/sqs-queue#ageofoldest');
});

test('a runbook under an address that only deployment can tell waits for it', () => {
  const stack = new Stack();
  const link = runbookLink(new CfnParameter(stack, 'Base').valueAsString, 'sqs-queue', 'visible');
  expect(stack.resolve(link)).toEqual({ 'Fn::Join': ['', [{ Ref: 'Base' }, '/sqs-queue#visible']] });
});

test.each([
  ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1'],
  ['cn-northwest-1', 'https://cn-northwest-1.console.amazonaws.cn/cloudwatch/home?region=cn-northwest-1'],
  ['us-gov-east-1', 'https://us-gov-east-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-east-1'],
  [undefined, 'https://console.aws.amazon.com/cloudwatch/home'],
])('the console of a dashboard in the Region %s', (region, console) => {
  const stack = new Stack(undefined, 'Stack', region === undefined ? {} : { env: { region } });
  expect(dashboardLink(stack, 'shop-operations')).toBe(`${console}#dashboards/dashboard/shop-operations`);
});
