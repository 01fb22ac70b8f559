import type { PeerIds } from '../lint/peer-ids.ts';
import type { RuleInfo } from '../lint/rule.ts';
import { type Dialect, names } from '../lint/suppression.ts';
import { PEER_NAMES, PEER_NUMBERS } from './peer-names.ts';
import { similar } from './similar.ts';

/** What an id in a setting means: one of our rules, or an alias that findings of some of them carry. */
export type Target =
  { readonly kind: 'rule'; readonly id: string } | { readonly kind: 'alias'; readonly alias: string };

/** All ids that settings may use. */
export interface RuleIds extends PeerIds {
  /** Our rules by id. */
  readonly own: ReadonlyMap<string, RuleInfo>;
  /** Our rules that carry an alias (with its source), or may. */
  readonly carriers: (alias: string) => readonly RuleInfo[];
  /** What `id` means: ours, or a peer's with or without its source; none for an id that we have no rule for. */
  readonly targets: (id: string) => readonly Target[];
  /** `targets` of an id of one peer, without its source; hadolint's may be ShellCheck's, too. */
  readonly ofPeer: (dialect: Dialect, id: string) => readonly Target[];
}

export function ruleIds(rules: readonly RuleInfo[]): RuleIds {
  const own = new Map(rules.map((rule) => [rule.id, rule]));
  const carriers = new Map<string, RuleInfo[]>();
  const bare = new Map<string, Set<string>>();
  for (const rule of rules) {
    for (const alias of rule.aliases) {
      carriers.set(alias, [...(carriers.get(alias) ?? []), rule]);
      const name = withoutSource(alias);
      bare.set(name, (bare.get(name) ?? new Set()).add(alias));
    }
  }
  const targets = (id: string): Target[] => {
    if (own.has(id)) return [{ kind: 'rule', id }];
    const aliases = carriers.has(id) ? [id] : [...(bare.get(id) ?? [])];
    if (aliases.length === 0) aliases.push(...passedOn(id));
    return aliases.map((alias) => ({ kind: 'alias', alias }));
  };
  const spokesmen = rules.filter(({ speaksFor }) => speaksFor !== undefined);
  /** Ids of peers whose own findings a rule passes on, as aliases. */
  const passedOn = (id: string): string[] =>
    spokesmen.flatMap(({ speaksFor = '' }) => {
      const ofPeer = ['', speaksFor].includes(sourceOf(id)) && isListed(speaksFor, withoutSource(id));
      return ofPeer ? [`${speaksFor}:${withoutSource(id)}`] : [];
    });
  return {
    own,
    carriers: (alias) => carriers.get(alias) ?? spokesmen.filter(({ speaksFor }) => speaksFor === sourceOf(alias)),
    targets,
    ofPeer(dialect, id) {
      const carried = [...carriers.keys()].filter((alias) => names(dialect, id, '', [alias]));
      const others = spokesmen
        .filter(({ speaksFor = '' }) => sourcesOf(dialect).includes(speaksFor))
        .flatMap(({ id: rule }): Target[] =>
          id === '*'
            ? [{ kind: 'rule', id: rule }]
            : rangeOf(id)
                .flatMap(passedOn)
                .filter((alias) => !carriers.has(alias))
                .map((alias) => ({ kind: 'alias', alias })),
        );
      return [...carried.map((alias) => ({ kind: 'alias' as const, alias })), ...others];
    },
    rules: (dialect, id) => rules.filter((rule) => names(dialect, id, rule.id, rule.aliases)).map((rule) => rule.id),
    exists(dialect, id) {
      if (dialect === 'gantry') return targets(id).length > 0 || anyPeerHas(id);
      return sourcesOf(dialect).some((source) => carriers.has(`${source}:${id}`) || peerHas(source, id));
    },
    guess(dialect, id) {
      const known = dialect === 'gantry' ? [...own.keys(), ...bare.keys()] : namesOf(dialect, carriers);
      return similar(withoutSource(id), known);
    },
  };
}

/** The ids of a range such as `SC2000-SC2999`; any other id is its own. */
function rangeOf(id: string): string[] {
  const [, from, to] = /^SC(\d{4})-SC(\d{4})$/.exec(id) ?? [];
  if (from === undefined || to === undefined) return [id];
  return Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, index) => `SC${Number(from) + index}`);
}

function sourcesOf(dialect: Dialect): readonly string[] {
  return dialect === 'hadolint' ? ['hadolint', 'shellcheck'] : [dialect];
}

function namesOf(dialect: Dialect, carriers: ReadonlyMap<string, unknown>): string[] {
  const sources = sourcesOf(dialect);
  return [
    ...[...carriers.keys()].filter((alias) => sources.includes(sourceOf(alias))).map(withoutSource),
    ...(PEER_NAMES[dialect] ?? []),
  ];
}

/** In our own words: with its source as that peer would take it, without only what some peer surely has. */
function anyPeerHas(id: string): boolean {
  const source = sourceOf(id);
  if (source !== '') return peerHas(source, withoutSource(id));
  return [...Object.keys(PEER_NAMES), ...Object.keys(PEER_NUMBERS)].some((one) => isListed(one, id));
}

/** Peers that let their users add checks of any name: there only what nearly is a known name is taken for a slip. */
const EXTENSIBLE = new Set(['checkov', 'kube-linter', 'polaris']);

function peerHas(source: string, id: string): boolean {
  if (isListed(source, id)) return true;
  if (EXTENSIBLE.has(source)) return !/^CKV/i.test(id) && similar(id, PEER_NAMES[source] ?? []) === undefined;
  return !PEER_NAMES[source] && !PEER_NUMBERS[source];
}

function isListed(source: string, id: string): boolean {
  return (PEER_NAMES[source]?.has(id) ?? false) || (PEER_NUMBERS[source]?.test(id) ?? false);
}

function sourceOf(alias: string): string {
  return alias.slice(0, Math.max(alias.indexOf(':'), 0));
}

function withoutSource(alias: string): string {
  return alias.slice(alias.indexOf(':') + 1);
}
