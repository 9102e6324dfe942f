import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
// What every observer and the business need of the CDK is loaded before the clock starts.
import 'aws-cdk-lib/aws-cloudwatch';
import 'aws-cdk-lib/aws-cloudwatch-actions';
import 'aws-cdk-lib/aws-events';
import 'aws-cdk-lib/aws-sns';
import type { Measurement, Sample } from './measurement';
import { LOADERS, type Observe } from './observers';
import { makeServices } from './services';

const [measurement, outdir] = process.argv.slice(2);
process.send!(measure(JSON.parse(measurement), outdir));

function measure({ observer, services }: Measurement, folder: string): Sample {
  const modulesBefore = Object.keys(require.cache).length;
  const beginLoading = performance.now();
  const observe = LOADERS[observer]();
  const loadMs = performance.now() - beginLoading;
  const modules = Object.keys(require.cache).length - modulesBefore;

  let firstObserveMs: number | undefined;
  const timed: Observe = (service, stack) => {
    if (firstObserveMs !== undefined) return observe(service, stack);
    const begin = performance.now();
    observe(service, stack);
    firstObserveMs = performance.now() - begin;
  };
  const begin = performance.now();
  const app = new App({ outdir: folder, context: { 'aws:cdk:enable-path-metadata': true } });
  makeServices(app, services, timed);
  app.synth();
  const totalMs = performance.now() - begin;
  global.gc!();
  const heapMb = process.memoryUsage().heapUsed / 1024 / 1024;
  return { ...templatesIn(app.outdir), totalMs, loadMs, modules, firstObserveMs: firstObserveMs!, heapMb };
}

function templatesIn(folder: string): Pick<Sample, 'resources' | 'templateBytes' | 'alarms' | 'alarmMetrics'> {
  const texts = fs.readdirSync(folder).filter(file => file.endsWith('.template.json')).map(file => fs.readFileSync(path.join(folder, file), 'utf-8'));
  const resources: any[] = texts.flatMap(text => Object.values(JSON.parse(text).Resources));
  const alarms = resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const metrics = alarms.map(({ Metrics = [{ MetricStat: true }] }) => Metrics.filter(({ MetricStat }: any) => MetricStat).length);
  return {
    resources: resources.length,
    templateBytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    alarms: alarms.length,
    alarmMetrics: metrics.reduce((sum, count) => sum + count, 0),
  };
}
