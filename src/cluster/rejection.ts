import type { ApplyRejection, KubeObject } from './types.ts';

/** The part of a Kubernetes Status that we read. */
export interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
}

type Cause = ApplyRejection['causes'][number];

/**
 * What the server finds wrong with an object, field by field. Only validation lists the fields; strict decoding, typed
 * patches and conflicts have them in their sentence. `sent` is named where the server does not say which object it means.
 */
export function rejectionOf({ message = '', details }: Status, sent: KubeObject | undefined): ApplyRejection {
  const listed = (details?.causes ?? []).map((cause) => ({
    field: (cause.field ?? '').replace(/^\./, ''),
    reason: cause.reason ?? '',
    message: cause.message ?? '',
  }));
  return {
    kind: sent?.kind ?? details?.kind ?? '',
    name: sent?.metadata.name ?? details?.name ?? '',
    causes: listed.length > 0 ? listed : causesInSentence(message),
  };
}

/** Managers of the fields in conflict, each once: `kubectl`, `helm`. */
export function managersOf({ causes }: ApplyRejection): string[] {
  const managers = causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message }) => /conflict with "([^"]+)"/.exec(message)?.[1])
    .filter((manager) => manager !== undefined);
  return [...new Set(managers)];
}

/** The text without any value of the Secret that was sent, neither plain nor encoded. */
export function withoutValuesOf(sent: KubeObject | undefined, text: string): string {
  if (sent?.kind !== 'Secret') return text;
  const plain = scalarsIn(sent['stringData']);
  const encoded = scalarsIn(sent['data']);
  const values = [...plain, ...encoded, ...plain.map(toBase64), ...encoded.map(fromBase64)];
  // As Go and JSON quote them, too.
  const spellings = new Set([...values, ...values.map((value) => JSON.stringify(value).slice(1, -1))]);
  spellings.delete('');
  return [...spellings].sort((a, b) => b.length - a.length).reduce(mask, text);
}

/** A short value is masked as a word only: its letters are in every sentence. */
function mask(text: string, value: string): string {
  if (value.length > 3) return text.replaceAll(value, '***');
  const literal = value.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w*])${literal}(?![\\w*])`, 'g'), '***');
}

function toBase64(value: string): string {
  return Buffer.from(value).toString('base64');
}

function fromBase64(value: string): string {
  return Buffer.from(value, 'base64').toString();
}

function scalarsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(scalarsIn);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

function causesInSentence(message: string): Cause[] {
  const causes: Cause[] = [];
  for (const [, what = '', field = ''] of message.matchAll(/\b(unknown|duplicate) field "([^"]+)"/g)) {
    causes.push({ field, reason: 'FieldValueInvalid', message: `${what} field "${field}"` });
  }
  for (const [, field = ''] of message.matchAll(/(?:^|\s)\.([\w.[\]"=-]+): field not declared in schema/g)) {
    causes.push({ field, reason: 'FieldValueInvalid', message: `unknown field "${field}"` });
  }
  // Without what it got: that may be a value that is nobody's business.
  for (const [, field = '', type = ''] of message.matchAll(/(?:^|\s)\.([\w.[\]"=-]+): expected ([^,\n]+), got/g)) {
    causes.push({ field, reason: 'FieldValueTypeInvalid', message: `expected ${type}` });
  }
  return causes;
}
