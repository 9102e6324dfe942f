import { aws_logs as logs, Lazy, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consumed } from '../../../core/private/cross-stack';
import { LIMITS } from '../../../core/private/limits';
import { allLogQueries, LogFormat } from '../../../runbooks/private/log-queries';
import type { LogSource } from '../../../runbooks/private/log-sources';

/** Ids of constructs and the end of names. */
const WORDS: Readonly<Record<LogFormat, string>> = {
  [LogFormat.LAMBDA]: 'functions',
  [LogFormat.API_ACCESS]: 'access logs',
  [LogFormat.APPSYNC]: 'GraphQL APIs',
  [LogFormat.STATE_MACHINE]: 'state machines',
  [LogFormat.PLAIN]: 'other logs',
};

/** The queries of the runbooks over all log groups of a service, saved in a folder of its name. */
export class SavedQueries {
  private readonly groups = new Map<LogFormat, Set<string>>();
  private scope?: Construct;

  constructor(private readonly service: Construct, private readonly folder: string) {}

  /** Takes in a log group; the first of its format brings the queries. */
  public add({ format, name, group }: LogSource): void {
    const stack = Stack.of(this.service);
    const ref = group === undefined ? undefined : (group.construct as Partial<logs.CfnLogGroup>).ref;
    const known = ref === undefined ? name : consumed(ref, stack, ReferenceStrength.WEAK);
    if (known === undefined) return;
    const names = this.groups.get(format);
    if (names) names.add(known);
    else this.save(format, new Set([known]));
  }

  private save(format: LogFormat, names: Set<string>): void {
    this.groups.set(format, names);
    this.scope ??= new Construct(this.service, 'SavedQueries');
    for (const { shows, lines } of allLogQueries(format)) {
      const title = `${WORDS[format]}: ${shows}`;
      new logs.CfnQueryDefinition(this.scope, title.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()), {
        name: `cdk-pillars/${this.folder}/${title}`.slice(0, LIMITS.queryDefinition.nameLength),
        queryString: lines.join('\n'),
        logGroupNames: Lazy.list({ produce: () => [...names].slice(0, LIMITS.queryDefinition.logGroups) }),
      });
    }
  }
}
