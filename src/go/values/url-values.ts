import { type Context, evaluate, originOf } from '../code/context.ts';
import { keyed } from './field-values.ts';
import { splitHostPort } from '../libraries/library-values.ts';
import { isGiven, isKnown, known, type Setting, UNKNOWN, UNKNOWN_TEXT, UNSET_TEXT } from './setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

export const URL_TYPE = 'net/url.URL';

/** `u.Host`, `u.Path`, … of a URL that the program parses or writes out; null for operands of other types. */
export function urlField(operand: Expression, field: string, context: Context): Setting | null {
  if (typeOf(context.code, operand, context.site) !== URL_TYPE) return null;
  if (isSetLater(operand, field, context)) return UNKNOWN;
  const origin = originOf(operand, context);
  if (origin?.expression.kind === 'composite') {
    const value = keyed(origin.expression, field, null, origin.context);
    return value ? evaluate(value, origin.context) : known('');
  }
  return urlPart(evaluate(operand, context), field);
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

/** `u.Path = …` in the same function. */
function isSetLater(operand: Expression, field: string, { code, site }: Context): boolean {
  if (operand.kind !== 'name') return false;
  return code.fieldAssignments(field).some(({ target, site: there }) => {
    return there.fn === site.fn && target.operand.kind === 'name' && target.operand.name === operand.name;
  });
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
  // What a hole stands for may hold the rest.
  const isOpen = text.startsWith(UNKNOWN_TEXT) || text.startsWith(UNSET_TEXT);
  return { text: part === undefined || isOpen ? UNKNOWN_TEXT : part, by };
}
