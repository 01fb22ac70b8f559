import { at, entries, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import type { Range } from '../../lint/rule.ts';
import { fault, type Faults, formatted, isMissing, keyPlace, wordOf } from './faults.ts';
import { labelKey, labelValue } from './formats.ts';
import { textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

/** Keys and values of a map of labels. */
export function* labelFaults(map: Field | undefined): Faults {
  for (const { key, keyRange, value } of entries(map)) {
    const ofKey = isPlaceholder(key) ? undefined : labelKey(key);
    if (ofKey) yield fault(keyRange, ofKey);
    const text = textIn(value);
    const ofValue = text ? labelValue(text.value) : undefined;
    if (text && ofValue) yield fault(text, ofValue);
  }
}

/** A selector by labels and expressions. */
export function* selectorFaults(selector: Field | undefined): Faults {
  yield* labelFaults(at(selector, 'matchLabels'));
  for (const expression of items(at(selector, 'matchExpressions')))
    yield* expressionFaults(expression, ['In', 'NotIn', 'Exists', 'DoesNotExist']);
}

/** `checksValues`: whether the values must be label values, too. */
export function* expressionFaults(expression: Field, operators: readonly string[], checksValues = true): Faults {
  yield* formatted(expression, 'key', labelKey, false);
  const operator = textIn(expression, 'operator');
  if (operator) yield* wordOf(operator, operators);
  yield* operandFaults(expression, operator?.value);
  if (!checksValues) return;
  for (const item of items(at(expression, 'values'))) {
    const text = textIn(item);
    const message = text && labelValue(text.value);
    if (text && message) yield fault(text, message);
  }
}

export function* operandFaults(expression: Field, operator: string | undefined): Faults {
  const values = entry(expression, 'values');
  const count = items(values?.value).length;
  const place: Range = values ? keyPlace(values) : (at(expression, 'operator') ?? expression);
  const isUnwritten = values?.value.kind === 'scalar';
  if ((operator === 'In' || operator === 'NotIn') && count === 0 && !isUnwritten)
    yield fault(place, values ? ['`{0}` is empty', 'values'] : isMissing('values'));
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0)
    yield fault(place, ['`{0}` takes no `values`', operator]);
  if ((operator === 'Gt' || operator === 'Lt') && count !== 1 && !isUnwritten)
    yield fault(place, ['`{0}` takes exactly one value', operator]);
}
