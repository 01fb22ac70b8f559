import type { Use } from '../code/code-index.ts';
import { type CommandsAt, isKept } from '../flags/command-reach.ts';
import { type Context, evaluate, type Origin, originsOf } from '../code/context.ts';
import { callsOf, pathsOf, type UsedPath } from '../file-use/file-calls.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleValues } from '../values/possible-values.ts';
import type { ChildProcess } from '../project.ts';
import { isGiven, isKnown, OWN_PATH, type Setting, UNKNOWN } from '../values/setting.ts';
import { SHELL, shellCommands } from './shell-commands.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { type Call, elementNamed, type Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName } from '../code/types.ts';

/** Calls that start or look for another program: index of the argument that names it. */
const STARTS: ReadonlyMap<string, number> = new Map([
  ['os/exec.Command', 0],
  ['os/exec.CommandContext', 1],
  ['os/exec.LookPath', 0],
  ['os.StartProcess', 0],
  ['syscall.Exec', 0],
  ['golang.org/x/sys/unix.Exec', 0],
  ['golang.org/x/sys/execabs.Command', 0],
  ['golang.org/x/sys/execabs.CommandContext', 1],
  ['github.com/cli/safeexec.LookPath', 0],
  ['github.com/codeskyblue/go-sh.Command', 0],
  ['github.com/go-cmd/cmd.NewCmd', 0],
  ['github.com/bitfield/script.Exec', 0],
]);

/** Of these the ones that only look. */
const LOOKS = /\.LookPath$/;

/** Arguments with which a program tells that it is there. */
const ASKS = /^(?:--?|)version$/;

/** Libraries that start a program of their own choice. */
const CHOSEN: ReadonlyMap<string, string> = new Map([
  ['github.com/chromedp/chromedp.NewExecAllocator', 'chromium'],
  ['github.com/go-rod/rod/lib/launcher.New', 'chromium'],
  ['github.com/SebastiaanKlippert/go-wkhtmltopdf.NewPDFGenerator', 'wkhtmltopdf'],
  ['github.com/u2takey/ffmpeg-go.Input', 'ffmpeg'],
  ['github.com/barasher/go-exiftool.NewExiftool', 'exiftool'],
  ['golang.org/x/tools/go/packages.Load', 'go'],
  ['github.com/pkg/browser.OpenURL', 'xdg-open'],
  ['github.com/skratchdot/open-golang/open.Run', 'xdg-open'],
  ['github.com/skratchdot/open-golang/open.Start', 'xdg-open'],
]);

/** What opens things on other systems; a branch on the system holds it. */
const ELSEWHERE = /^(?:open|cmd|cmd\.exe|rundll32|explorer|powershell|powershell\.exe|pwsh|osascript|reg|sw_vers)$/;

/** Programs that it starts, once each, and once that it starts one which the source does not name; itself is none. */
export function findProcesses(code: LinkedCode, commandsAt: CommandsAt): ChildProcess[] {
  const found = new Map<string | null, ChildProcess>();
  const lookedFor = new Set<string>();
  const needed = new Set<string>();
  const add = (command: string | null, certainty: ChildProcess['certainty'], use: Use) => {
    const place = placeOf(use.site.file, use.expression);
    const commands = commandsAt(place);
    const known = found.get(command);
    if (known && isKept(known, commands)) return;
    found.set(command, { ...place, command, certainty, ...(commands && { commands }) });
  };
  const addNamed = (named: Expression, use: Use, looks: boolean): string[] => {
    const onSome = dependsOnSystem(code, use);
    return namesOf(named, contextAt(code, use.site)).flatMap((setting) => {
      if (setting.by.includes(OWN_PATH) || setting.text.startsWith('/proc/self/')) return [];
      if (!isKnown(setting)) add(null, 'unknown', use);
      if (!isKnown(setting) || setting.text === '' || (ELSEWHERE.test(setting.text) && onSome)) return [];
      if (looks) lookedFor.add(setting.text);
      else if (!onSome) needed.add(setting.text);
      add(setting.text, setting.by.length > 0 ? 'default' : 'known', use);
      return [setting.text];
    });
  };
  for (const { use, named, looks } of starts(code)) {
    for (const name of addNamed(named, use, looks)) {
      for (const command of SHELL.test(name) ? inShell(code, use, named) : []) {
        needed.add(command);
        add(command, 'known', use);
      }
    }
  }
  for (const use of compositesOf('os/exec.Cmd', code)) {
    const named = elementNamed(use.expression, 'Path');
    if (named) addNamed(named, use, false);
  }
  for (const { name, call, site } of callsOf(code, CHOSEN)) {
    add(CHOSEN.get(name) ?? null, 'default', { expression: call, site, guard: null });
  }
  return [...found.values()]
    .map((one): ChildProcess => {
      const { command } = one;
      return command === null || (needed.has(command) && !lookedFor.has(command)) ? one : { ...one, optional: true };
    })
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}

/** Names of a program; that of one whose path was looked up is what it was looked up by. */
function namesOf(named: Expression, context: Context): Setting[] {
  const values = possibleValues(named, context).map(({ setting }) => setting);
  if (values.every(isKnown)) return values;
  const origins = originsOf(named, context);
  const lookedUp = origins.map((origin) => origin && nameLookedUp(origin));
  if (!lookedUp.some((name) => name !== null)) return values;
  return lookedUp.flatMap((name, index) => {
    const origin = origins[index];
    const own = name ?? (origin ? evaluate(origin.expression, origin.context) : UNKNOWN);
    return isGiven(own) ? [] : [own];
  });
}

/** `exec.LookPath("go")` */
function nameLookedUp({ expression, context }: Origin): Setting | null {
  if (expression.kind !== 'call') return null;
  const name = calleeName(context.code, expression.callee, context.site) ?? '';
  const asked = LOOKS.test(name) ? expression.args[STARTS.get(name) ?? 0] : undefined;
  return asked ? evaluate(asked, context) : null;
}

/** What `sh -c "…"` starts in turn. */
function inShell(code: LinkedCode, { expression, site }: Use<Call>, shell: Expression): string[] {
  const [option, text] = expression.args.slice(expression.args.indexOf(shell) + 1);
  if (option?.kind !== 'string' || !/^-[a-z]*c$/.test(option.value) || !text) return [];
  return shellCommands(evaluate(text, contextAt(code, site)).text);
}

/** Programs whose first argument is the script that they run. */
const INTERPRETERS = /^(?:python[\d.]*|node|deno|bun|perl|ruby|php|lua|Rscript|(?:ba|da|z|k)?sh)$/;

/** Scripts that it hands to an interpreter, or starts by their own paths. */
export function* scriptsOf(code: LinkedCode): Generator<UsedPath> {
  for (const { use, named } of starts(code)) {
    const context = contextAt(code, use.site);
    const { args } = use.expression;
    const [first] = args.slice(args.indexOf(named) + 1);
    for (const path of pathsOf(named, context)) {
      const isInterpreter = INTERPRETERS.test(path.text.slice(path.text.lastIndexOf('/') + 1));
      if (path.text.includes('/') && !path.text.startsWith('/')) yield { ...path, call: use, isOptional: true };
      if (!isInterpreter || !first) continue;
      for (const one of pathsOf(first, context)) {
        if (/\.\w+$/.test(one.text)) yield { ...one, call: use, isOptional: true };
      }
    }
  }
}

interface Start {
  readonly use: Use<Call>;
  readonly named: Expression;
  /** It only asks whether the program is there. */
  readonly looks: boolean;
}

function* starts(code: LinkedCode): Generator<Start> {
  for (const name of STARTS.keys()) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    for (const use of code.calls(last)) {
      if (calleeName(code, use.expression.callee, use.site) === name) yield* started(use, name);
    }
    // `var execCommand = exec.Command`, so that tests can put something else in its place.
    for (const { expression, site } of code.methodValues(last)) {
      if (site.fn || calleeName(code, expression, site) !== name) continue;
      for (const { names, values } of site.file.values) {
        const alias = names[values.indexOf(expression)];
        for (const use of alias === undefined ? [] : code.calls(alias)) {
          if (use.site.pkg === site.pkg && use.expression.callee.kind === 'name') yield* started(use, name);
        }
      }
    }
  }
}

function* started(use: Use<Call>, name: string): Generator<Start> {
  const named = use.expression.args[STARTS.get(name) ?? 0];
  const [only, more] = use.expression.args.slice((STARTS.get(name) ?? 0) + 1);
  const asks = only?.kind === 'string' && ASKS.test(only.value) && !more;
  if (named) yield { use, named, looks: asks || LOOKS.test(name) };
}

function dependsOnSystem(code: LinkedCode, { guard, site }: Use): boolean {
  for (let branch = guard; branch; branch = branch.outer) {
    const { condition } = branch;
    const operands = condition?.kind === 'binary' ? [condition.left, condition.right] : condition ? [condition] : [];
    if (operands.some((operand) => operand.kind === 'select' && calleeName(code, operand, site) === 'runtime.GOOS')) {
      return true;
    }
  }
  return false;
}
