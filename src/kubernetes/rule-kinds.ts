import type { Report, RuleInfo, RuleOptions } from '../lint/rule.ts';
import { at, textAt } from './fields.ts';
import type { Field, Manifest } from './model.ts';
import type { ContainerSubject, ManifestRule, ManifestSubject, PodSubject } from './subject.ts';
import type { ContainerView, PodSpecView } from './pods/workloads.ts';

type Facts = Omit<RuleInfo, 'exampleOf'>;
type Kinds = Pick<ManifestRule, 'kinds'>;

/** A rule about every container of every workload, init containers and sidecars included. Ephemeral ones cannot be deployed. */
export function containerRule(
  rule: Facts & { check: (subject: ContainerSubject, options: RuleOptions) => Iterable<Report> },
): ManifestRule {
  return {
    ...rule,
    exampleOf: 'container',
    kinds: 'pods',
    check({ containers }, options) {
      const [only] = containers;
      if (only && containers.length === 1) return rule.check(only, options);
      let found: Report[] | undefined;
      for (const subject of containers) {
        for (const report of rule.check(subject, options)) (found ??= []).push(report);
      }
      return found ?? NONE;
    },
  };
}

/** A rule about the pod of every workload. */
export function podRule(
  rule: Facts & { check: (subject: PodSubject, options: RuleOptions) => Iterable<Report> },
): ManifestRule {
  return {
    ...rule,
    exampleOf: 'pod',
    kinds: 'pods',
    check: (subject, options) => (hasPod(subject) ? rule.check(subject, options) : NONE),
  };
}

/** A rule about one object, of the kinds it names. */
export function objectRule(
  rule: Facts & Kinds & { check: (subject: ManifestSubject, options: RuleOptions) => Iterable<Report> },
): ManifestRule {
  return { ...rule, exampleOf: 'manifest' };
}

/** A rule that looks at other objects; silent until the whole workspace is known. */
export function workspaceRule(
  rule: Facts & Kinds & { check: (subject: ManifestSubject, options: RuleOptions) => Iterable<Report> },
): ManifestRule {
  return {
    ...rule,
    exampleOf: 'manifest',
    check: (subject, options) => (subject.workspace.complete ? rule.check(subject, options) : NONE),
  };
}

/** Most rules find nothing in most objects. */
const NONE: readonly Report[] = [];

function hasPod(subject: ManifestSubject): subject is PodSubject {
  return subject.pod !== undefined;
}

/** An example as a whole manifest: a container or pod spec gets what must be around it. */
export function wrapExample(exampleOf: RuleInfo['exampleOf'], text: string): string {
  const indented = (indent: string) => text.replaceAll(/^(?=.)/gm, indent).replace(/\n?$/, '\n');
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: example\nspec:\n';
  if (exampleOf === 'pod') return pod + indented('  ');
  if (exampleOf === 'container') return `${pod}  containers:\n    - ${indented('      ').trimStart()}`;
  return text;
}

/** Security settings of Linux mean nothing to a Windows pod. */
export function isWindows({ spec }: PodSpecView): boolean {
  return textAt(spec, 'os', 'name') === 'windows' || textAt(spec, 'nodeSelector', 'kubernetes.io/os') === 'windows';
}

/** Where a finding about a container stands: its name, or its first character. */
export function containerPlace({ field }: ContainerView): { start: number; end: number } {
  const name = field.entries.find(({ key, merged }) => key === 'name' && !merged);
  return name && name.value.end > name.value.start
    ? { start: name.value.start, end: name.value.end }
    : { start: field.start, end: Math.min(field.start + 1, field.end) };
}

/** Where a finding about a whole object stands: its name, or its kind where it has none of its own. */
export function objectPlace({ root, start, end }: Manifest): { start: number; end: number } {
  const place = [at(root, 'metadata', 'name'), at(root, 'kind')].find((field) => isWithin(field, start, end));
  return place ? { start: place.start, end: place.end } : { start, end: Math.min(start + 1, end) };
}

function isWithin(field: Field | undefined, start: number, end: number): boolean {
  return field !== undefined && field.end > field.start && field.start >= start && field.end <= end;
}

/** For `differs`: these peers ask a Windows pod for settings that only Linux knows. */
export function onWindows(aliases: readonly string[]): Readonly<Record<string, string>> {
  const reason = 'It asks this of Windows pods, too, where the API server refuses the setting or nothing heeds it.';
  return Object.fromEntries(aliases.filter((alias) => !alias.startsWith('psa:')).map((alias) => [alias, reason]));
}
