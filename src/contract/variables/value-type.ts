import { isOfEnvType } from '../../go/env-forms.ts';
import type { EnvType } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';

/** What is wanted of a value, by what parses it in Go; `port`: what a listener is configured with, `bare port` behind a colon. */
export type Wanted = EnvType | 'port' | 'bare port';

/** Whether the program takes a text for what is wanted. */
export function isOfType(text: string, wanted: Wanted): boolean {
  if (wanted === 'bare port') return mayBePort(text) && /^[\w-]+$/.test(text.trim());
  return wanted === 'port' ? mayBePort(text) : isOfEnvType(text, wanted);
}

/** Names of services are ports, too; an address holds one; `$` stands for something else. */
function mayBePort(text: string): boolean {
  const value = text.trim();
  if (/^\d+$/.test(value)) return Number(value) < 65_536;
  return !/^[a-z][\w-]*$/i.test(value) || /^(?:https?|domain|ftp|smtp|ssh|imap|pop3|ldap)$/.test(value);
}

/** What to say of a value that is none. */
export function wantedMessage(program: string, name: string, text: string, wanted: Wanted): Message {
  const value = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  switch (wanted) {
    case 'int':
      return ['`{0}` parses `{1}` as a whole number, and `{2}` is none', program, name, value];
    case 'uint':
      return ['`{0}` parses `{1}` as a whole number of zero or more, and `{2}` is none', program, name, value];
    case 'float':
      return ['`{0}` parses `{1}` as a number, and `{2}` is none', program, name, value];
    case 'bool':
      return ['`{0}` parses `{1}` as true or false, and `{2}` is neither', program, name, value];
    case 'duration':
      return ['`{0}` parses `{1}` as a duration such as `5s`, and `{2}` is none', program, name, value];
    case 'bare port':
      return ['`{0}` puts a colon before the port in `{1}`, and `{2}` is no number', program, name, value];
    case 'port':
      return ['`{0}` listens on the port in `{1}`, and `{2}` is none', program, name, value];
  }
}

/** What was probably meant, the likeliest first. */
export function likelyValues(text: string, wanted: Wanted, fallback: string | null): string[] {
  const value = text.trim();
  const likely: string[] = [];
  if (wanted === 'duration' && /^\d+(?:\.\d+)?$/.test(value)) likely.push(`${value}s`, `${value}ms`);
  if (wanted === 'duration') likely.push(...wordedDuration(value));
  if (wanted === 'bool' && /^(?:yes|y|on|enabled?)$|^true$/i.test(value)) likely.push('true');
  if (wanted === 'bool' && /^(?:no|n|off|disabled?)$|^false$/i.test(value)) likely.push('false');
  if (wanted === 'int' || wanted === 'uint') likely.push(...plainNumbers(value));
  const [, bare] = /^(?:[\d.]*:)?(\d{1,5})(?:\/tcp)?$/i.exec(value) ?? [];
  if (wanted === 'bare port' && bare !== undefined) likely.push(bare);
  if (fallback !== null && fallback !== '' && isOfType(fallback, wanted)) likely.push(fallback);
  return [...new Set(likely)];
}

/** Of `5s` the digits; of a size like `4Mi` the bytes: without its unit it would be another. */
function plainNumbers(value: string): string[] {
  const [, amount, unit = ''] = /^(\d+)\s*([kmgt](?:i|i?b)?)$/i.exec(value) ?? [];
  const power = 'kmgt'.indexOf(unit[0]?.toLowerCase() ?? ' ') + 1;
  const isSize = amount !== undefined && (unit.length > 1 || /[A-Z]/.test(unit));
  if (isSize) return (/i/i.test(unit) ? [1024] : [1000, 1024]).map((base) => String(Number(amount) * base ** power));
  const [, digits] = /^(\d+)[a-z. %]+$/i.exec(value) ?? [];
  return digits === undefined ? [] : [digits];
}

/** `5 min`, `2 days` */
function wordedDuration(value: string): string[] {
  const [, amount, unit = ''] = /^(\d+)\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|d)$/i.exec(value) ?? [];
  if (amount === undefined) return [];
  const letter = unit[0]?.toLowerCase() ?? '';
  return [letter === 'd' ? `${Number(amount) * 24}h` : `${amount}${letter}`];
}
