import type { Site } from '../code/code-index.ts';
import { type Origin, originOf, questionAt } from '../code/context.ts';
import { flagTable, NO_FLAGS, type TableFlag } from './flag-table.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { elementNamed, type Expression } from '../syntax/syntax.ts';

/** Flags of a set of a library; those of the whole program where the set is that of whatever command runs. */
export function flagsOfSet(
  code: LinkedCode,
  set: Expression | null,
  site: Site,
  library: string,
): readonly TableFlag[] {
  const takesStandard = ['AddGoFlagSet', 'AddGoFlag'].some((method) => code.calls(method).length > 0);
  const all = code
    .once(flagTable, NO_FLAGS)
    .filter((flag) => flag.library === library || (flag.library === 'flag' && takesStandard));
  const asked = set && ownerOf(code, set, site);
  if (!asked) return all;
  const own = all.filter((flag) => {
    const defined = flag.set ? ownerOf(code, flag.set, flag.site) : asked;
    if (asked.isPersistent && defined?.isPersistent === false) return false;
    return defined === null || defined.owner === asked.owner;
  });
  // A command takes those of the library's own set, too, but for names that it has already.
  const named = new Set(own.filter((flag) => flag.set).map(({ name }) => name));
  const taken = own.filter((flag) => flag.set ?? !named.has(flag.name));
  return taken.length > 0 ? taken : all;
}

interface SetOwner {
  /** The literal or call that made a flag set, or the command whose set it is. */
  readonly owner: Expression;
  /** Of a command: the set that its subcommands have, too, or another; that has no flags of the command alone. */
  readonly isPersistent?: boolean;
}

function ownerOf(code: LinkedCode, set: Expression, site: Site): SetOwner | null {
  const origin = originOf(set, questionAt(code, site));
  const made = origin?.expression;
  if (made?.kind !== 'call' || made.callee.kind !== 'select') return null;
  const { name, operand } = made.callee;
  if (!/^(?:Persistent|Local)?Flags$/.test(name)) return { owner: made };
  const owner = originOf(operand, origin?.context ?? questionAt(code, site));
  return owner ? { owner: commandIn(owner), isPersistent: name === 'PersistentFlags' } : null;
}

/** `&Command{Command: root}`: the command that a struct of the project embeds. */
function commandIn({ expression, context }: Origin): Expression {
  const embedded = expression.kind === 'composite' ? elementNamed(expression, 'Command') : undefined;
  return (embedded && originOf(embedded, context)?.expression) ?? expression;
}
