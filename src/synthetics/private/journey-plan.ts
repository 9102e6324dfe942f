import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { JourneyData } from '../../core/schemas/private/journey-data';
import type { MultiChecksConfig } from './multi-checks-config';
import type { RuntimeFamily } from './runtimes';
import type { TextValues } from './text-values';

/** What a canary has to know of its journey. */
export type JourneyPlan = ScriptedPlan | BlueprintPlan | OwnScriptPlan;

interface AnyPlan {
  /** What the journey is, in a few words. */
  readonly title: string;
  readonly steps: readonly string[];
}

/** A journey that is data for one of our scripts. */
export interface ScriptedPlan extends AnyPlan {
  readonly type: 'scripted';
  readonly family: RuntimeFamily;
  readonly script: 'page' | 'api';
  /** The run that the baseline of screens is taken from, where screens are compared. */
  readonly baseline?: string;
  readonly data: (texts: TextValues) => JourneyData;
}

/** A journey that is data for the blueprint of AWS. */
export interface BlueprintPlan extends AnyPlan {
  readonly type: 'blueprint';
  readonly config: MultiChecksConfig;
  readonly secrets: ReadonlySet<ISecret>;
}

/** A script of the user's own. */
export interface OwnScriptPlan extends AnyPlan {
  readonly type: 'own';
  readonly folder: string;
  readonly handler: string;
}
