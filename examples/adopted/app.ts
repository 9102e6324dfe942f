import { App } from 'aws-cdk-lib';
import { PatternsStack } from './patterns-stack';
import { WebsiteStack } from './website-stack';

const app = new App();

new PatternsStack(app, 'Patterns');
new WebsiteStack(app, 'Website');
