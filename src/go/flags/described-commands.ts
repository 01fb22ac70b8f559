import type { LinkedCode } from '../code/linked-code.ts';
import { typeOf } from '../code/types.ts';

const DOCUMENTATION = /^(?:(?:cli|cmd|api|gen|generate|make)-?)?(?:docs?|manpages?|man)(?:-?gen(?:erator)?)?$/;
const WRITERS = ['github.com/spf13/cobra/doc', 'github.com/ory/x/clidoc'];
const RUNS = ['Execute', 'ExecuteContext', 'ExecuteC', 'Run', 'RunContext', 'Main'];

/** What is made or called after documentation and takes a program's commands without running them writes them down. */
export function describesCommands(name: string, code: LinkedCode): boolean {
  const [main] = code.packages;
  const writes = main?.files.some(({ imports }) => imports.some(({ path }) => WRITERS.includes(path)));
  const isCalledSo = DOCUMENTATION.test(name);
  if (!writes && !isCalledSo) return false;
  // It may run the commands to have all of their flags.
  if (writes && isCalledSo) return true;
  // It may be run by a command of its own.
  const own = code.composites().filter(({ expression, site }) => {
    return site.pkg === main && typeOf(code, expression, site) === 'github.com/spf13/cobra.Command';
  });
  if (writes && own.length === 1) return true;
  return !RUNS.some((method) => code.calls(method).some(({ site }) => site.pkg === main));
}
