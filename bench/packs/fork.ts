import { Validations, type App, type IPolicyValidationPlugin } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn } from '../../src/packs/fail-on';
import { OperationalExcellenceChecks } from '../../src/packs/operational-excellence-checks';
import { PerformanceEfficiencyChecks } from '../../src/packs/performance-efficiency-checks';
import { RULES as OPERATIONAL_EXCELLENCE } from '../../src/rules/private/operational-excellence.generated';
import { RULES as PERFORMANCE_EFFICIENCY } from '../../src/rules/private/performance-efficiency.generated';
import { fixture } from './fixture/app';
import { LoadClock } from './load-clock';
import type { Measurement, Sample, Validators } from './measurement';

const PLUGINS: Readonly<Record<Validators, (app: App) => IPolicyValidationPlugin[]>> = {
  packs: app => [new OperationalExcellenceChecks(app, { failOn: FailOn.NONE }), new PerformanceEfficiencyChecks(app, { failOn: FailOn.NONE })],
  AwsSolutions: app => [new AwsSolutionsChecks(app)],
  nobody: () => [],
};

const [measurement, outdir] = process.argv.slice(2);
process.send!(measure(JSON.parse(measurement), outdir));

function measure(options: Measurement, folder: string): Sample {
  const entries = [...OPERATIONAL_EXCELLENCE, ...PERFORMANCE_EFFICIENCY];
  const types = new Set(entries.flatMap(({ resourceTypes }) => resourceTypes).filter(type => type !== '*'));
  const app = fixture(options, folder, [...types]);
  const clock = new LoadClock();
  for (const entry of entries) Object.assign(entry, { load: clock.timed(entry.load) });
  const validateMs: Record<string, number> = {};
  let findings = 0;
  for (const plugin of PLUGINS[options.validators](app)) {
    const validate = plugin.validate.bind(plugin);
    plugin.validate = context => {
      const begin = performance.now();
      const report = validate(context);
      validateMs[plugin.name] = performance.now() - begin;
      findings += report.violations.reduce((sum, { violatingResources }) => sum + violatingResources.length, 0);
      return report;
    };
    Validations.of(app).addPlugins(plugin);
  }
  const assembly = app.synth();
  const resources = assembly.stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources).length, 0);
  return { resources, validateMs, loadingMs: clock.elapsedMs, findings, peakMb: process.resourceUsage().maxRSS / 1024 };
}
