import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { Message } from '../../words/message.ts';
import type { ScalarField } from '../model.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { quantitiesMeant } from './quantity.ts';
import type { NumberSchema, Schema, TextSchema } from './schema.ts';
import { type Place, severityOf } from './place.ts';
import { isFilledIn, wrongType } from './wrong-type.ts';

const LARGEST_INT32 = 2 ** 31;

/** Reports a scalar, not null, that the schema refuses. */
export function checkScalar(field: ScalarField, schema: Schema, name: string, place: Place): void {
  const { value } = field;
  switch (schema.kind) {
    case 'text':
      if (typeof value === 'string') text(field, value, schema, name, place);
      else wrongType(field, schema, name, place);
      return;
    case 'base64':
      if (typeof value !== 'string') wrongType(field, schema, name, place);
      return;
    case 'time':
      if (typeof value !== 'string') wrongType(field, schema, name, place);
      else if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value))
        invalid(field, ['`{0}` is no time such as `2026-01-31T12:00:00Z`', value], place);
      return;
    case 'int32':
    case 'int64':
      if (typeof value !== 'number' || !Number.isInteger(value)) wrongType(field, schema, name, place);
      else if (schema.kind === 'int32' && (value >= LARGEST_INT32 || value < -LARGEST_INT32))
        invalid(field, ['`{0}` must fit into 32 bits, and {1} does not', name, value], place);
      else bounds(field, value, schema, name, place);
      return;
    case 'number':
      if (typeof value !== 'number') wrongType(field, schema, name, place);
      else bounds(field, value, schema, name, place);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') wrongType(field, schema, name, place);
      return;
    case 'int-or-text':
      if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isInteger(value)))
        wrongType(field, schema, name, place);
      else if (typeof value === 'number' && place.origin === 'core' && Math.abs(value) >= LARGEST_INT32)
        invalid(field, ['`{0}` must fit into 32 bits, and {1} does not', name, value], place);
      return;
    case 'quantity':
      quantity(field, schema, name, place);
      return;
    case 'structure':
    case 'map':
    case 'list':
    case 'any':
  }
}

function quantity(field: ScalarField, schema: Schema, name: string, place: Place): void {
  const { value } = field;
  if (typeof value === 'boolean') {
    wrongType(field, schema, name, place);
    return;
  }
  if (typeof value !== 'string' || parseQuantity(value)) return;
  const meant = quantitiesMeant(value);
  const message: Message =
    meant.length > 0
      ? ['`{0}` is no quantity; did you mean {1}?', value, meant.map((one) => `\`${one}\``).join(', ')]
      : ['`{0}` is no quantity such as `500m` or `64Mi`', value];
  invalid(
    field,
    message,
    place,
    meant.map((one) => writing(field, one, false, place)),
  );
}

function text(field: ScalarField, value: string, schema: TextSchema, name: string, place: Place): void {
  const { values, pattern, shortest, longest } = schema;
  // An empty text counts as nothing written where the API server has a default.
  if (values && !values.includes(value) && (value !== '' || place.origin === 'crd')) {
    const guess = values.find((one) => one.toLowerCase() === value.toLowerCase()) ?? similarWord(value, values);
    const sure = guess?.toLowerCase() === value.toLowerCase();
    invalid(
      field,
      values.length > 12
        ? ['`{0}` is no value of `{1}`', value, name]
        : ['`{0}` is no value of `{1}`, which takes {2}', value, name, values.map((one) => `\`${one}\``).join(', ')],
      place,
      guess === undefined ? [] : [writing(field, guess, sure, place)],
    );
  } else if (pattern && !pattern.test(value)) {
    invalid(field, ['`{0}` does not match `{1}`, the pattern of `{2}`', value, pattern.source, name], place);
  } else if (shortest !== undefined && Array.from(value).length < shortest) {
    invalid(field, ['`{0}` must have at least {1} characters', name, shortest], place);
  } else if (longest !== undefined && Array.from(value).length > longest) {
    invalid(field, ['`{0}` must have at most {1} characters', name, longest], place);
  }
}

function bounds(field: ScalarField, value: number, schema: NumberSchema, name: string, place: Place): void {
  const { minimum, maximum, values } = schema;
  if (minimum !== undefined && value < minimum) invalid(field, ['`{0}` must be at least {1}', name, minimum], place);
  else if (maximum !== undefined && value > maximum)
    invalid(field, ['`{0}` must be at most {1}', name, maximum], place);
  else if (values && !values.includes(value))
    invalid(field, ['`{0}` is no value of `{1}`, which takes {2}', value, name, values.join(', ')], place);
}

function invalid(field: ScalarField, message: Message, place: Place, fixes: readonly Fix[] = []): void {
  if (isFilledIn(field)) return;
  place.faults.push({
    rule: 'invalid-value',
    ...rangeOf(field),
    message,
    ...severityOf(place),
    ...(fixes.length > 0 ? { fixes } : {}),
  });
}

function writing({ start, end }: ScalarField, value: string, safe: boolean, { text }: Place): Fix {
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? '';
  return { title: ['Write `{0}`', value], safe, edits: [{ start, end, text: quote + value + quote }] };
}
