import { isSpdxExpression } from './spdx-licenses.ts';

/** Whether a label's value is of the type that a schema names; every value is `text`. */
export function isOfType(value: string, type: string): boolean {
  switch (type) {
    case 'url':
      return URI.test(value) && !/%(?![\da-f]{2})/i.test(value);
    case 'email':
      return EMAIL.test(value);
    case 'semver':
      return SEMVER.test(value);
    case 'rfc3339':
      return isTime(value);
    case 'hash':
      // As git writes them: abbreviated to at least seven digits, or whole (SHA-1, SHA-256).
      return /^(?:[\da-f]{7,40}|[\da-f]{64})$/.test(value);
    case 'spdx':
      return isSpdxExpression(value);
    default:
      return true;
  }
}

/** An absolute URI of RFC 3986: a scheme, then only characters that may stand in one. */
const URI = /^[a-z][a-z\d+.-]*:[\w.~:/?#[\]@!$&'()*+,;=%-]*$/i;
/** The addr-spec of RFC 5322 without comments; a domain may be one word. */
const EMAIL =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[^"\\\r\n]|\\.)*")@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*\.?|\[[^[\]\\\s]*\])$/i;
/** Without a leading `v`; leading zeros are let pass. */
const SEMVER = /^\d+\.\d+\.\d+(?:-[\da-z-]+(?:\.[\da-z-]+)*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;
const TIME = /^(\d{4})-(\d\d)-(\d\d)t([01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)$/i;

function isTime(value: string): boolean {
  const [, year, month, day] = TIME.exec(value)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
