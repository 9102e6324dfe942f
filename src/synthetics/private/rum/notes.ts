import { renderPolicy } from './content-security-policy';

export interface SnippetNotes {
  readonly appMonitorName: string;
  /** By stand-in in the snippet, how to get its value. */
  readonly commands: ReadonlyMap<string, string>;
  readonly policy: { readonly [directive: string]: readonly string[] };
  readonly clientUrl: string;
  readonly integrity?: string;
  /** Whether the file behind the address never changes. */
  readonly pinned: boolean;
}

/** What to do with the snippet, as a comment that stands above it. */
export function renderNotes(notes: SnippetNotes): string {
  const sections = [
    [
      `Users of the app monitor '${notes.appMonitorName}' of CloudWatch RUM.`,
      'Paste the script element below into the <head> of every page, as early as it can stand.',
    ],
    ...notes.commands.size > 0 ? [['Fill in first what only deployment knows:', ...[...notes.commands].map(([standIn, command]) => `  ${standIn}\n    ${command}`)]] : [],
    [
      'Content Security Policy: where pages have one, it needs',
      `  ${renderPolicy(notes.policy)}`,
      'and in script-src, for the snippet, which is an inline script, either \'nonce-NONCE\' with a nonce that is new in every answer and stands in its script',
      'element as well, or \'sha256-HASH\' with the hash of all that stands between <script> and </script> once it is filled in:',
      '  openssl dgst -sha256 -binary snippet.js | openssl base64 -A',
      'connect-src needs https://sts.<Region>.amazonaws.com besides only where you give the web client a guestRoleArn.',
    ],
    integrity(notes),
  ];
  return `<!--\n${sections.map(lines => `${lines.join('\n')}\n`).join('\n')}-->\n`;
}

function integrity({ clientUrl, integrity: hash, pinned }: SnippetNotes): string[] {
  if (hash !== undefined) return ['Subresource Integrity: browsers run the web client only if it has this hash:', `  ${hash}`];
  return [
    'Subresource Integrity: AWS documents no hash of the web client. To let browsers refuse any other file, read the file, hash it,',
    `  curl -sS ${clientUrl} | openssl dgst -sha384 -binary | openssl base64 -A`,
    `and give sha384-<the hash> as clientIntegrity.${pinned ? '' : ' The file behind this address changes with releases: give an exact clientVersion with it.'}`,
    'Or host a copy of the file beside your pages, and give its path as clientUrl: ad blockers know the CDN of AWS.',
  ];
}
