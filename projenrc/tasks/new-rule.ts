import * as path from 'path';
import { typescriptFiles } from '../generators/files';
import { RULE_FOLDERS } from '../layout';
import { ruleScaffold } from '../scaffolds/rule';
import { ruleFacts } from '../scaffolds/rule-facts';
import { runScaffold, UsageError, writeScaffold } from '../scaffolds/scaffold';

const root = path.join(__dirname, '..', '..');
const USAGE = 'Usage: npm run new:rule <id> <AWS::Service::Type> [<more types>], for example: npm run new:rule OE-TopicTracing AWS::SNS::Topic';

/** Ids of one name in two pillars would be taken for each other. */
function checkIsNew(id: string): void {
  const nameOf = (ruleId: string) => ruleId.slice(ruleId.indexOf('-') + 1).toLowerCase();
  for (const folder of RULE_FOLDERS) {
    const file = typescriptFiles(root, folder).find(each => nameOf(path.posix.basename(each, '.ts')) === nameOf(id));
    if (file) throw new UsageError(`${folder}/${file} exists already: edit it (a rule may serve best practices of both pillars), or choose another name.`);
  }
}

void runScaffold(async () => {
  const [id, ...types] = process.argv.slice(2);
  if (!id || types.length === 0) throw new UsageError(USAGE);
  if (!/^(OE|PE)-[A-Z][A-Za-z0-9]*$/.test(id)) {
    throw new UsageError(`'${id}' is no id of a rule: begin with OE- (Operational Excellence) or PE- (Performance Efficiency), and go on in Pascal case.\n${USAGE}`);
  }
  checkIsNew(id);
  writeScaffold(root, ruleScaffold(id, await ruleFacts(id, [...new Set(types)])));
});
