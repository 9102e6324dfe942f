import { InstrumentationLanguage } from '../instrumentation-language';

/** Day of the latest change of the layers below. */
export const ADOT_LAYERS_AS_OF = '2025-11-20';

type Row = readonly [account: string, nodejs: number, python: number, java: number, dotnet: number];

/**
 * By Region: the account that publishes the layers of Application Signals, and their newest versions.
 *
 * Source: guides of the CloudWatch Application Signals MCP server, github.com/awslabs/mcp at 100b55b6.
 */
const ROWS: Readonly<Record<string, Row>> = {
  'af-south-1': ['904233096616', 10, 13, 8, 6],
  'ap-east-1': ['888577020596', 10, 13, 8, 6],
  'ap-northeast-1': ['615299751070', 10, 16, 8, 6],
  'ap-northeast-2': ['615299751070', 10, 16, 8, 6],
  'ap-northeast-3': ['615299751070', 10, 15, 8, 6],
  'ap-south-1': ['615299751070', 10, 16, 8, 6],
  'ap-south-2': ['796973505492', 10, 13, 8, 6],
  'ap-southeast-1': ['615299751070', 10, 15, 8, 6],
  'ap-southeast-2': ['615299751070', 10, 16, 8, 6],
  'ap-southeast-3': ['039612877180', 10, 13, 8, 6],
  'ap-southeast-4': ['713881805771', 10, 13, 8, 6],
  'ap-southeast-5': ['152034782359', 3, 4, 5, 2],
  'ap-southeast-7': ['980416031188', 3, 4, 5, 2],
  'ca-central-1': ['615299751070', 10, 16, 8, 6],
  'ca-west-1': ['595944127152', 3, 4, 5, 2],
  'cn-north-1': ['440179912924', 3, 4, 5, 2],
  'cn-northwest-1': ['440180067931', 3, 4, 5, 2],
  'eu-central-1': ['615299751070', 10, 16, 8, 6],
  'eu-central-2': ['156041407956', 10, 13, 8, 6],
  'eu-north-1': ['615299751070', 10, 16, 8, 6],
  'eu-south-1': ['257394471194', 10, 13, 8, 6],
  'eu-south-2': ['490004653786', 10, 13, 8, 6],
  'eu-west-1': ['615299751070', 10, 16, 8, 6],
  'eu-west-2': ['615299751070', 10, 16, 8, 6],
  'eu-west-3': ['615299751070', 10, 16, 8, 6],
  'il-central-1': ['746669239226', 10, 13, 8, 6],
  'me-central-1': ['739275441131', 10, 13, 8, 6],
  'me-south-1': ['980921751758', 10, 13, 8, 6],
  'mx-central-1': ['610118373846', 3, 4, 5, 2],
  'sa-east-1': ['615299751070', 10, 16, 8, 6],
  'us-east-1': ['615299751070', 10, 19, 8, 7],
  'us-east-2': ['615299751070', 10, 16, 8, 6],
  'us-west-1': ['615299751070', 10, 23, 8, 6],
  'us-west-2': ['615299751070', 10, 23, 8, 6],
  'us-gov-east-1': ['399711857375', 1, 1, 1, 1],
  'us-gov-west-1': ['399727141365', 1, 1, 1, 1],
};

/** Position in a row, and what the layer is called. */
const LAYERS: Readonly<Record<InstrumentationLanguage, { readonly column: 1 | 2 | 3 | 4; readonly name: string }>> = {
  [InstrumentationLanguage.NODEJS]: { column: 1, name: 'AWSOpenTelemetryDistroJs' },
  [InstrumentationLanguage.PYTHON]: { column: 2, name: 'AWSOpenTelemetryDistroPython' },
  [InstrumentationLanguage.JAVA]: { column: 3, name: 'AWSOpenTelemetryDistroJava' },
  [InstrumentationLanguage.DOTNET]: { column: 4, name: 'AWSOpenTelemetryDistroDotNet' },
};

/** Regions in which the layers are known. */
export const ADOT_REGIONS: readonly string[] = Object.keys(ROWS);

/** ARN of the layer for a language in a Region; `undefined` where none is known. */
export function adotLayer(region: string, language: InstrumentationLanguage): string | undefined {
  if (!Object.hasOwn(ROWS, region)) return undefined;
  const row = ROWS[region];
  const { column, name } = LAYERS[language];
  return `arn:${partitionOf(region)}:lambda:${region}:${row[0]}:layer:${name}:${row[column]}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
