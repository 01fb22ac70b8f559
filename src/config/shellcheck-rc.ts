import { parseIgnoreComment } from '../lint/ignore-comment.ts';
import type { RuleIds } from './rule-ids.ts';
import type { RuleEntry } from './rule-levels.ts';

/** What `.shellcheckrc` disables: the same words as in its comments, one directive a line. */
export function readShellcheckRc(text: string, ids: RuleIds): readonly RuleEntry[] {
  return text.split('\n').flatMap((line) => {
    const ignore = parseIgnoreComment(`# shellcheck ${line.trim()}`);
    if (!ignore) return [];
    const named = ignore.ids === 'all' ? ['*'] : ignore.ids.map(({ id }) => id);
    return named.flatMap((id) => ids.ofPeer('shellcheck', id).map((target) => ({ target, level: 'off' as const })));
  });
}
