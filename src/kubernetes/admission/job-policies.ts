import { at, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import { excludes, fault, type Faults, formatted, isMissing, isTwice, keyPlace, oneOf } from './faults.ts';
import { labelKey } from './formats.ts';
import { isIndexed } from './jobs.ts';
import { countIn, filled, textIn } from './reading.ts';

/** What fails a Job as a whole, or one of its indexes. */
export function* failurePolicyFaults(spec: Field | undefined): Faults {
  const rules = entry(at(spec, 'podFailurePolicy'), 'rules');
  if (!rules) return;
  if (items(rules.value).length > 20) yield fault(keyPlace(rules), ['`{0}` may have at most {1} entries', 'rules', 20]);
  const template = at(spec, 'template', 'spec');
  const names = new Set(
    ['containers', 'initContainers'].flatMap((key) =>
      items(at(template, key)).map((one) => textIn(one, 'name')?.value),
    ),
  );
  for (const rule of items(rules.value)) {
    yield* oneOf(rule, 'action', ['Count', 'FailIndex', 'FailJob', 'Ignore']);
    const action = textIn(rule, 'action');
    if (action?.value === 'FailIndex' && !filled(spec, 'backoffLimitPerIndex'))
      yield fault(action, ['`{0}` needs `{1}`', 'FailIndex', 'backoffLimitPerIndex']);
    const codes = filled(rule, 'onExitCodes');
    const conditions = filled(rule, 'onPodConditions');
    const hasConditions = items(conditions?.value).length > 0;
    if (codes && conditions && hasConditions)
      yield fault(keyPlace(conditions), excludes('onExitCodes', 'onPodConditions'));
    if (!codes && !hasConditions && rule.kind === 'map' && action) yield fault(action, isMissing('onExitCodes'));
    yield* exitCodeFaults(codes?.value, names);
    for (const pattern of items(conditions?.value)) {
      yield* formatted(pattern, 'type', labelKey, false);
      yield* oneOf(pattern, 'status', ['True', 'False', 'Unknown']);
    }
  }
}

function* exitCodeFaults(codes: Field | undefined, names: ReadonlySet<string | undefined>): Faults {
  if (!codes) return;
  yield* oneOf(codes, 'operator', ['In', 'NotIn']);
  const container = textIn(codes, 'containerName');
  if (container && !names.has(container.value))
    yield fault(container, ['The pod has no container `{0}`', container.value]);
  const values = entry(codes, 'values');
  if (values?.value.kind === 'list' && values.value.items.length === 0)
    yield fault(keyPlace(values), ['`{0}` is empty', 'values']);
  let before = -Infinity;
  for (const item of items(values?.value)) {
    if (item.kind !== 'scalar' || typeof item.value !== 'number') continue;
    if (item.value === 0 && textIn(codes, 'operator')?.value === 'In')
      yield fault(item, ['With `operator: In`, 0 is no exit code: it means success']);
    else if (item.value === before) yield fault(item, isTwice(String(item.value)));
    else if (item.value < before) yield fault(item, ['`values` must be in order']);
    before = Math.max(before, item.value);
  }
}

/** When an indexed Job counts as done. */
export function* successPolicyFaults(spec: Field | undefined): Faults {
  const rules = entry(at(spec, 'successPolicy'), 'rules');
  if (!rules || !isIndexed(spec)) return;
  if (rules.value.kind === 'list' && rules.value.items.length === 0)
    yield fault(keyPlace(rules), ['`{0}` is empty', 'rules']);
  const completions = countIn(spec, 'completions')?.value ?? Infinity;
  for (const rule of items(rules.value)) {
    const count = countIn(rule, 'succeededCount');
    const indexes = textIn(rule, 'succeededIndexes');
    if (rule.kind === 'map' && !entry(rule, 'succeededCount') && !entry(rule, 'succeededIndexes'))
      yield fault(rule, isMissing('succeededIndexes'));
    if (count && (count.value < 0 || count.value > completions))
      yield fault(count, ['`{0}` must be between {1} and {2}', 'succeededCount', 0, completions]);
    if (indexes && !areIndexes(indexes.value, completions))
      yield fault(indexes, ['`{0}` are no indexes in order, as in `0,2-4`, below `completions`', indexes.value]);
  }
}

function areIndexes(text: string, completions: number): boolean {
  let last = -1;
  for (const part of text === '' ? [] : text.split(',')) {
    const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (
      from === '' ||
      Number(from) <= last ||
      Number(to) < Number(from) ||
      Number(to) >= completions ||
      (part.includes('-') && to === from)
    )
      return false;
    last = Number(to);
  }
  return true;
}
