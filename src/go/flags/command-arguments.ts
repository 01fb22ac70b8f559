import { find } from '../code/bindings.ts';
import type { Context } from '../code/context.ts';
import { type Composite, elementNamed, type Expression, type GoFunction } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName, typeOf } from '../code/types.ts';

const COMMAND = 'github.com/spf13/cobra.Command';
/** What lets a command run without arguments. */
const WITHOUT = /\.(?:NoArgs|ArbitraryArgs|MaximumNArgs|OnlyValidArgs)$/;

/**
 * Whether a list is the arguments that nobody need give: `args` of `func(cmd *cobra.Command, args []string)`, of a command that
 * demands none.
 */
export function isOptionalArguments(list: Expression, { code, site }: Context): boolean {
  if (list.kind !== 'name' || !site.fn || !code.externals.has('github.com/spf13/cobra')) return false;
  const declaration = find(code.bindings(site.fn), list.name, list.start);
  const { source } = declaration ?? {};
  if (source?.kind !== 'parameter' || source.index !== 1 || declaration?.assignments.length !== 0) return false;
  const { fn } = source;
  if (fn.parameters.length !== 2 || !/^\*\w+\.Command$/.test(fn.parameters[0]?.type ?? '')) return false;
  const commands = compositesOf(COMMAND, code).filter((use) => runs(use.expression, fn));
  return (
    commands.length > 0 &&
    commands.every(({ expression, site: there }) => {
      const demand = elementNamed(expression, 'Args');
      if (!demand) return true;
      const callee = demand.kind === 'call' ? demand.callee : demand;
      return WITHOUT.test(calleeName(code, callee, there) ?? '');
    }) &&
    typeOf(code, { ...list, name: fn.parameters[0]?.name ?? '' }, site) === COMMAND
  );
}

/** Whether a command begins with a function, as a literal or by its name. */
function runs({ elements }: Composite, fn: GoFunction): boolean {
  return elements.some(({ key, value }) => {
    if (key?.kind !== 'name' || !/^(?:Persistent)?(?:Pre|Post)?RunE?$/.test(key.name)) return false;
    if (value.kind === 'function') return value.function === fn;
    return (value.kind === 'name' || value.kind === 'select') && value.name === fn.name;
  });
}
