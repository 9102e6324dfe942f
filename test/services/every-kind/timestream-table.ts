import { aws_timestream as timestream, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new timestream.CfnTable(stack, 'Subject', {
  databaseName: new timestream.CfnDatabase(stack, 'Database').ref, tableName: 'orders',
});
