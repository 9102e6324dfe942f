import * as path from 'path';
import { resourceFacts } from '../scaffolds/resource-facts';
import { runScaffold, UsageError, writeScaffold } from '../scaffolds/scaffold';
import { signalScaffold } from '../scaffolds/signal';

const USAGE = 'Usage: npm run new:signal <kind> <AWS::Service::Type>, for example: npm run new:signal iot-topic-rule AWS::IoT::TopicRule';

void runScaffold(async () => {
  const [kind, type, ...rest] = process.argv.slice(2);
  if (!kind || !type || rest.length > 0) throw new UsageError(USAGE);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kind)) throw new UsageError(`'${kind}' is no name of a kind: use kebab case, like iot-topic-rule.\n${USAGE}`);
  writeScaffold(path.join(__dirname, '..', '..'), signalScaffold(kind, await resourceFacts(type)));
});
