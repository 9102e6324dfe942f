import { aws_redshiftserverless as redshiftserverless, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new redshiftserverless.CfnWorkgroup(stack, 'Subject', {
  workgroupName: 'orders', namespaceName: new redshiftserverless.CfnNamespace(stack, 'Namespace', { namespaceName: 'orders' }).ref, baseCapacity: 8, maxCapacity: 64,
});
