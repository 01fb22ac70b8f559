import type { Message } from '../../../words/message.ts';
import type { Mention } from './mention.ts';

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const SERVICE = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const PORT = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9]|-(?!-))*(?<!-)$/;
const KEY = /^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]+$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-_.A-Za-z0-9]*[A-Za-z0-9])?)?$/;
const QUALIFIED = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
/** Kinds whose names allow more, as they are no part of addresses. */
const ROLES = /^(?:Cluster)?Role(?:Binding)?$/;

/** Why the API server would refuse a name; undefined: it takes it. */
export function nameProblem({ kind, of }: Mention, name: string): Message | undefined {
  switch (kind) {
    case 'object':
      if (of === 'Service')
        return refuse(name, SERVICE, 63, [
          '`{0}` is no name of a Service: up to 63 small letters, digits and `-`, a letter first',
          name,
        ]);
      if (of !== undefined && ROLES.test(of))
        return refuse(name, /^(?!\.\.?$)[^/%]+$/, 253, [
          '`{0}` is no name of an object: it has no `/` and no `%`',
          name,
        ]);
      return refuse(name, SUBDOMAIN, 253, [
        '`{0}` is no name of an object: small letters, digits, `-` and `.`, a letter or digit first and last',
        name,
      ]);
    case 'namespace':
    case 'volume':
    case 'container':
    case 'servicePort':
      return refuse(name, LABEL, 63, [
        '`{0}` does not do: up to 63 small letters, digits and `-`, a letter or digit first and last',
        name,
      ]);
    case 'port':
      return refuse(name, PORT, 15, [
        '`{0}` is no name of a port: up to 15 small letters, digits and single `-`, with a letter',
        name,
      ]);
    case 'key':
      return refuse(name, KEY, 253, ['`{0}` is no key: letters, digits, `-`, `_` and `.`', name]);
    case 'label':
      return refuse(name, VALUE, 63, [
        '`{0}` is no value of a label: up to 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last',
        name,
      ]);
    case 'labelKey':
      return refuse(name, QUALIFIED, 317, [
        '`{0}` is no key of a label: a name of up to 63 characters, behind a domain and `/` if you like',
        name,
      ]);
  }
}

function refuse(name: string, pattern: RegExp, longest: number, message: Message): Message | undefined {
  return name.length <= longest && pattern.test(name) ? undefined : message;
}
