import { find } from '../code/bindings.ts';
import { type Context, deeper, evaluate, originOf } from '../code/context.ts';
import { isTaken } from '../conditions/decided.ts';
import { keyed } from './field-values.ts';
import { splitHostPort } from '../libraries/library-values.ts';
import { isGiven, isKnown, known, type Setting, UNKNOWN, UNKNOWN_TEXT, UNSET_TEXT } from './setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';
import { calleeName, typeOf } from '../code/types.ts';

export const URL_TYPE = 'net/url.URL';

/** `u.Host`, `u.Path`, … of a URL that the program parses or writes out; null for operands of other types. */
export function urlField(operand: Expression, field: string, context: Context): Setting | null {
  if (field === 'Path' && isOfRequest(operand, context)) return { text: `/${UNKNOWN_TEXT}`, by: [] };
  if (typeOf(context.code, operand, context.site) !== URL_TYPE) return null;
  if (isSetBefore(operand, field, context)) return UNKNOWN;
  const origin = originOf(operand, context);
  if (origin?.expression.kind === 'composite') {
    const value = keyed(origin.expression, field, null, origin.context);
    return value ? evaluate(value, origin.context) : known('');
  }
  return urlPart(evaluate(operand, context), field);
}

/** `r.URL` of what a client asks: whatever path that is, it begins at the root. */
function isOfRequest(operand: Expression, { code, site }: Context): boolean {
  return (
    operand.kind === 'select' && operand.name === 'URL' && typeOf(code, operand.operand, site) === 'net/http.Request'
  );
}

/** `u.Port()`, `u.Hostname()`, `u.String()`; null for all other methods. */
export function urlMethod(operand: Expression, method: string, context: Context): Setting | null {
  switch (method) {
    case 'Port':
    case 'Hostname': {
      const host = urlField(operand, 'Host', context);
      return host && hostPart(host, method);
    }
    case 'EscapedPath':
      return urlField(operand, 'Path', context);
    case 'String':
    case 'Redacted': {
      const origin = originOf(operand, context);
      if (origin?.expression.kind !== 'composite') return evaluate(operand, context);
      const [scheme, host, path] = ['Scheme', 'Host', 'Path'].map((field) => urlField(operand, field, context)?.text);
      return { text: `${scheme ? `${scheme}://` : ''}${host ?? ''}${path ?? ''}`, by: [] };
    }
    default:
      return null;
  }
}

/** `u.Path = …` before it in the same function, but for branches that what is parsed does not lead into. */
function isSetBefore(operand: Expression, field: string, context: Context): boolean {
  if (operand.kind !== 'name') return false;
  const next = deeper(context);
  return context.code.fieldAssignments(field).some(({ target, site: { fn }, start, guard }) => {
    const isOfIt = target.operand.kind === 'name' && target.operand.name === operand.name;
    if (!isOfIt || fn !== context.site.fn || start > operand.start) return false;
    return !next || !guard || !(isForErrors(guard, next) || isTaken(guard, next, UNKNOWN, null) === false);
  });
}

/** `if _, _, err := net.SplitHostPort(u.Host); err != nil` of a host that has a port. */
function isForErrors({ condition, negated }: Guard, context: Context): boolean {
  if (condition?.kind !== 'binary' || condition.operator !== '!=' || negated === true) return false;
  const { left, right } = condition;
  const { fn } = context.site;
  if (left.kind !== 'name' || right.kind !== 'name' || right.name !== 'nil' || !fn) return false;
  const source = find(context.code.bindings(fn), left.name, left.start)?.source;
  if (source?.kind !== 'value' || source.index !== 2 || source.expression.kind !== 'call') return false;
  const [host] = source.expression.args;
  if (calleeName(context.code, source.expression.callee, context.site) !== 'net.SplitHostPort' || !host) return false;
  return /:[^:\]]*$/.test(evaluate(host, context).text);
}

function hostPart(host: Setting, method: 'Port' | 'Hostname'): Setting {
  if (!host.text.includes(':')) {
    if (isKnown(host)) return method === 'Port' ? { ...host, text: '' } : host;
    return isGiven(host) ? host : { text: UNKNOWN_TEXT, by: host.by };
  }
  return splitHostPort(host, method === 'Hostname' ? 0 : 1);
}

/** A part of a URL's text; a part that a hole may be in is open. */
function urlPart(value: Setting, field: string): Setting {
  const { text, by } = value;
  if (text === UNSET_TEXT) return value;
  const [, scheme = '', , host = '', path = ''] = /^(?:([^:/?#]*):)?(\/\/([^/?#]*))?([^?#]*)/.exec(text) ?? [];
  const part = ({ Scheme: scheme, Host: host, Path: path } as Readonly<Record<string, string>>)[field];
  // What a hole stands for may hold the rest; before `://` it is a scheme.
  const hole = [UNKNOWN_TEXT, UNSET_TEXT].find((one) => text.startsWith(one));
  const isOpen = hole !== undefined && (field === 'Scheme' || !text.startsWith('://', hole.length));
  return { text: part === undefined || isOpen ? UNKNOWN_TEXT : part, by };
}
