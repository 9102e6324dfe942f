import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { Domain, EngineVersion, type DomainProps } from 'aws-cdk-lib/aws-opensearchservice';
import { Bucket, CfnBucket, ReplicationTimeValue, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

const raw = (type: string, properties: Record<string, unknown>) => new CfnResource(stack, `Raw${stack.node.children.length}`, { type, properties });

describe('request metrics of a bucket', () => {
  const bucket = (props: BucketProps = {}) => new Bucket(stack, `Bucket${stack.node.children.length}`, props);
  const filterOf = (construct: Bucket | CfnResource) => stack.resolve(observe(construct).variants('allRequests')[0].dimensions.FilterId);

  test('are blind without a configuration', () => {
    const observed = observe(bucket());
    expect(observed.blind).toEqual(['allRequests', 'bytesDownloaded', 'bytesUploaded', 'serverErrorRate', 'clientErrorRate', 'firstByteLatency', 'totalLatency']);
    expect(observed.signals).toEqual(['bucketSize', 'objectCount']);
  });

  test('are those of the whole bucket', () => {
    const observed = bucket({ metrics: [{ id: 'Images', prefix: 'images/' }, { id: 'Tagged', tagFilters: { team: 'web' } }, { id: 'All' }] });
    expect(observe(observed).blind).toEqual([]);
    expect(filterOf(observed)).toBe('All');
  });

  test('are those of the first part where none counts the whole', () => {
    expect(filterOf(bucket({ metrics: [{ id: 'Images', prefix: 'images/' }, { id: 'Videos', prefix: 'videos/' }] }))).toBe('Images');
    const accessPoint = raw('AWS::S3::Bucket', { MetricsConfigurations: [{ Id: 'Partner', AccessPointArn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/partner' }] });
    expect(filterOf(accessPoint)).toBe('Partner');
  });

  test('may have an id that deployment tells', () => {
    const parameter = new CfnParameter(stack, 'Filter');
    expect(filterOf(bucket({ metrics: [{ id: parameter.valueAsString }] }))).toEqual({ Ref: 'Filter' });
    expect(filterOf(raw('AWS::S3::Bucket', { MetricsConfigurations: [{ Id: { Ref: 'Filter' } }] }))).toEqual({ Ref: 'Filter' });
  });

  test('of a directory bucket are told the same way, and its size in its own storage class', () => {
    const directory = observe(raw('AWS::S3Express::DirectoryBucket', { MetricsConfigurations: [{ Id: 'All' }] }));
    expect(directory.variants('allRequests')[0].dimensions.FilterId).toBe('All');
    expect(directory.variants('bucketSize')[0].dimensions.StorageType).toBe('ExpressOneZoneStorage');
    expect(observe(raw('AWS::S3Express::DirectoryBucket', { DataRedundancy: 'SingleLocalZone' })).signals).toEqual([]);
  });
});

describe('replication of a bucket', () => {
  const rules = (...list: Array<Record<string, unknown>>) => observe(raw('AWS::S3::Bucket', { ReplicationConfiguration: { Role: 'role', Rules: list } }));
  const METRICS = { Status: 'Enabled' };

  test('is watched per rule that publishes metrics', () => {
    const destination = new Bucket(stack, 'Backup', { versioned: true });
    const source = new Bucket(stack, 'Source', {
      versioned: true,
      replicationRules: [{ id: 'backup', destination, metrics: ReplicationTimeValue.FIFTEEN_MINUTES, priority: 1 }, { id: 'quiet', destination, priority: 2 }],
    });
    const observed = observe(source);
    expect(observed.signals).toEqual(expect.arrayContaining(['replicationFailed-backup', 'replicationLatency-backup']));
    expect(stack.resolve(observed.variants('replicationFailed'))).toEqual([{
      id: 'backup',
      dimensions: {
        SourceBucket: { Ref: expect.stringMatching(/^Source/) }, RuleId: 'backup',
        DestinationBucket: { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': [stack.getLogicalId(destination.node.defaultChild as CfnBucket), 'Arn'] }] }] },
      },
    }]);
  });

  test('names the destination by its literal ARN', () => {
    expect(rules({ Id: 'a', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::backup', Metrics: METRICS } }).variants('replicationFailed')[0].dimensions.DestinationBucket).toBe('backup');
  });

  test('is not watched where a rule is off, has no metrics or no id', () => {
    const Bucket_ = 'arn:aws:s3:::backup';
    const observed = rules(
      { Id: 'off', Status: 'Disabled', Destination: { Bucket: Bucket_, Metrics: METRICS } }, { Id: 'quiet', Status: 'Enabled', Destination: { Bucket: Bucket_ } },
      { Id: 'disabled', Destination: { Bucket: Bucket_, Metrics: { Status: 'Disabled' } } }, { Destination: { Bucket: Bucket_, Metrics: METRICS } },
    );
    expect(observed.variants('replicationFailed')).toEqual([]);
  });
});

describe('a domain', () => {
  const domain = (props: Partial<DomainProps> = {}) => observe(new Domain(stack, `Domain${stack.node.children.length}`, { version: EngineVersion.OPENSEARCH_2_19, ...props }));

  test('is named with the account', () => {
    expect(domain().dimensions).toEqual({ DomainName: { Ref: expect.stringMatching(/^Domain/) }, ClientId: '111122223333' });
  });

  test('must have a quarter of the volume of a node free', () => {
    expect(domain({ ebs: { volumeSize: 100 } }).threshold('freeStorage')).toEqual({ value: 25_600 });
    expect(observe(raw('AWS::OpenSearchService::Domain', {})).threshold('freeStorage')).toEqual({ value: 20_480 });
    expect(observe(raw('AWS::OpenSearchService::Domain', { EBSOptions: { VolumeSize: 'much' } })).threshold('freeStorage').reason).toMatch(/is not a number/);
  });

  test('must have all its nodes', () => {
    expect(domain({ capacity: { dataNodes: 2, masterNodes: 3, warmNodes: 2, multiAzWithStandbyEnabled: false } }).threshold('nodes')).toEqual({ value: 7 });
    const ClusterConfig = { InstanceCount: { Ref: 'Count' } };
    expect(observe(raw('AWS::OpenSearchService::Domain', {})).threshold('nodes')).toEqual({ value: 1 });
    expect(observe(raw('AWS::OpenSearchService::Domain', { ClusterConfig })).threshold('nodes').reason).toMatch(/InstanceCount/);
  });

  test('has signals of masters and of its key where it has them', () => {
    const optional = ['masterCpu', 'masterJvm', 'kmsKeyError', 'kmsKeyInaccessible'];
    const has = (properties: Record<string, unknown>) => observe(raw('AWS::OpenSearchService::Domain', properties)).signals.filter(id => optional.includes(id));
    expect(has({})).toEqual([]);
    expect(has({ ClusterConfig: { DedicatedMasterEnabled: 'true' } })).toEqual(['masterCpu', 'masterJvm']);
    expect(has({ EncryptionAtRestOptions: { Enabled: true } })).toEqual(['kmsKeyError', 'kmsKeyInaccessible']);
  });
});

test.each([
  [{}, ['percentIoLimit', 'burstCredits']],
  [{ PerformanceMode: 'generalPurpose', ThroughputMode: 'elastic' }, ['percentIoLimit']],
  [{ PerformanceMode: 'maxIO', ThroughputMode: 'bursting' }, ['burstCredits']],
  [{ ThroughputMode: { Ref: 'Mode' } }, ['percentIoLimit', 'burstCredits']],
])('an EFS file system with %j has the limits of its modes', (properties, expected) => {
  expect(observe(raw('AWS::EFS::FileSystem', properties)).signals.filter(id => ['percentIoLimit', 'burstCredits'].includes(id))).toEqual(expected);
});

describe('an FSx file system', () => {
  const COMMON = ['readBytes', 'writeBytes'];
  const SERVER = ['cpu', 'networkUtil', 'diskThroughputUtil', 'diskIopsUtil'];
  const fileSystem = (properties: Record<string, unknown>) => observe(raw('AWS::FSx::FileSystem', properties));

  test.each([
    ['LUSTRE', [...COMMON, 'clientConnections', 'freeDataStorage']],
    ['WINDOWS', [...COMMON, 'clientConnections', 'freeStorage', 'storageUtil', ...SERVER]],
    ['ONTAP', [...COMMON, 'storageUtil', ...SERVER]],
    ['OPENZFS', [...COMMON, 'clientConnections', 'storageUsedShare', ...SERVER]],
  ])('for %s has what its type publishes', (FileSystemType, expected) => {
    expect(fileSystem({ FileSystemType }).signals).toEqual(expected);
  });

  test('whose type deployment tells is known by its configuration', () => {
    expect(fileSystem({ FileSystemType: { Ref: 'Type' }, LustreConfiguration: {} }).signals).toContain('freeDataStorage');
    expect(fileSystem({ FileSystemType: { Ref: 'Type' } }).signals).toEqual(COMMON);
  });

  test('for ONTAP has the share of its SSD tier', () => {
    expect(stack.resolve(fileSystem({ FileSystemType: 'ONTAP' }).variants('storageUtil'))).toEqual([{ dimensions: { FileSystemId: { Ref: 'Raw0' }, StorageTier: 'SSD', DataType: 'All' } }]);
  });

  test('must have a tenth of its storage free', () => {
    expect(fileSystem({ FileSystemType: 'WINDOWS', StorageCapacity: 100 }).threshold('freeStorage')).toEqual({ value: 10_737_418_240 });
    expect(fileSystem({ FileSystemType: 'WINDOWS', BackupId: 'backup-1' }).threshold('freeStorage').reason).toMatch(/StorageCapacity is not set/);
  });
});
