/** Who observes the services. */
export type Observer = 'nobody' | 'raw' | 'rendered' | 'l2' | 'cdkPillars' | 'monitoringConstructs';

/** What one process measures: an app with some services, and one way to observe them. */
export interface Measurement {
  readonly observer: Observer;
  readonly services: number;
}

/** What it came to. */
export interface Sample {
  /** Of all templates. */
  readonly resources: number;
  readonly templateBytes: number;
  /** From the first construct to the last template. */
  readonly totalMs: number;
  /** What the first service took that was observed, with all that had to be loaded for it. */
  readonly firstObserveMs: number;
  /** What loading the observer took, and how many modules it brought; its dependencies of the CDK were loaded before. */
  readonly loadMs: number;
  readonly modules: number;
  /** In use after synthesis, with the app still held. */
  readonly heapMb: number;
  readonly alarms: number;
  /** Metrics in alarms, which is what CloudWatch bills. */
  readonly alarmMetrics: number;
}
