import type { ShellRule } from '../rule.ts';
import { syntaxRules } from '../syntax-rules.ts';
import { bashCommandsInSh } from './bash-commands-in-sh.ts';
import { bashExpansionsInSh } from './bash-expansions-in-sh.ts';
import { bashSyntaxInSh } from './bash-syntax-in-sh.ts';
import { cdBack } from './cd-back.ts';
import { checkCd } from './check-cd.ts';
import { competingRedirections } from './competing-redirections.ts';
import { declarationHidesFailure } from './declaration-hides-failure.ts';
import { findIntoXargs } from './find-into-xargs.ts';
import { globAsOption } from './glob-as-option.ts';
import { globRange } from './glob-range.ts';
import { linkWithoutDestination } from './link-without-destination.ts';
import { modeOfDeepestFolder } from './mode-of-deepest-folder.ts';
import { modernSubstitution } from './modern-substitution.ts';
import { needlessCat } from './needless-cat.ts';
import { needlessEcho } from './needless-echo.ts';
import { notAnIf } from './not-an-if.ts';
import { outputAsCommand } from './output-as-command.ts';
import { quoteAllArguments } from './quote-all-arguments.ts';
import { quoteSubstitutions } from './quote-substitutions.ts';
import { quoteVariables } from './quote-variables.ts';
import { rawRead } from './raw-read.ts';
import { redirectionOrder } from './redirection-order.ts';
import { removeEmptyPath } from './remove-empty-path.ts';
import { removeSystemFolder } from './remove-system-folder.ts';
import { singleQuotedVariable } from './single-quoted-variable.ts';
import { statusOfCommand } from './status-of-command.ts';
import { testAndOr } from './test-and-or.ts';
import { variableAsFormat } from './variable-as-format.ts';
import { variableNeverSet } from './variable-never-set.ts';
import { wordBrokenByQuotes } from './word-broken-by-quotes.ts';

/** Every shell rule; the order is that of the documentation. */
export const shellRules: readonly ShellRule[] = [
  ...syntaxRules,
  quoteVariables,
  quoteSubstitutions,
  quoteAllArguments,
  modernSubstitution,
  bashCommandsInSh,
  bashExpansionsInSh,
  bashSyntaxInSh,
  cdBack,
  checkCd,
  competingRedirections,
  declarationHidesFailure,
  findIntoXargs,
  globAsOption,
  globRange,
  linkWithoutDestination,
  modeOfDeepestFolder,
  needlessCat,
  needlessEcho,
  notAnIf,
  outputAsCommand,
  rawRead,
  redirectionOrder,
  removeEmptyPath,
  removeSystemFolder,
  singleQuotedVariable,
  statusOfCommand,
  testAndOr,
  variableAsFormat,
  variableNeverSet,
  wordBrokenByQuotes,
];
