import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';

const SECRET_NAMES = /authori[sz]ation|password|passwd|secret|api-?_?key|access-?_?key|(^|[-_])(token|cookie)$|(auth|access|refresh|id|session|csrf|bearer)-?_?token/i;
const SECRET_VALUES = /^(bearer|basic)\s+\S{6,}|\bA(KI|SI)A[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{8,}\.[\w-]{8,}\.|\bgh[pousr]_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bsk-[\w-]{20,}/i;
/** A value that the run itself puts in. */
const REMEMBERED = /^(bearer\s+)?\{\{\w+\}\}$/i;

const FIX = 'Keep it in Secrets Manager, and give it with JourneySecret.of(secret): the script reads it at each run';

/** Whether something of this name is secret wherever it stands. */
export function soundsSecret(name: string): boolean {
  return SECRET_NAMES.test(name);
}

/** Refuses a value that is, or by its name must be, a secret: it would stand in the template, in the asset or in the configuration of the canary. */
export function refuseClearText(where: string, name: string, value: string): void {
  if (!Token.isUnresolved(value) && REMEMBERED.test(value)) return;
  if (soundsSecret(name) || (!Token.isUnresolved(value) && SECRET_VALUES.test(value))) {
    throw complaint(where, { what: `${name} is a secret in clear text`, valid: 'a JourneySecret', fix: FIX });
  }
}

/** Refuses credentials in an address: in front of the host, or as a parameter. */
export function refuseSecretsInUrl(where: string, url: string): void {
  if (/^[a-z]+:\/\/[^/@]*@/i.test(url)) throw complaint(where, { what: 'the URL holds a user or a password in clear text', fix: `Send them as a header. ${FIX}` });
  for (const [, name, value] of url.matchAll(/[?&]([^=&#]+)=([^&#]*)/g)) {
    if ((soundsSecret(name) || /^(sig|signature|token)$/i.test(name)) && !REMEMBERED.test(value)) {
      throw complaint(where, { what: `the URL holds the parameter ${name} in clear text`, fix: `Send it as a header. ${FIX}` });
    }
  }
}

/** Refuses fields of a JSON body, or of a form, that are secret by their name or by what they look like. */
export function refuseSecretsInBody(where: string, body: string): void {
  if (Token.isUnresolved(body)) return;
  for (const [, name, value] of body.matchAll(/"([^"\\]+)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)) if (value !== '') refuseClearText(where, `the field ${name} of the body`, value);
  for (const [, name, value] of body.matchAll(/(?:^|&)([\w-]+)=([^&\s]+)/g)) refuseClearText(where, `the field ${name} of the body`, value);
}
