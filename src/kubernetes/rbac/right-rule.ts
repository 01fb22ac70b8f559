import type { Report, RuleInfo } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { ManifestRule, ManifestSubject } from '../subject.ts';
import { bindingOf, roleOf } from './bindings.ts';
import { grantsOf, isEverything, placeIn } from './grants.ts';
import { allGrants, hears, matchesWant, type Want } from './wants.ts';

type Facts = Omit<RuleInfo, 'exampleOf' | 'aliases'>;

export interface Right extends Facts {
  /** Heard where the role is written. */
  readonly role: readonly Want[];
  /** Heard where the role is bound, if the role is among the files. */
  readonly binding: readonly Want[];
  /** What the subjects of a role or binding of this name may do. */
  readonly fact: (name: string) => Message;
}

/**
 * A rule about rights that a role gives: it reports the grant in the role and, as a hint, the binding that hands it to
 * somebody, as peers speak at the one or at the other.
 */
export function rightRule({ role, binding, fact, ...facts }: Right): ManifestRule {
  const wants = [...role, ...binding];
  return {
    ...facts,
    aliases: [...new Set(wants.flatMap(({ alias }) => alias ?? []))],
    exampleOf: 'manifest',
    kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
    check(subject) {
      return subject.manifest.kind.endsWith('Binding') ? ofBinding(subject) : ofRole(subject);
    },
  };

  function* ofRole({ manifest, workspace }: ManifestSubject): Generator<Report> {
    const grants = workspace.factOf(grantsOf, manifest);
    for (const [index, grant] of grants.entries()) {
      const later = () => grants.slice(index + 1);
      const heard = role.filter((want) => matchesWant(want, grant, later, manifest));
      if (heard.length === 0) continue;
      yield {
        ...placeIn(grant, 'resources', [...named(heard), '*']),
        message: fact(manifest.name),
        aliases: aliasesOf(heard),
        // Everything is among all: what is at fault there is the `*`.
        ...(isEverything(grant) ? { severity: 'hint' as const } : {}),
      };
    }
  }

  function* ofBinding({ manifest, workspace }: ManifestSubject): Generator<Report> {
    const bound = workspace.factOf(bindingOf, manifest);
    const located = bound && roleOf(bound, workspace);
    if (!located) return;
    const heard = new Set<Want>();
    let first: Pick<NonNullable<Report['related']>[number], 'file' | 'start' | 'end'> | undefined;
    for (const [grant, later, from] of allGrants(located, workspace)) {
      for (const want of binding) {
        if (!matchesWant(want, grant, later, from.manifest) || !hears(want, bound, located.manifest)) continue;
        // Of the peers, kube-linter alone follows aggregation.
        if (from !== located && want.alias?.startsWith('kube-linter:') === false) continue;
        heard.add(want);
        first ??= { ...placeIn(grant, 'resources', [...want.resources, '*']), file: from.file.file };
      }
    }
    if (heard.size === 0 || !first) return;
    yield {
      start: bound.place.start,
      end: bound.place.end,
      message: fact(manifest.name),
      aliases: aliasesOf([...heard]),
      severity: 'hint',
      related: [{ ...first, message: ['The right is given here'] }],
    };
  }
}

function named(wants: readonly Want[]): string[] {
  return wants.flatMap(({ resources }) => resources.filter((resource) => resource !== '*'));
}

function aliasesOf(wants: readonly Want[]): string[] {
  return [...new Set(wants.flatMap(({ alias }) => alias ?? []))];
}
