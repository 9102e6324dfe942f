import { complaint } from '../../core/private/errors';
import type { InstrumentationLanguage } from '../instrumentation-language';
import { checkLanguage } from './check-name';
import { containerTraits, instrumentationOf, type Traits } from './known-instrumentation';

const PREFIX = 'instrumentation.opentelemetry.io/inject-';

/** Annotations by which other agents take pods. */
const FOREIGN = /^(instrumentation\.opentelemetry\.io\/|admission\.datadoghq\.com\/|ad\.datadoghq\.com\/|oneagent\.dynatrace\.com\/|sidecar\.opentelemetry\.io\/)/;

/** Where the pods of a kind of manifest are described. */
const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The annotations by which the add-on of CloudWatch instruments pods. */
export function podAnnotations(languages: readonly InstrumentationLanguage[]): Record<string, string> {
  const where = 'ApplicationSignals.podAnnotations';
  if (languages.length === 0) throw complaint(where, { what: 'no language is named', received: languages, fix: 'Name at least one' });
  for (const language of languages) checkLanguage(where, language);
  return Object.fromEntries(languages.map(language => [`${PREFIX}${language}`, 'true']));
}

/** A manifest whose pods have the annotations; as it is where another tool instruments them. */
export function annotated(manifest: any, languages: readonly InstrumentationLanguage[]): any {
  const annotations = podAnnotations(languages);
  const kind = manifest?.kind;
  if (!Object.hasOwn(POD_TEMPLATES, kind)) {
    throw complaint('ApplicationSignals.annotateManifest', { what: 'a manifest of this kind has no pods', received: kind, valid: Object.keys(POD_TEMPLATES).join(', ') });
  }
  const copy = structuredClone(manifest);
  const template = POD_TEMPLATES[kind].reduce((parent, key) => parent[key] ??= {}, copy);
  if (isInstrumented(template)) return copy;
  template.metadata = { ...template.metadata, annotations: { ...template.metadata?.annotations, ...annotations } };
  return copy;
}

function isInstrumented({ metadata, spec }: any): boolean {
  if (Object.keys(metadata?.annotations ?? {}).some(name => FOREIGN.test(name))) return true;
  const traits = (spec?.containers ?? []).map((container: any) => containerTraits({ ...container, environment: container.env }));
  return traits.some((each: Traits) => instrumentationOf(each) !== undefined);
}
