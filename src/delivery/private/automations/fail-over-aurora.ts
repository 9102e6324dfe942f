import { BEFORE } from './change-document';
import { change, maps, pause, refuseWhen, text, waitFor, type Recipe } from './recipe';

/** Makes a reader the writer. Aurora chooses the one that comes first in promotion tiers. */
export function failOverAurora(cluster: { identifier: string; arn: string }, timeoutSeconds: number): Recipe {
  const describe = { service: 'rds', api: 'DescribeDBClusters', inputs: { DBClusterIdentifier: cluster.identifier } };
  const status = '$.DBClusters[0].Status';
  return {
    title: `Fail over the Aurora cluster ${cluster.identifier}`,
    parameters: {},
    state: {
      ...describe,
      outputs: [
        text('Status', status), text('FirstMember', '$.DBClusters[0].DBClusterMembers[0].DBInstanceIdentifier'), text('SecondMember', '$.DBClusters[0].DBClusterMembers[1].DBInstanceIdentifier'),
        maps('Members', '$.DBClusters[0].DBClusterMembers'),
      ],
    },
    guards: [
      refuseWhen('Unavailable', [{ Not: { Variable: BEFORE('Status'), StringEquals: 'available' } }], 'the cluster is not available, so that it cannot fail over', describe, '$.DBClusters[0].Engine'),
    ],
    paths: [{
      plan: `A reader becomes the writer, and connections break meanwhile. There are ${BEFORE('FirstMember')}, ${BEFORE('SecondMember')} and perhaps more.`,
      steps: [
        change('failOver', { service: 'rds', api: 'FailoverDBCluster', inputs: { DBClusterIdentifier: cluster.identifier } }),
        pause('letFailoverBegin', 'PT30S'),
        waitFor('waitForCluster', describe, status, ['available'], timeoutSeconds),
      ],
    }],
    resources: { 'db-cluster': [cluster.arn] },
  };
}
