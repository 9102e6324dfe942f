import { defineRule } from '../private/define-rule';
import { judgeFamily } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { DOCUMENT_AND_GRAPH_FAMILIES } from '../tables/document-and-graph-families';

const DOCUMENTS = 'AWS::DocDB::DBInstance';
const GRAPHS = 'AWS::Neptune::DBInstance';
const instance = (DBInstanceClass: unknown, Type = DOCUMENTS) => ({ Writer: { Type, Properties: { DBClusterIdentifier: 'orders', DBInstanceClass } } });

export default defineRule({
  id: 'PE-DocDbNeptuneGeneration',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  table: DOCUMENT_AND_GRAPH_FAMILIES,
  title: 'DocumentDB and Neptune instances are of a current family',
  why: 'An r4 instance is slower and dearer than one on Graviton, and current engine versions do not run on it, so that it holds upgrades up',
  remedy: 'Set the instance class to one of the families db.r6g or db.r7g, or db.serverless for load that varies',
  resourceTypes: [DOCUMENTS, GRAPHS],
  check: (resource, context) => judgeFamily(resource, 'DBInstanceClass', DOCUMENT_AND_GRAPH_FAMILIES, context),
  compliant: [
    {
      title: 'an instance of a current family',
      resources: instance('db.r6g.large'),
      cdk: `new docdb.DatabaseCluster(this, 'Orders', {
  masterUser: { username: 'orders' },
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'a serverless instance', resources: instance('db.serverless', GRAPHS) },
  ],
  violating: [
    {
      title: 'a DocumentDB instance of an old family',
      resources: instance('db.r4.large'),
      cdk: `new docdb.DatabaseCluster(this, 'Orders', {
  masterUser: { username: 'orders' },
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R4, ec2.InstanceSize.LARGE),
  vpc: new ec2.Vpc(this, 'Vpc'),
});`,
    },
    { title: 'a Neptune instance of an old family', resources: instance('db.r4.2xlarge', GRAPHS) },
  ],
  ignored: [{ title: 'the instance class is a parameter', resources: instance({ Ref: 'InstanceClass' }) }],
});
