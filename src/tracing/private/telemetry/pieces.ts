import { CONTAINER_INSIGHTS_PIECE } from './container-insights';
import { DATABASE_INSIGHTS_PIECE } from './database-insights';
import {
  BROKER_PIECE, BUCKET_PIECE, DISTRIBUTION_PIECE, GROUP_METRICS_PIECE, JOB_PIECE, RESOLVER_PIECE, ROUTE_PIECE, SHARD_PIECE,
} from './edge-and-data';
import { EKS_PIECE } from './eks-observability';
import { DETAILED_MONITORING_PIECE, HOST_METRICS_PIECE } from './instances';
import { LAMBDA_INSIGHTS_PIECE } from './lambda-insights';
import type { TelemetryPiece } from './piece';

/** All that can be switched on at a resource; logs are looked after by themselves. */
export const PIECES: readonly TelemetryPiece[] = [
  LAMBDA_INSIGHTS_PIECE, CONTAINER_INSIGHTS_PIECE, EKS_PIECE, DATABASE_INSIGHTS_PIECE, DETAILED_MONITORING_PIECE, HOST_METRICS_PIECE,
  GROUP_METRICS_PIECE, BUCKET_PIECE, DISTRIBUTION_PIECE, RESOLVER_PIECE, SHARD_PIECE, ROUTE_PIECE, BROKER_PIECE, JOB_PIECE,
];
