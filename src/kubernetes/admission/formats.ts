import type { Message } from '../../words/message.ts';

/** What the API server lets stand in a text of a certain meaning. */
export type Format = (value: string) => Message | undefined;

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && DNS_LABEL.test(value);
}

export function isDnsSubdomain(value: string): boolean {
  return value.length <= 253 && DNS_SUBDOMAIN.test(value);
}

export const dnsLabel: Format = (value) =>
  isDnsLabel(value)
    ? undefined
    : [
        '`{0}` is no valid name here: at most 63 lower-case letters, digits and `-`, a letter or digit at both ends',
        shortened(value),
      ];

export const dnsSubdomain: Format = (value) =>
  isDnsSubdomain(value)
    ? undefined
    : [
        '`{0}` is no valid name here: at most 253 lower-case letters, digits, `-` and `.`, a letter or digit at both ends',
        shortened(value),
      ];

export const letterFirst: Format = (value) =>
  value.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(value)
    ? undefined
    : ['`{0}` is no valid name here: at most 63 lower-case letters, digits and `-`, a letter first', shortened(value)];

/** Names that stand in addresses as they are. */
export const pathSegment: Format = (value) =>
  value === '.' || value === '..' || /[/%]/.test(value)
    ? ['`{0}` is no valid name: it may be neither `.` nor `..`, and hold no `/` and no `%`', shortened(value)]
    : undefined;

export const portName: Format = (value) =>
  value.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value)
    ? undefined
    : [
        '`{0}` is no valid port name: at most 15 lower-case letters, digits and single `-` between them, with at least one letter',
        shortened(value),
      ];

/** Keys of labels; `annotation`: capitals count as small letters before the `/`. */
export function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  if (slash >= 0 && !isDnsSubdomain(value.slice(0, slash))) return false;
  return name.length <= 63 && QUALIFIED.test(name);
}

export const labelKey: Format = (value) =>
  isQualifiedName(value)
    ? undefined
    : [
        '`{0}` is no valid key: at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends, behind a domain and one `/` or not',
        shortened(value),
      ];

export const annotationKey: Format = (value) => (isQualifiedName(value.toLowerCase()) ? undefined : labelKey(value));

export const labelValue: Format = (value) =>
  value === '' || (value.length <= 63 && QUALIFIED.test(value))
    ? undefined
    : [
        '`{0}` is no valid label value: at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends',
        shortened(value),
      ];

/** Keys of ConfigMaps and Secrets. */
export const dataKey: Format = (value) =>
  value.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(value) && value !== '.' && !value.startsWith('..')
    ? undefined
    : ['`{0}` is no valid key: letters, digits, `-`, `_` and `.`, not beginning with `..`', shortened(value)];

/** Names of environment variables; before Kubernetes 1.32 few signs were allowed in them. */
export function environmentName(target: number): Format {
  const allowed = target >= 32 ? /^[\x20-\x3c\x3e-\x7e]+$/ : /^(?!\.\.)(?!\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/;
  return (value) => (allowed.test(value) ? undefined : ['`{0}` cannot be the name of a variable', shortened(value)]);
}

export const relativePath: Format = (value) => {
  if (value.startsWith('/')) return ['`{0}` must be a relative path', shortened(value)];
  return noBacksteps(value);
};

/** Relative, and not beginning with what the kubelet keeps for itself. */
export const fileInVolume: Format = (value) =>
  relativePath(value) ?? (value.startsWith('..') ? ['`{0}` may not begin with `..`', shortened(value)] : undefined);

export const noBacksteps: Format = (value) =>
  value.split('/').includes('..') ? ['`{0}` may not lead upwards with `..`', shortened(value)] : undefined;

export const absolutePath: Format = (value) =>
  value.startsWith('/') ? undefined : ['`{0}` must begin with `/`', shortened(value)];

/** `acme.io/foo` */
export const domainPath: Format = (value) => {
  const [, host = '', path = ''] = /^([^/]+)\/(.+)$/.exec(value) ?? [];
  return isDnsSubdomain(host) && /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path)
    ? undefined
    : ['`{0}` must be a domain and a path, as in `example.com/name`', shortened(value)];
};

/** A host name that may begin with `*.`. */
export const hostName: Format = (value) => {
  const isValid = value.includes('*')
    ? value.startsWith('*.') && value.length <= 253 && isDnsSubdomain(value.slice(2))
    : isDnsSubdomain(value);
  return isValid
    ? undefined
    : [
        '`{0}` is no valid host name: lower-case letters, digits, `-` and `.`; a `*` only as its first part',
        shortened(value),
      ];
};

const MOST_SHOWN = 80;

/** A long text would fill the screen. */
export function shortened(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN - 1)}…` : value;
}
