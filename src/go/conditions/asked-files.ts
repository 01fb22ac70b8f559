import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { type Expression, isNil } from '../syntax/syntax.ts';

/** `path` of `if _, err := os.Stat(path); err == nil`: the branch is for where that is there. */
export function fileAskedFor(condition: Expression, { fn, ...there }: Site, code: LinkedCode): Expression | null {
  if (!fn || condition.kind !== 'binary' || condition.operator !== '==' || !isNil(condition.right)) return null;
  const { left } = condition;
  const declared = left.kind === 'name' ? find(code.bindings(fn), left.name, left.start) : undefined;
  const latest = declared?.assignments.findLast(({ end }) => end <= left.start) ?? declared?.source;
  const asked = latest && 'expression' in latest ? latest.expression : null;
  if (asked?.kind !== 'call' || !/^os\.L?Stat$/.test(calleeName(code, asked.callee, { fn, ...there }) ?? ''))
    return null;
  return asked.args[0] ?? null;
}
