import { isMap, isSeq, type Node } from 'yaml';
import { trivyName } from '../lint/ignore-comment.ts';
import type { Report } from '../lint/rule.ts';
import type { RuleIds } from './rule-ids.ts';
import type { SettingSource } from './setting-source.ts';
import { mapOf, problem, readYaml, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/** What `.trivyignore` or `.trivyignore.yaml` silences, and what is wrong in it. Ids of vulnerabilities and secrets say nothing here. */
export interface TrivyIgnore {
  readonly sources: readonly SettingSource[];
  readonly problems: readonly Report[];
}

const DATE = /^\d{4}-\d\d-\d\d/;

/** One id a line, `DS-0002 exp:2026-01-31`; `#` begins a comment. `today` as `2026-01-31`. */
export function readTrivyIgnore(text: string, ids: RuleIds, today: string | undefined): TrivyIgnore {
  const problems: Report[] = [];
  const sources: SettingSource[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const [written = ''] = line.split('#');
    const [id, ...options] = written.trim().split(/\s+/);
    const option = options.find((one) => one.startsWith('exp:'));
    if (option && !DATE.test(option.slice(4))) {
      const at = start + line.indexOf(option);
      problems.push({
        start: at,
        end: at + option.length,
        message: ['`{0}` is no date like 2026-01-31', option.slice(4)],
      });
    } else if (id && !ended(option?.slice(4), today)) sources.push(ignored(id, [], ids));
    start += line.length + 1;
  }
  return { sources, problems };
}

/** `misconfigurations: [{ id, paths, expired_at, statement }]`. */
export function readTrivyIgnoreYaml(text: string, ids: RuleIds, today: string | undefined): TrivyIgnore {
  const file = readYaml(text, ['`.trivyignore.yaml` must be a map of settings']);
  const list = valueOf(file.root, 'misconfigurations');
  if (list === undefined || !isSeq(list)) {
    if (list !== undefined) problem(file, list, ['`{0}` must be a list', 'misconfigurations']);
    return { sources: [], problems: file.problems };
  }
  const sources = (list.items as Node[]).flatMap((item) => readItem(file, item, ids, today) ?? []);
  return { sources, problems: file.problems };
}

function readItem(file: YamlFile, item: Node, ids: RuleIds, today: string | undefined): SettingSource | undefined {
  const map = mapOf(file, item, ['An entry must be a map with an `id`']);
  if (!map) return undefined;
  const [id] = textsOf(file, valueOf(map, 'id'), ['`{0}` must be one word', 'id']);
  if (!id) {
    if (isMap(item)) problem(file, item, ['An entry must be a map with an `id`']);
    return undefined;
  }
  const paths = textsOf(file, valueOf(map, 'paths'), ['`{0}` must be a list', 'paths']).map((path) => path.text);
  const [expiry] = textsOf(file, valueOf(map, 'expired_at'), ['`{0}` must be one word', 'expired_at']);
  if (expiry && !DATE.test(expiry.text)) problem(file, expiry.at, ['`{0}` is no date like 2026-01-31', expiry.text]);
  return ended(expiry?.text, today) ? undefined : ignored(id.text, paths, ids);
}

function ignored(id: string, paths: readonly string[], ids: RuleIds): SettingSource {
  const entries = ids.ofPeer('trivy', trivyName(id)).map((target) => ({ target, level: 'off' as const }));
  return paths.length > 0 ? { entries, globs: paths } : { entries };
}

function ended(until: string | undefined, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until.slice(0, 10) <= today;
}
