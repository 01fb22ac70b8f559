import { inside, type Site, type Use } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import { callersOf } from '../code/callers.ts';
import { decide } from '../conditions/decided.ts';
import type { UsedPath } from './file-calls.ts';
import { holderOf } from './file-paths.ts';
import { endsServing, failsIn, isGivenCall } from '../code/failing.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Program, Write } from '../project.ts';
import { isSame } from '../syntax/same-expression.ts';
import { contextAt } from '../values/solver.ts';
import { type Expression, type GoFunction, type If, type Statement, isNil } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** Files of the system, of other programs, of the cluster or of one run: no image and no mount of ours holds them. */
const OTHERS =
  /^\/(?:bin|boot|dev|home|lib|lib64|mnt|proc|root|run|sbin|sys|tmp|usr\/(?:bin|lib|lib64|sbin|share)|var\/(?:cache|lib|log|run|tmp))(?:\/|$)|^\/(?:etc|usr|var|opt|srv)?$/;
/** What lies directly in /etc, and folders there that distributions and clusters fill. */
const SYSTEM_SETTINGS =
  /^\/etc\/(?:[^/]+$|(?:alternatives|apt|ca-certificates|cni|containerd|docker|kubernetes|localtime|pam\.d|pki|rancher|security|ssh|ssl|sysconfig|systemd)(?:\/|$))/;

const FARTHEST = 8;
const MOST_CALLERS = 20;

/**
 * Whether a file that the repository does not have is one that must be brought: the program looks for it unless it is told
 * otherwise, and does not make it. A folder that is listed, whatever is in it, is one where the repository has such a folder
 * (`hasNamesake`) and the program ends without it. A command runs among the files of its user, a `.env` need not be there.
 */
export function mustBeBrought(
  path: string,
  used: UsedPath,
  kind: Program['kind'],
  writes: readonly Write[],
  code: LinkedCode,
  hasNamesake: boolean,
): boolean {
  if (used.isOpen || used.isPassed || !runsAmongItsFiles(kind)) return false;
  if (path === '.' || /^\.\.|[\\:]|^~/.test(path)) return false;
  // Of a folder that a setting names, whoever sets it brings what the pattern matches.
  if (/[*?[{]/.test(path) && !used.changeable) return false;
  if (path.startsWith('/') && (OTHERS.test(path) || (SYSTEM_SETTINGS.test(path) && !isNamedAfter(path, code))))
    return false;
  if (writes.some((write) => isMadeBy(write, path))) return false;
  const { call } = used;
  if (!call || copesWithout(call, code) || !isSureToRun(call, code)) return false;
  if (isList(call, code) && !(hasNamesake && endsWithout(call, code))) return false;
  return !(used.isOptional || /(?:^|\/)\.env(?:\.|$)/.test(path)) || endsWithout(call, code);
}

/** `/etc/shop.conf` of the program, or the module, that is called `shop`. */
function isNamedAfter(path: string, { packages: [main] }: LinkedCode): boolean {
  const [, name] = /^\/etc\/([\w-]+)\.(?:conf|cfg|ini|json|toml|ya?ml)$/.exec(path) ?? [];
  return name !== undefined && main !== undefined && main.importPath.split('/').slice(1).includes(name);
}

/**
 * Whether a file is read from the disk whatever is embedded: no setting chooses between the two, and nothing takes the
 * embedded one where it is not there. What is only made into a file system may be replaced before anybody reads it.
 */
export function isReadFromDisk({ call, changeable, isOpen }: UsedPath, code: LinkedCode): boolean {
  if (!call || changeable || isOpen || isList(call, code) || isHandedOut(call.site, code)) return false;
  if (calledAt(call, code) === 'net/http.Dir' || copesWithout(call, code) || !isSureToRun(call, code)) return false;
  const statement = call.site.pkg.statementOf(call.expression, call.site);
  return (errorOf(statement) === null && statement?.kind !== 'return') || endsWithout(call, code);
}

/** Whether the function around is a value somewhere: who calls it is not known. */
function isHandedOut({ fn, pkg }: Site, code: LinkedCode): boolean {
  return fn !== null && (code.uses(pkg).functionValues.has(fn.name) || code.methodValues(fn.name).length > 0);
}

/** A command runs where its user calls it: among that user's files. */
export function runsAmongItsFiles(kind: Program['kind']): boolean {
  return kind !== 'cli' && kind !== 'tool' && kind !== 'test';
}

function isMadeBy({ path: written, folder }: Write, path: string): boolean {
  if (written === path || (folder !== undefined && folder === path)) return true;
  // What is put into the working directory says nothing of what else is there.
  return folder === undefined && written !== '.' && `${holderOf(path)}/`.startsWith(`${written}/`);
}

/** Whether all branches on the way are taken where no setting is changed: where one is left open, the file may not be asked for. */
function isSureToRun({ expression, site }: Use, code: LinkedCode, depth = 0, seen = new Set<GoFunction>()): boolean {
  const { fn } = site;
  if (!fn) return true;
  const context = contextAt(code, site);
  const isTaken = conditionsAt(fn, expression.start, isDemand).every(
    (one) => decide(one.expression, context) === one.wanted || (!one.wanted && isError(one.expression)),
  );
  if (!isTaken || depth >= FARTHEST) return isTaken;
  seen.add(fn);
  if (isHandedOut(site, code)) return true;
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return true;
  // Through a function that was looked at already nothing more is called.
  const others = callers.filter(({ site: { fn: caller } }) => caller === null || !seen.has(caller));
  return others.some((caller) => isSureToRun(caller, code, depth + 1, seen));
}

/** A branch that ends with an error says what the program demands; `log.Fatal(http.ListenAndServe(":8080", nil))` is there to serve. */
function isDemand(branch: readonly Statement[]): boolean {
  return failsIn(branch) && !branch.some(serves);
}

function serves(statement: Statement): boolean {
  if (statement.kind === 'block') return statement.body.some(serves);
  if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return false;
  return isGivenCall(statement.expression, /^(?:Listen|Serve|Run|Start)/);
}

/** `err != nil` */
function isError(condition: Expression): boolean {
  return (
    condition.kind === 'binary' &&
    condition.operator === '!=' &&
    condition.left.kind === 'name' &&
    /^err|err(?:or)?$/i.test(condition.left.name) &&
    isNil(condition.right)
  );
}

/** What is in a folder at the time, whatever it is. */
const LISTS = new Set([
  'os.ReadDir',
  'io/ioutil.ReadDir',
  'path/filepath.Walk',
  'path/filepath.WalkDir',
  'os.OpenRoot',
  'os.DirFS',
]);

function isList(use: Use, code: LinkedCode): boolean {
  return LISTS.has(calledAt(use, code) ?? '');
}

function calledAt({ expression, site }: Use, code: LinkedCode): string | null {
  return expression.kind === 'call' ? calleeName(code, expression.callee, site) : null;
}

/** Whether it asks after a failure if there was no such file: then it goes on without, or makes it. */
export function copesWithout({ expression, site }: Use, code: LinkedCode): boolean {
  return code.uses(site.pkg).conditions.some(({ statement: { condition, then }, site: there }) => {
    if (there.fn !== site.fn || there.file !== site.file || !condition || condition.start < expression.end)
      return false;
    return inside(condition).some(isAboutAbsence) && (!failsIn(then) || isAboutOthers(condition));
  });
}

/** `err != nil && !os.IsNotExist(err)`: what fails for any other reason. */
function isAboutOthers(condition: Expression): boolean {
  if (condition.kind === 'binary' && condition.operator === '&&') {
    return isAboutOthers(condition.left) || isAboutOthers(condition.right);
  }
  return condition.kind === 'unary' && condition.operator === '!' && inside(condition).some(isAboutAbsence);
}

/** `os.IsNotExist(err)`, `errors.Is(err, fs.ErrNotExist)` */
function isAboutAbsence(part: Expression): boolean {
  return part.kind === 'select' && (part.name === 'IsNotExist' || part.name === 'ErrNotExist');
}

/** Whether the program ends where the call fails: by the condition around it, or the next one about the error that it returns. */
export function endsWithout(use: Use, code: LinkedCode): boolean {
  if (looksBefore(use, code)) return false;
  const { expression, site } = use;
  // `log.Fatal(http.ListenAndServeTLS(addr, "tls.crt", "tls.key", nil))`
  const around = site.pkg.parentOf(expression, site);
  if (around && endsServing(around)) return true;
  const statement = site.pkg.statementOf(expression, site);
  if (errorOf(statement) === null) return statement?.kind === 'return' && !isCopedWith(use, code);
  const check = checkAfter(use, code);
  if (check?.operator !== '!=') return false;
  const { then } = check.branch;
  if (isMain(site) && then.at(-1)?.kind === 'return') return true;
  if (then.at(-1)?.kind === 'return' && (isHeld(site) || isCopedWith(use, code))) return false;
  return failsIn(then);
}

/** Whether a package variable holds the function, as `var reload = func() error { … }` does: what its callers do is not looked for. */
function isHeld({ fn, declaration }: Site): boolean {
  return declaration?.values.some((value) => value.kind === 'function' && value.function === fn) ?? false;
}

/** Whether every caller of a function that returns an error is known to go on with it: it is thrown away, or only told of. */
function isCopedWith({ site, guard }: Use, code: LinkedCode, seen: ReadonlySet<GoFunction> = new Set()): boolean {
  const { fn } = site;
  if (!fn || seen.has(fn) || seen.size >= FARTHEST || isInLiteral(guard)) return false;
  if (isHandedOut(site, code)) return false;
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return false;
  const on = new Set(seen).add(fn);
  return callers.every((caller) => goesOnAfter(caller, code, on));
}

function goesOnAfter(caller: Use, code: LinkedCode, seen: ReadonlySet<GoFunction>): boolean {
  const { expression, site } = caller;
  const statement = site.pkg.statementOf(expression, site);
  if (statement?.kind === 'expression') return statement.expression === expression;
  if (statement?.kind === 'return') return isCopedWith(caller, code, seen);
  if (errorOf(statement) === '_') return true;
  const check = checkAfter(caller, code);
  if (check === null || check.operator === '==') return check !== null;
  const { then } = check.branch;
  if (then.at(-1)?.kind !== 'return') return !failsIn(then);
  return failsIn(then) && !isMain(site) && isCopedWith(caller, code, seen);
}

function isInLiteral(guard: Use['guard']): boolean {
  for (let at = guard; at; at = at.outer) if (at.literal) return true;
  return false;
}

/** `if err := viper.ReadInConfig(); err == nil { … }`: whether the program says what comes of success only. */
export function goesOnWithout(use: Use, code: LinkedCode): boolean {
  return checkAfter(use, code)?.operator === '==';
}

/** The name of the error that a call returns in a statement; null where no variable takes it. */
function errorOf(statement: Statement | undefined): string | null {
  const error = statement?.kind === 'assign' ? statement.left.at(-1) : undefined;
  return error?.kind === 'name' ? error.name : null;
}

/** The next condition after the call, where it is about its error. */
function checkAfter(use: Use, code: LinkedCode): { readonly branch: If; readonly operator: string } | null {
  const { expression, site } = use;
  const error = errorOf(site.pkg.statementOf(expression, site));
  if (error === null) return null;
  let next: If | null = null;
  for (const { statement: branch, site: there } of code.uses(site.pkg).conditions) {
    if (there.fn !== site.fn || there.file !== site.file || (branch.condition?.start ?? 0) < expression.end) continue;
    if (next === null || branch.start < next.start) next = branch;
  }
  const condition = next?.condition;
  if (next === null || condition?.kind !== 'binary') return null;
  const { left, right, operator } = condition;
  return left.kind === 'name' && left.name === error && isNil(right) ? { branch: next, operator } : null;
}

function isMain({ fn, file }: Site): boolean {
  return fn?.name === 'main' && fn.receiver === null && file.packageName === 'main';
}

/** Whether the function looks first if there is such a file: what it does without, it does there. */
function looksBefore({ expression, site }: Use, code: LinkedCode): boolean {
  const path = expression.kind === 'call' ? expression.args[0] : undefined;
  if (!path) return false;
  return ['Stat', 'Lstat'].some((name) =>
    code.calls(name).some(({ expression: { args, start, callee }, site: there }) => {
      const [looked] = args;
      if (there.fn !== site.fn || there.file !== site.file || start >= expression.start || !looked) return false;
      return isSame(looked, path) && calleeName(code, callee, there) === `os.${name}`;
    }),
  );
}
