import { at, entries, items, textAt, textMap } from '../fields.ts';
import type { Field } from '../model.ts';

/** A selector by labels: all its parts must hold. */
export interface LabelSelector {
  readonly labels: ReadonlyMap<string, string>;
  readonly expressions: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

/** `matchLabels` and `matchExpressions`; undefined where an expression is none that anyone can judge. */
export function labelSelector(field: Field | undefined): LabelSelector | undefined {
  const expressions: LabelExpression[] = [];
  for (const item of items(at(field, 'matchExpressions'))) {
    const expression = labelExpression(item);
    if (!expression) return undefined;
    expressions.push(expression);
  }
  return { labels: textMap(at(field, 'matchLabels')), expressions };
}

/** Undefined: it has no key, or no operator that anyone knows. */
export function labelExpression(field: Field): LabelExpression | undefined {
  const key = textAt(field, 'key');
  const operator = textAt(field, 'operator') ?? '';
  if (key === undefined || !isOperator(operator)) return undefined;
  return { key, operator, values: items(at(field, 'values')).map((value) => textAt(value) ?? '') };
}

/** The selector of a Service: labels and nothing else. */
export function plainSelector(field: Field | undefined): LabelSelector {
  return { labels: textMap(field), expressions: [] };
}

/** Whether it says nothing, and so selects everything. */
export function selectsAll({ labels, expressions }: LabelSelector): boolean {
  return labels.size === 0 && expressions.length === 0;
}

/** `isOpen`: keys and values of which the labels at hand are not the last word; what asks for them holds. */
export function selects(
  { labels: wanted, expressions }: LabelSelector,
  labels: ReadonlyMap<string, string>,
  isOpen: (key: string, value?: string) => boolean = () => false,
): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value && !isOpen(key, value)) return false;
  return expressions.every((expression) => isOpen(expression.key) || holds(expression, labels));
}

export function holds({ key, operator, values }: LabelExpression, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** As a reader would write it on one line. */
export function describeSelector(field: Field | undefined): string {
  const selector = labelSelector(field);
  const pairs = entries(at(field, 'matchLabels')).map(({ key, value }) => `${key}: ${textAt(value) ?? ''}`);
  const expressions = (selector?.expressions ?? []).map(
    ({ key, operator, values }) => `${key} ${operator}${values.length > 0 ? ` ${values.join('|')}` : ''}`,
  );
  return [...pairs, ...expressions].join(', ');
}

function isOperator(text: string): text is LabelExpression['operator'] {
  return OPERATORS.has(text);
}
