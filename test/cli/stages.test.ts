import { App, Stack, Stage } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { readServices } from '../../cli/assembly/observed-services';
import { ObservedService } from '../../src/services/observed-service';

/** What the command reads is what the CDK and the library write. */
test('services are found in the assemblies of Stages, with their templates', () => {
  process.env.CDK_VALIDATION = 'false';
  const app = new App();
  for (const name of ['Beta', 'Prod']) {
    const stack = new Stack(new Stage(app, name), 'Shop', { stackName: `${name}-shop` });
    new Queue(stack, 'Orders');
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'shop-team', routes: [] });
  }
  const { directory } = app.synth();

  const services = readServices(directory).map(({ manifest, files }) => [manifest.path, files.map(({ path }) => path.replace(`${directory}/`, ''))]);

  expect(services).toEqual([
    ['Beta/Shop/Service', [
      expect.stringMatching(/^assembly-Beta\/BetaShop\w+\.template\.json$/), 'assembly-Beta/cdk-pillars/shop-Beta.json', 'assembly-Beta/cdk-pillars/runbooks/shop-Beta/README.md',
    ]],
    ['Prod/Shop/Service', [
      expect.stringMatching(/^assembly-Prod\/ProdShop\w+\.template\.json$/), 'assembly-Prod/cdk-pillars/shop-Prod.json', 'assembly-Prod/cdk-pillars/runbooks/shop-Prod/README.md',
    ]],
  ]);
});
