import * as fs from 'fs';
import * as path from 'path';

/** What `cdk synth` does, without needing the CDK's command: the context of `cdk.json` in, the assembly in `cdk.out`. */
const example = process.argv[2];
const folder = path.join(__dirname, example);
const { context } = JSON.parse(fs.readFileSync(path.join(folder, 'cdk.json'), 'utf-8'));

fs.rmSync(path.join(folder, 'cdk.out'), { recursive: true, force: true });
process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
process.env.CDK_OUTDIR = path.join(folder, 'cdk.out');
void import(path.join(folder, 'app.ts'));
