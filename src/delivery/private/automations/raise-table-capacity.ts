import { BEFORE } from './change-document';
import { change, integer, refuseOutside, refuseWhen, text, waitFor, wholeNumber, type Recipe } from './recipe';

type Range = readonly [lowest: number, highest: number];

export interface ProvisionedTable {
  readonly name: string;
  readonly arn: string;
}

/** Raises what a table with provisioned capacity can read and write; its indexes stay as they are. */
export function raiseTableCapacity(table: ProvisionedTable, reads: Range, writes: Range, timeoutSeconds: number): Recipe {
  const describe = { service: 'dynamodb', api: 'DescribeTable', inputs: { TableName: table.name } };
  const status = '$.Table.TableStatus';
  return {
    title: `Raise the capacity of the table ${table.name}`,
    parameters: {
      ReadCapacity: wholeNumber(`Read capacity units, ${reads[0]} to ${reads[1]}.`),
      WriteCapacity: wholeNumber(`Write capacity units, ${writes[0]} to ${writes[1]}.`),
    },
    state: {
      ...describe,
      outputs: [
        text('Status', status), integer('ReadCapacity', '$.Table.ProvisionedThroughput.ReadCapacityUnits'), integer('WriteCapacity', '$.Table.ProvisionedThroughput.WriteCapacityUnits'),
      ],
    },
    guards: [
      refuseOutside('ReadCapacity', reads, describe, status),
      refuseOutside('WriteCapacity', writes, describe, status),
      // DynamoDB shows no capacity for what is billed on demand.
      refuseWhen('OnDemand', [{ Variable: BEFORE('ReadCapacity'), NumericEquals: 0 }], 'the table is billed on demand', describe, status),
    ],
    paths: [{
      plan: `Read capacity goes from ${BEFORE('ReadCapacity')} to {{ ReadCapacity }} units, write capacity from ${BEFORE('WriteCapacity')} to {{ WriteCapacity }}.`,
      steps: [
        change('raise', {
          service: 'dynamodb', api: 'UpdateTable',
          inputs: { TableName: table.name, ProvisionedThroughput: { ReadCapacityUnits: '{{ ReadCapacity }}', WriteCapacityUnits: '{{ WriteCapacity }}' } },
        }),
        waitFor('waitForTable', describe, status, ['ACTIVE'], timeoutSeconds),
      ],
    }],
    resources: { table: [table.arn] },
  };
}
