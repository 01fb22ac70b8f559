import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { failurePolicyFaults, successPolicyFaults } from './job-policies.ts';
import { cronProblem } from './cron.ts';
import { fault, type Faults, formatted, keyPlace, notNegative, oneOf, onlyWith, within, wordOf } from './faults.ts';
import { domainPath, isDnsLabel } from './formats.ts';
import { countIn, filled, isBeingTyped, isTrue, textIn } from './reading.ts';

export function* jobFaults(manifest: Manifest, file: ManifestFile): Faults {
  const spec = at(manifest.root, 'spec');
  if (manifest.kind === 'CronJob') {
    yield* cronFaults(spec);
    const job = at(spec, 'jobTemplate', 'spec');
    yield* specFaults(job, file);
    const selector = filled(job, 'selector');
    if (selector) yield fault(keyPlace(selector), ['The selector of a CronJob’s jobs is made by Kubernetes']);
    const manual = entry(job, 'manualSelector');
    if (manual && isTrue(job, 'manualSelector'))
      yield fault(manual.value, ['The selector of a CronJob’s jobs is made by Kubernetes']);
    return;
  }
  yield* specFaults(spec, file);
  const selector = filled(spec, 'selector');
  if (selector && !isTrue(spec, 'manualSelector'))
    yield fault(keyPlace(selector), onlyWith('selector', 'manualSelector: true'));
  const completions = countIn(spec, 'completions')?.value ?? 0;
  const name = textIn(manifest.root, 'metadata', 'name');
  if (name && completions > 0 && isIndexed(spec) && !isDnsLabel(`${name.value}-${completions - 1}`))
    yield fault(name, ['Pods of an indexed Job are hosts, so `{0}` must be short enough and hold no dots', name.value]);
}

function* cronFaults(spec: Field | undefined): Faults {
  const schedule = textIn(spec, 'schedule');
  if (schedule) {
    if (schedule.value.includes('TZ')) yield fault(schedule, ['A schedule cannot name a time zone; `timeZone` does']);
    else {
      const problem = schedule.value === '' ? (['`{0}` is empty', 'schedule'] as const) : cronProblem(schedule.value);
      if (problem) yield fault(schedule, problem);
    }
  }
  yield* notNegative(spec, 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit');
  yield* oneOf(spec, 'concurrencyPolicy', ['Allow', 'Forbid', 'Replace']);
  const zone = textIn(spec, 'timeZone');
  if (zone && !isTimeZone(zone.value)) yield fault(zone, ['`{0}` is no time zone', zone.value]);
}

/** As the IANA writes it; abbreviations that its data has (`UTC`, `EST5EDT`) are zones, too. */
function isTimeZone(name: string): boolean {
  if (!name.split('/').every((part) => /^(?!-)[A-Za-z._0-9+-]{1,14}$/.test(part) && part !== '.' && part !== '..'))
    return false;
  if (/^local$/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function isIndexed(spec: Field | undefined): boolean {
  return textIn(spec, 'completionMode')?.value === 'Indexed';
}

const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

function* specFaults(spec: Field | undefined, file: ManifestFile): Faults {
  yield* notNegative(spec, ...NUMBERS);
  yield* oneOf(spec, 'completionMode', ['NonIndexed', 'Indexed']);
  yield* formatted(spec, 'managedBy', domainPath);
  yield* indexedFaults(spec);
  yield* failurePolicyFaults(spec);
  yield* successPolicyFaults(spec);
  const replacement = textIn(spec, 'podReplacementPolicy');
  if (replacement && filled(spec, 'podFailurePolicy') && replacement.value === 'TerminatingOrFailed')
    yield fault(replacement, ['With `podFailurePolicy`, `podReplacementPolicy` can only be `Failed`']);
  else yield* oneOf(spec, 'podReplacementPolicy', ['Failed', 'TerminatingOrFailed']);
  yield* restartFaults(spec, file);
}

function* restartFaults(spec: Field | undefined, file: ManifestFile): Faults {
  const owner = entry(at(spec, 'template'), 'spec');
  if (owner?.value.kind !== 'map') return;
  const policy = textIn(owner.value, 'restartPolicy');
  const isAbsent = !entry(owner.value, 'restartPolicy');
  const fix = (value: string) => {
    const edit = owner.value.kind === 'map' ? setField(file.text, owner.value, ['restartPolicy'], value) : undefined;
    return edit ? [{ title: ['Write `restartPolicy: {0}`', value] as const, safe: false, edits: [edit] }] : [];
  };
  if (isAbsent) {
    // Half-typed: before its containers are there, the rest is not, either.
    if (items(at(owner.value, 'containers')).length > 0 && !isBeingTyped(owner.value))
      yield fault(
        keyPlace(owner),
        ['Pods of a Job need `restartPolicy: OnFailure` or `Never`'],
        [...fix('OnFailure'), ...fix('Never')],
      );
  } else if (policy && policy.value !== '' && !['Always', 'OnFailure', 'Never'].includes(policy.value))
    yield* wordOf(policy, ['OnFailure', 'Never']);
  else if (policy?.value === 'Always' || policy?.value === '')
    yield fault(
      policy,
      ['Pods of a Job need `restartPolicy: OnFailure` or `Never`'],
      [...fix('OnFailure'), ...fix('Never')],
    );
  else if (policy?.value === 'OnFailure' && filled(spec, 'podFailurePolicy'))
    yield fault(policy, ['With `podFailurePolicy`, `restartPolicy` can only be `Never`'], fix('Never'));
}

function* indexedFaults(spec: Field | undefined): Faults {
  const perIndex = filled(spec, 'backoffLimitPerIndex');
  const failed = filled(spec, 'maxFailedIndexes');
  const success = filled(spec, 'successPolicy');
  if (failed && !perIndex) yield fault(keyPlace(failed), ['`{0}` needs `{1}`', failed.key, 'backoffLimitPerIndex']);
  if (!isIndexed(spec)) {
    for (const one of [perIndex, failed, success])
      if (one) yield fault(keyPlace(one), onlyWith(one.key, 'completionMode: Indexed'));
    return;
  }
  const mode = at(spec, 'completionMode');
  // With neither number there is one of each.
  if (mode && !entry(spec, 'completions') && filled(spec, 'parallelism'))
    yield fault(mode, ['`{0}` needs `{1}`', 'completionMode: Indexed', 'completions']);
  yield* within(spec, 'parallelism', 0, 100_000);
  const completions = countIn(spec, 'completions');
  const most = countIn(spec, 'maxFailedIndexes');
  if (completions && most && most.value > Math.min(completions.value, 100_000))
    yield fault(most, [
      '`{0}` must be between {1} and {2}',
      'maxFailedIndexes',
      0,
      Math.min(completions.value, 100_000),
    ]);
}
