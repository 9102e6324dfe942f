import { App, CustomResource, Stack, aws_ec2 as ec2, aws_lambda as lambda, aws_rds as rds, custom_resources, triggers } from 'aws-cdk-lib';
import { functionsThatUse } from '../../src/rules/private/database-users';
import { resolvedWorkload } from '../../src/rules/private/workloads';

const CODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') };

interface World {
  readonly stack: Stack;
  readonly vpc: ec2.Vpc;
  readonly database: rds.DatabaseInstance;
}

function world(): World {
  const data = new Stack(new App(), 'Data');
  const vpc = new ec2.Vpc(data, 'Vpc');
  const database = new rds.DatabaseInstance(data, 'Orders', { engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }), vpc });
  return { stack: new Stack(data.node.root as App, 'Service'), vpc, database };
}

function usersIn({ stack }: World): string[] {
  const [database] = resolvedWorkload(stack.node.root).ofType('AWS::RDS::DBInstance');
  return functionsThatUse(database).map(({ path }) => path);
}

test('a function of another stack uses a database that lets it in', () => {
  const here = world();
  here.database.connections.allowDefaultPortFrom(new lambda.Function(here.stack, 'Handler', { ...CODE, vpc: here.vpc }));
  expect(usersIn(here)).toEqual(['Service/Handler/Resource']);
});

test('a function of another stack uses a database of which it has the secret', () => {
  const here = world();
  new lambda.Function(here.stack, 'Handler', { ...CODE, vpc: here.vpc, environment: { SECRET: here.database.secret!.secretArn } });
  expect(usersIn(here)).toEqual(['Service/Handler/Resource']);
});

test('a function outside of the VPC uses none', () => {
  const here = world();
  new lambda.Function(here.stack, 'Handler', { ...CODE, environment: { HOST: here.database.dbInstanceEndpointAddress } });
  expect(usersIn(here)).toEqual([]);
});

test('functions that run at deployment do not count', () => {
  const here = world();
  const migration = new lambda.Function(here.stack, 'Migration', { ...CODE, vpc: here.vpc });
  const { serviceToken } = new custom_resources.Provider(here.stack, 'Provider', { onEventHandler: migration });
  new CustomResource(here.stack, 'Schema', { serviceToken });
  const seed = new triggers.TriggerFunction(here.stack, 'Seed', { ...CODE, vpc: here.vpc });
  for (const fn of [migration, seed]) here.database.connections.allowDefaultPortFrom(fn);
  expect(usersIn(here)).toEqual([]);
});
