import type { Dockerfile } from '../dockerfile/model.ts';
import type { Finding } from '../lint/finding.ts';
import { parseIgnoreComment } from '../lint/ignore-comment.ts';

/** How a dialect says *ignore this here*. */
export interface IgnoreWords {
  readonly id: string;
  /** What stands before the id. */
  readonly prefix: string;
  /** Whether a second id has to go into the same comment: the tool reads only the line right above. */
  readonly joins: boolean;
}

/** The dialects that can speak of one instruction, by the sources of the ids they take. */
const HERE: Readonly<Record<string, { prefix: string; joins: boolean; sources: readonly string[] }>> = {
  hadolint: { prefix: 'hadolint ignore=', joins: true, sources: ['hadolint', 'shellcheck'] },
  buildkit: { prefix: 'check=skip=', joins: true, sources: ['buildkit'] },
  trivy: { prefix: 'trivy:ignore:', joins: false, sources: ['trivy'] },
};

/** The words for a finding; ours where the dialect has no word for it. */
export function pickWords(dialect: string, { rule, aliases }: Finding): IgnoreWords {
  const words = HERE[dialect];
  const alias = words && aliases.find((one) => one !== 'buildkit:parse' && words.sources.includes(sourceOf(one)));
  if (!words || alias === undefined) return { id: rule, prefix: 'gantry-ignore ', joins: false };
  return { id: alias.slice(alias.indexOf(':') + 1), prefix: words.prefix, joins: words.joins };
}

/** The dialect in which a Dockerfile says *ignore this here* most often; the others are asked where it does not say it at all. */
export function habitOf(dockerfile: Dockerfile, others: Iterable<Dockerfile>): string {
  const own = count([dockerfile]);
  return mostOf(own.size > 0 ? own : count(others)) ?? 'gantry';
}

function count(dockerfiles: Iterable<Dockerfile>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { comments, text } of dockerfiles) {
    for (const { start, end } of comments) {
      const ignore = parseIgnoreComment(text.slice(start, end));
      if (ignore?.scope !== 'line' || !(ignore.dialect === 'gantry' || ignore.dialect in HERE)) continue;
      counts.set(ignore.dialect, (counts.get(ignore.dialect) ?? 0) + 1);
    }
  }
  return counts;
}

function mostOf(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function sourceOf(alias: string): string {
  return alias.slice(0, alias.indexOf(':'));
}
