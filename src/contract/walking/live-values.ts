import type { EnvVariable, Program } from '../../go/project.ts';
import { code } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { LiveContainer, LiveUse, LiveWorkload } from '../live/live-cluster.ts';
import type { LiveMatcher } from '../live/live-match.ts';
import { MASK, shown } from './variable-values.ts';

/** What a variable is for one workload on a connected cluster. */
export interface LiveRow {
  readonly workload: string;
  readonly namespace: string;
  /** Markdown, or a sentence with Markdown in it. What is secret is never part of it. */
  readonly value: string | Message;
}

/** What a variable is on the cluster, in every namespace where something runs the program. */
export function liveRows(program: Program, variable: EnvVariable, contract: Contract, matcher: LiveMatcher): LiveRow[] {
  const rows = new Map<string, LiveRow>();
  for (const container of contract.containersOf(program))
    for (const { live: workload } of matcher.workloads(container.facts.object)) {
      const runs = workload.containers.find(({ name }) => name === container.facts.name);
      if (!runs) continue;
      const { kind, name, namespace } = workload;
      const value = valueIn(runs, workload, variable, matcher) ?? unset(container, variable);
      // Overlays that say the same lead to one workload.
      rows.set(`${namespace}/${kind}/${name}/${runs.name}`, { workload: `${kind} ${name}`, namespace, value });
    }
  return [...rows.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
}

/** Undefined: nothing sets it. */
function valueIn(
  { env, envFrom }: LiveContainer,
  { namespace }: LiveWorkload,
  variable: EnvVariable,
  matcher: LiveMatcher,
): LiveRow['value'] | undefined {
  const own = env.findLast(({ name }) => name === variable.name);
  if (own?.from) return ofKey(own.from, own.from.key);
  if (own) return own.value === null ? UNKNOWN : shown(own.value, variable);
  // The last one wins.
  for (const source of envFrom.toReversed()) {
    if (!variable.name.startsWith(source.prefix)) continue;
    const key = variable.name.slice(source.prefix.length);
    const config = configOf(source);
    if (config === undefined) return UNKNOWN;
    if (config && Object.hasOwn(config.data, key)) return ofKey(source, key);
  }
  return undefined;

  function configOf({ kind, name }: LiveUse) {
    return matcher.config(kind, name, namespace);
  }

  function ofKey(use: LiveUse, key: string): LiveRow['value'] | undefined {
    const { kind, name, optional } = use;
    const config = configOf(use);
    if (config === undefined) return kind === 'Secret' ? ['of Secret {0}: {1}', code(name), MASK] : UNKNOWN;
    if (!config) return optional ? undefined : ['{0} {1} is not there', kind, code(name)];
    if (!Object.hasOwn(config.data, key))
      return optional ? undefined : ['{0} {1} has no key {2}', kind, code(name), code(key)];
    if (kind === 'Secret') return ['of Secret {0}: {1}', code(name), MASK];
    const value = config.data[key] ?? null;
    return value === null ? UNKNOWN : shown(value, variable);
  }
}

const UNKNOWN: Message = ['not known here'];

function unset({ image }: ContractContainer, { name, default: value }: EnvVariable): Message {
  // Another version of the image may run there.
  if (image?.run.env.has(name)) return UNKNOWN;
  return value === null ? ['not set'] : ['not set: the default'];
}
