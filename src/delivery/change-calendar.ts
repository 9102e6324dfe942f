import { aws_ssm as ssm, type IResource, Resource, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import type { ChangeWindow } from './change-window';
import { changeCalendar } from './private/icalendar';

/** What a change calendar is outside of its windows. */
export enum ChangeCalendarDefault {
  /** Open, and closed in its windows: they are freezes. */
  OPEN = 'OPEN',

  /** Closed, and open in its windows. */
  CLOSED = 'CLOSED',
}

/** A change calendar of Systems Manager: of this App, or one that is there. */
export interface IChangeCalendar extends IResource {
  /** Name of the calendar. */
  readonly calendarName: string;

  /** ARN of the calendar. */
  readonly calendarArn: string;
}

/** Properties of `ChangeCalendar`. */
export interface ChangeCalendarProps {
  /** When it is closed, or open: 1 or more. Windows may overlap. */
  readonly windows: ChangeWindow[];

  /**
   * What it is outside of its windows.
   *
   * @default ChangeCalendarDefault.OPEN
   */
  readonly outsideWindows?: ChangeCalendarDefault;

  /**
   * Name of the calendar: a literal of 3 to 128 letters, digits, `_`, `.` and `-`.
   *
   * @default - CloudFormation chooses one
   */
  readonly calendarName?: string;

  /**
   * What the calendar is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * Tells when changes may be deployed. Its state is `OPEN` or `CLOSED`, and whoever deploys by a `SafeDeployment` with it is refused while it is closed; Automation and
 * maintenance windows of Systems Manager respect it as well.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-change-calendar.html
 */
export class ChangeCalendar extends Resource implements IChangeCalendar {
  /**
   * A calendar that is there, in the account and Region of the scope.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param calendarName its name
   */
  public static fromCalendarName(scope: Construct, id: string, calendarName: string): IChangeCalendar {
    return new ImportedCalendar(scope, id, arnOf(scope, calendarName), calendarName);
  }

  /**
   * A calendar that is there, of any account that shares it, in the Region of the scope.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param calendarArn its ARN, such as `arn:aws:ssm:eu-central-1:123456789012:document/company-freeze`
   * @throws when the ARN is not one of a document, or of another Region
   */
  public static fromCalendarArn(scope: Construct, id: string, calendarArn: string): IChangeCalendar {
    if (!Token.isUnresolved(calendarArn)) {
      const [, region, name] = /^arn:[\w-]+:ssm:([\w-]+):\d{12}:document\/([A-Za-z0-9_.-]{3,128})$/.exec(calendarArn) ?? [];
      if (name === undefined) {
        throw complaint(scope, { what: 'this is not the ARN of a change calendar', received: calendarArn, valid: 'arn:aws:ssm:<Region>:<account>:document/<name>' });
      }
      const own = Stack.of(scope).region;
      if (!Token.isUnresolved(own) && region !== own) {
        throw complaint(scope, { what: 'the change calendar is in another Region, where nothing here can ask for its state', received: region, valid: own });
      }
    }
    return new ImportedCalendar(scope, id, calendarArn, calendarArn);
  }

  /** Name of the calendar. */
  public readonly calendarName: string;

  /** ARN of the calendar. */
  public readonly calendarArn: string;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when there is no window, two are the same, the name is not one, or the calendar is larger than 64 KB
   */
  constructor(scope: Construct, id: string, props: ChangeCalendarProps) {
    super(scope, id);
    markOwn(this);
    const { windows, outsideWindows = ChangeCalendarDefault.OPEN, calendarName: name, description = '' } = props;
    const isOpenOutside = outsideWindows === ChangeCalendarDefault.OPEN;
    if (windows.length === 0) {
      throw complaint(this, { what: `there are no windows, so the calendar would always be ${isOpenOutside ? 'open' : 'closed'}`, fix: 'Give it a ChangeWindow, or leave the calendar out' });
    }
    if (new Set(windows.map(({ _plan }) => JSON.stringify(_plan))).size < windows.length) {
      throw complaint(this, { what: 'two windows are the same', received: windows.map(window => window.name) });
    }
    if (name !== undefined && (Token.isUnresolved(name) || !LIMITS.changeCalendar.namePattern.test(name) || /^(aws|amazon|amzn)/i.test(name))) {
      throw complaint(this, { what: '`calendarName` is not one', received: name, valid: 'a literal of 3 to 128 letters, digits, _, . and -, that does not begin with aws, amazon or amzn' });
    }
    if (Token.isUnresolved(description)) throw complaint(this, { what: '`description` is not a literal', received: description, valid: 'a literal' });
    const content = changeCalendar(isOpenOutside, description, windows.map(({ _plan }) => _plan));
    const bytes = Buffer.byteLength(content);
    if (bytes > LIMITS.changeCalendar.contentBytes) {
      throw complaint(this, { what: 'the calendar is too large', received: `${bytes} bytes`, valid: `${LIMITS.changeCalendar.contentBytes} bytes at most`, fix: 'Make a second one: a deployment can respect several' });
    }
    const document = new ssm.CfnDocument(this, 'Resource', {
      documentType: 'ChangeCalendar', documentFormat: 'TEXT', content: {}, name,
      // Whoever knows the calendar by name keeps it when a window changes.
      updateMethod: 'NewVersion',
    });
    // Only documents in JSON and YAML are objects; the CDK takes no other ones.
    document.addPropertyOverride('Content', content);
    this.calendarName = document.ref;
    this.calendarArn = arnOf(this, document.ref);
  }
}

class ImportedCalendar extends Resource implements IChangeCalendar {
  constructor(scope: Construct, id: string, public readonly calendarArn: string, public readonly calendarName: string) {
    super(scope, id);
  }
}

function arnOf(scope: Construct, name: string): string {
  return Stack.of(scope).formatArn({ service: 'ssm', resource: 'document', resourceName: name });
}
