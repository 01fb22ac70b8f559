import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Message } from '../../words/message.ts';
import type { Field, ScalarField } from '../model.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Schema } from './schema.ts';
import { type Place, severityOf } from './place.ts';

/** Reports a value of another type than the schema's, with a fix where the value itself is beyond doubt. */
export function wrongType(field: Field, schema: Schema, name: string, place: Place): void {
  if (field.kind === 'scalar' && isFilledIn(field)) return;
  const raw = place.text.slice(field.start, field.end);
  // An alias shows what stands elsewhere: there it may be right.
  const fixes = raw.startsWith('*') ? [] : fixesFor(field, schema, raw);
  place.faults.push({
    rule: 'wrong-type',
    ...rangeOf(field),
    message: messageFor(field, schema, name.replace(/\[\]$/, ''), name.endsWith('[]')),
    ...severityOf(place),
    ...(fixes.length > 0 ? { fixes } : {}),
  });
}

/** Whether something else fills in the value before the API server reads it. */
export function isFilledIn({ value }: ScalarField): boolean {
  return typeof value === 'string' && isPlaceholder(value);
}

function messageFor(field: Field, schema: Schema, name: string, isItem: boolean): Message {
  const is = wordFor(field);
  switch (schema.kind) {
    case 'structure':
    case 'map':
      return isItem
        ? ['an item of `{0}` must be a map of fields, not {1}', name, is]
        : ['`{0}` must be a map of fields, not {1}', name, is];
    case 'list':
      return isItem
        ? ['an item of `{0}` must be a list, not {1}', name, is]
        : ['`{0}` must be a list, not {1}', name, is];
    case 'int32':
    case 'int64':
      return isItem
        ? ['an item of `{0}` must be a whole number, not {1}', name, is]
        : ['`{0}` must be a whole number, not {1}', name, is];
    case 'number':
      return isItem
        ? ['an item of `{0}` must be a number, not {1}', name, is]
        : ['`{0}` must be a number, not {1}', name, is];
    case 'boolean':
      return isItem
        ? ['an item of `{0}` must be true or false, not {1}', name, is]
        : ['`{0}` must be true or false, not {1}', name, is];
    case 'int-or-text':
      return ['`{0}` must be a whole number or text, not {1}', name, is];
    case 'quantity':
      return ['`{0}` must be a quantity such as `500m` or `64Mi`, not {1}', name, is];
    default:
      return isItem ? ['an item of `{0}` must be text, not {1}', name, is] : ['`{0}` must be text, not {1}', name, is];
  }
}

/** The value so that every language can say it. */
function wordFor(field: Field): string {
  if (field.kind === 'map') return '`{…}`';
  if (field.kind === 'list') return '`[…]`';
  if (typeof field.value !== 'string') return `\`${String(field.value)}\``;
  const text = field.value.length > 40 ? `${field.value.slice(0, 40)}…` : field.value;
  return `\`${JSON.stringify(text)}\``;
}

function fixesFor(field: Field, schema: Schema, raw: string): Fix[] {
  if (field.kind !== 'scalar' || field.value === null) return [];
  const replaced = (text: string): Fix[] => [
    { title: ['Write `{0}`', text], safe: true, edits: [{ start: field.start, end: field.end, text }] },
  ];
  const value = String(field.value);
  switch (schema.kind) {
    case 'text':
    case 'time':
    case 'base64':
      // As it is written: `1.10` and `0755` are other texts than the numbers that they are read as.
      return /^[\w.+-]+$/.test(raw) ? replaced(`"${raw}"`) : [];
    case 'int32':
    case 'int64':
      return typeof field.value === 'string' && /^-?(?:0|[1-9]\d{0,14})$/.test(value) ? replaced(value) : [];
    case 'number':
      return typeof field.value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? replaced(value) : [];
    case 'boolean':
      return typeof field.value === 'string' && /^(?:true|false)$/i.test(value) ? replaced(value.toLowerCase()) : [];
    case 'list': {
      if (!/^[\w./:=@%+-]+$|^"[^"\\\n]*"$|^'[^'\n]*'$/.test(raw)) return [];
      const text = `[${raw}]`;
      return [{ title: ['Write `{0}`', text], safe: false, edits: [{ start: field.start, end: field.end, text }] }];
    }
    default:
      return [];
  }
}
