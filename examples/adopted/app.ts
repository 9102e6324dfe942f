import { App } from 'aws-cdk-lib';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks } from 'cdk-pillars';
import { PatternsStack } from './patterns-stack';
import { WebsiteStack } from './website-stack';

const app = new App();

new PatternsStack(app, 'Patterns');
new WebsiteStack(app, 'Website');

// What others wrote is reported, and fails nothing.
OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
