import type { Report } from '../../lint/rule.ts';
import { changeTo } from '../change-to.ts';
import { at, items, textAt } from '../fields.ts';
import { relatedTo } from '../object-place.ts';
import type { Reference } from './reference.ts';
import { similarName } from '../../lint/similar-word.ts';
import type { ManifestSubject } from '../subject.ts';

/** Names of other objects that are looked at for a likely one. */
const MOST_NAMES = 500;

/** What to say of a reference that means nothing; undefined where it means something, or nobody knows. */
export function dangling(subject: ManifestSubject, reference: Reference): Report | undefined {
  const { workspace, file } = subject;
  if (workspace.resolve(reference, subject).state !== 'missing') return undefined;
  const { kind, name, namespace } = reference.target;
  const { start, end } = reference;
  const [other] = namespace === null ? [] : workspace.named(kind, name);
  if (other) {
    const there = other.manifest.namespace || 'default';
    return {
      start,
      end,
      message: ['{0} `{1}` is in namespace `{2}`, not in `{3}`', kind, name, there, namespace || 'default'],
      related: [relatedTo(other, ['{0} `{1}` of another namespace', kind, name])],
    };
  }
  const likely = similarName(name, namesOf(subject, reference));
  return {
    start,
    end,
    message: likely
      ? ['There is no {0} `{1}`; there is `{2}`', kind, name, likely]
      : ['There is no {0} `{1}` in the workspace', kind, name],
    fixes: changeTo(file.text, reference.field, likely),
  };
}

function* namesOf({ workspace }: ManifestSubject, { target: { kind, namespace } }: Reference): Generator<string> {
  for (const { manifest } of workspace.inNamespace(kind, namespace ?? '').slice(0, MOST_NAMES)) yield manifest.name;
}

/** What to say of a key or port that its target has not; undefined where it has, or nobody knows. */
export function danglingPart(subject: ManifestSubject, reference: Reference): Report | undefined {
  const { part, target } = reference;
  if (!part) return undefined;
  const found = subject.workspace.resolvePart(reference, subject);
  if (found.state !== 'missing') return undefined;
  const { start, end, kind } = part;
  const name = String(part.name);
  const likely = typeof part.name === 'string' ? similarName(name, found.names) : undefined;
  const related: Report['related'] = [
    relatedTo(found.object, ['{0} `{1}` has {2}', target.kind, target.name, listed(found.names)]),
  ];
  const other = kind === 'port' ? onlyPort(part.name, found.names) : keyOfVariable(subject, start, found.names);
  const meant = likely ?? other;
  const fixes = changeTo(subject.file.text, { kind: 'scalar', value: name, start, end }, meant);
  const message: Report['message'] =
    kind === 'key'
      ? ['{0} `{1}` has no key `{2}`', target.kind, target.name, name]
      : ['Service `{0}` has no port `{1}`', target.name, name];
  return { start, end, message, related, fixes };
}

/** Keys are mostly called as the variables that they are for. */
function keyOfVariable({ pod }: ManifestSubject, start: number, names: readonly string[]): string | undefined {
  const variables = (pod?.containers ?? []).flatMap(({ field }) => items(at(field, 'env')));
  const own = variables.find((variable) =>
    ['configMapKeyRef', 'secretKeyRef'].some((kind) => at(variable, 'valueFrom', kind, 'key')?.start === start),
  );
  const name = textAt(own, 'name');
  return name !== undefined && names.includes(name) ? name : undefined;
}

/** Where a number is written the only number, where a name is the only name. */
function onlyPort(written: string | number, names: readonly string[]): string | number | undefined {
  const isNumber = typeof written === 'number';
  const [only, second] = names.filter((name) => /^\d+$/.test(name) === isNumber);
  if (only === undefined || second !== undefined) return undefined;
  return isNumber ? Number(only) : only;
}

function listed(names: readonly string[]): string {
  return names.length === 0
    ? '–'
    : [...new Set(names)]
        .slice(0, 8)
        .map((name) => `\`${name}\``)
        .join(', ');
}
