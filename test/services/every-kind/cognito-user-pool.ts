import { aws_cognito as cognito, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const pool = new cognito.UserPool(stack, 'Subject');
  pool.addClient('Web');
  pool.addClient('Mobile');
  return pool;
};
