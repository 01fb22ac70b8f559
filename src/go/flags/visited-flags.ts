import { find } from '../code/bindings.ts';
import type { Context } from '../code/context.ts';
import type { TableFlag } from './flag-table.ts';
import { flagsOfSet } from './flags-of-set.ts';
import type { Expression } from '../syntax/syntax.ts';
import { typeOf } from '../code/types.ts';

/** The flags that `f.Name` goes through in `set.VisitAll(func(f *pflag.Flag) {…})`; null for any other expression. */
export function visitedFlags(expression: Expression, { code, site }: Context): readonly TableFlag[] | null {
  if (expression.kind !== 'select' || expression.name !== 'Name') return null;
  const library = /^(flag|github\.com\/spf13\/pflag)\.Flag$/.exec(typeOf(code, expression.operand, site) ?? '')?.[1];
  if (library === undefined) return null;
  return flagsOfSet(code, setVisited(expression.operand, { code, site }), site, library);
}

/** What the method is called on that is given the literal which the flag is a parameter of. */
function setVisited(flag: Expression, { code, site }: Pick<Context, 'code' | 'site'>): Expression | null {
  if (flag.kind !== 'name' || !site.fn) return null;
  const source = find(code.bindings(site.fn), flag.name, flag.start)?.source;
  const callee =
    source?.kind === 'parameter' ? code.uses(site.pkg).literals.get(source.fn)?.call?.expression.callee : undefined;
  return callee?.kind === 'select' ? callee.operand : null;
}
