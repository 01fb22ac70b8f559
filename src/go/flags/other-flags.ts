import type { Use } from '../code/code-index.ts';
import { originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import type { Uses } from '../code/uses.ts';

/** Libraries that are read here, and those that only look at flags which are there. */
const READ =
  /^(?:flag|github\.com\/spf13\/(?:pflag|cobra|viper)|github\.com\/(?:urfave|codegangsta|minio|schollz)\/cli|gopkg\.in\/(?:urfave\/cli|alecthomas\/kingpin)|github\.com\/alecthomas\/(?:kingpin|kong)|github\.com\/knadh\/koanf)(?:[./]|$)/;
/** Libraries that read arguments in ways of their own. */
const OTHERS =
  /go-flags|go-arg|docopt|getopt|optparse|mow\.cli|ffcli|\/ff(?:\/|$)|namsral|subcommands|\/(?:mitchellh|hashicorp)\/cli|ardanlabs\/conf|\/glog(?:\/|$)|\/commander|\/flaggy|\/climate|\/gonfig|cosmos-sdk|\/fisk(?:\/|$)|\/serpent(?:\/|$)|\/clip(?:\/|$)|boa(?:\/|$)|beego|gflag|\/argparse/;

/** Whether others may define flags that the source does not show, or read arguments by hand. */
export function mayTakeMore(code: LinkedCode): boolean {
  const hasOthers = [...code.externals].some(
    (path) => OTHERS.test(path) || (/flag|(?:^|\/)cli(?:$|\/)/i.test(path) && !READ.test(path)),
  );
  return (
    hasOthers ||
    code.gather(flagCalls).some((use) => isForeign(use, code)) ||
    ['Flags', 'PersistentFlags', 'CommandLine'].some((name) => isHandedOut(name, code)) ||
    code.gather(lenientLiterals).length > 0 ||
    code.calls('AddCommand').some((use) => addsForeign(use, code)) ||
    readsByHand(code)
  );
}

/** Calls whose names speak of flags. */
function flagCalls({ calls }: Uses): readonly Use<Call>[] {
  return [...calls].flatMap(([name, uses]) => (/flag|normaliz/i.test(name) ? uses : []));
}

/** A function that the source does not show, or one by which names are read in another way. */
function isForeign({ expression, site }: Use<Call>, code: LinkedCode): boolean {
  const name = calleeName(code, expression.callee, site);
  if (name === null) return expression.callee.kind === 'select';
  if (/Normaliz/.test(name)) return true;
  return !code.functions.has(name) && !code.types.has(name) && name.includes('.') && !READ.test(name);
}

/** A set of flags as an argument of what the source does not show. */
function isHandedOut(name: string, code: LinkedCode): boolean {
  return [...code.calls(name), ...code.methodValues(name)].some(({ expression, site }) => {
    const parent = site.pkg.parentOf(expression, site);
    if (parent?.kind !== 'call' || !parent.args.includes(expression)) return false;
    const called = calleeName(code, parent.callee, site);
    return called === null || (!code.functions.has(called) && !READ.test(called));
  });
}

const LENIENT = new Set(['DisableFlagParsing', 'FParseErrWhitelist', 'SkipFlagParsing', 'UnknownFlags']);

/** `cobra.Command{DisableFlagParsing: true}` takes whatever it is given. */
function lenientLiterals({ composites, fieldAssignments }: Uses): readonly unknown[] {
  return [
    ...composites.filter(({ expression }) =>
      expression.elements.some(({ key }) => key?.kind === 'name' && LENIENT.has(key.name)),
    ),
    ...[...LENIENT].flatMap((name) => fieldAssignments.get(name) ?? []),
  ];
}

/** A command that another module makes has flags of its own. */
function addsForeign({ expression, site }: Use<Call>, code: LinkedCode): boolean {
  const context = questionAt(code, site);
  return expression.spread || expression.args.some((one) => originOf(one, context)?.expression.kind !== 'composite');
}

/** `os.Args` in another place than that of a number, or of what a library is given to parse. */
function readsByHand(code: LinkedCode): boolean {
  return code.methodValues('Args').some(({ expression, site }) => {
    if (calleeName(code, expression, site) !== 'os.Args') return false;
    let inner: Expression = expression;
    let parent = site.pkg.parentOf(inner, site);
    if (parent?.kind === 'index') return false;
    if (parent?.kind === 'other') [inner, parent] = [parent, site.pkg.parentOf(parent, site)];
    if (parent?.kind !== 'call') return true;
    const called = calleeName(code, parent.callee, site) ?? '';
    return called !== 'len' && !READ.test(called);
  });
}
