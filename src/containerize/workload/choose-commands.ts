import type { Listener, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { Problem } from '../../words/problem.ts';
import { decide } from '../decision.ts';
import { besideName, commandNames } from '../names.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';
import { roleOf } from '../role.ts';

export interface CommandChoice {
  /** As the image runs it. */
  readonly program: Program;
  /** Commands of it that get a workload of their own. */
  readonly beside: readonly Program[];
}

/** With more, the program is a box of tools, of which somebody has to choose. */
const MOST_BESIDE = 4;

/** What people leave running in a terminal. */
const FOR_WHO_TYPED =
  /^(?:watch|tail|top|monitor|follow|logs?|console|shell|repl|bench\w*|load\w*|tunnel|attach|debug|demo|play\w*)$/;

/** What ends, and is done before or after a deployment. */
const PREPARES = /migrat|seed|setup|bootstrap|upgrade|^init(?:-|$)/;

/** The command that the image runs, and those that serve beside it; a Problem where one is chosen that is not there. */
export function chooseCommands(program: Program, { commands: chosen }: Choices): CommandChoice {
  const [first, ...others] = chosen ?? [];
  if (first === undefined) {
    const main = mainOf(program);
    return { program: main, beside: servingBeside(program, main) };
  }
  const main = wordsOf(program) === first ? program : commandNamed(program, first);
  const beside = [...new Set(others)].filter((words) => words !== first);
  return { program: main, beside: beside.map((words) => commandNamed(program, words)) };
}

/** How a command is typed. */
export function wordsOf({ command }: Program): string {
  return command?.args.join(' ') ?? '';
}

/** What the workload of each command is called after, by how it is typed. */
export function commandNamesOf({ commands = [] }: Program): ReadonlyMap<string, string> {
  return commandNames(commands.filter(({ command }) => command).map(wordsOf));
}

/** Which commands were chosen, and what else could be. */
export function commandDecisions(whole: Program, { program, beside }: CommandChoice): Decision[] {
  const besides = beside.map((one) => besideDecision(one, whole, [program, ...beside]));
  if (!program.command) return besides;
  const all = [program, ...beside].map(wordsOf);
  const alone: DecisionOption = { label: ['{0} alone', wordsOf(program)], set: { commands: [wordsOf(program)] } };
  return [
    decide(['command'], wordsOf(program), whyThis(whole, wordsOf(program), beside), {
      evidence: program.command,
      alternatives: [...(beside.length > 0 ? [alone] : []), ...moreOptions(whole, all)],
    }),
    ...besides,
  ];
}

/** Where nobody knows which of many commands the container runs, and so which ports it has, unless one is chosen. */
export function openCommandDecisions({ openCommands, main }: Program, { port }: Choices): Decision[] {
  if (!openCommands || port !== undefined) return [];
  return [
    decide(
      ['command'],
      ['none'],
      [
        'Several of its commands listen and none of them is the main one: put the one to run into `args`, and its ports beside it',
      ],
      { evidence: main, alternatives: openCommands.map((args) => args.join(' ')) },
    ),
  ];
}

function whyThis({ commands = [] }: Program, main: string, beside: readonly Program[]): Message {
  if (beside.length > 0) return ['The image runs it by itself; each of the others is a workload of its own'];
  return commands.some((one) => one.listens.length > 0 && wordsOf(one) !== main)
    ? ['Other commands listen, too; this one is what the image runs']
    : ['Only in this command does the program listen'];
}

function besideDecision(one: Program, whole: Program, chosen: readonly Program[]): Decision {
  const name = besideName(one.name, commandNamesOf(whole).get(wordsOf(one)) ?? '');
  const because: Message =
    roleOf(one) !== 'server'
      ? ['It ends by itself: a Job of its own with the same image, `{0}`', name]
      : one.listens.length > 0
        ? ['It serves, too: a workload of its own with the same image, `{0}`', name]
        : ['It works until it is stopped: a workload of its own with the same image, `{0}`', name];
  const others = chosen.filter((other) => other !== one).map(wordsOf);
  return decide(['command'], wordsOf(one), because, {
    evidence: one.command ?? one.main,
    alternatives: [{ label: ['leave it out'], set: { commands: others } }],
  });
}

function moreOptions({ commands = [] }: Program, chosen: readonly string[]): DecisionOption[] {
  return commands
    .filter((one) => one.command && !chosen.includes(wordsOf(one)))
    .flatMap((one): DecisionOption[] => {
      const words = wordsOf(one);
      const isRelated = commands.some((other) => chosen.includes(wordsOf(other)) && doesWorkOf(one, other));
      if (isRelated) return [{ label: ['{0} instead', words], set: { commands: [words] } }];
      if (roleOf(one) === 'server') return [{ label: ['with {0}', words], set: { commands: [...chosen, words] } }];
      if (!PREPARES.test(words)) return [];
      return [{ label: ['with {0} as a Job', words], set: { commands: [...chosen, words] } }];
    });
}

/** The first that serves where several do and the program by itself does nothing: one of HTTP goes before others. */
export function mainOf(program: Program): Program {
  const { command, commands = [] } = program;
  if (command || roleOf(program) !== 'server' || commands.some((one) => !one.command)) return program;
  const serving = commands.filter((one) => roleOf(one) === 'server' && one.listens.some(({ port }) => port !== null));
  const first = serving.find(({ listens }) => listens.some(({ protocol }) => protocol === 'http')) ?? serving[0];
  return first ? asMain(program, first) : program;
}

/** A command as the program that the image runs; of all that it may read the image has what is there. */
function asMain({ commands = [] }: Program, one: Program): Program {
  return { ...one, commands };
}

function servingBeside(whole: Program, main: Program): readonly Program[] {
  const { commands = [] } = whole;
  if (roleOf(whole) !== 'server' || (main.command === null && !commands.some((one) => !one.command))) return [];
  const own = commands.find((one) => wordsOf(one) === wordsOf(main));
  const beside: Program[] = [];
  for (const one of commands) {
    if (one === own || !one.command || roleOf(one) !== 'server' || !isBesides(one, main)) continue;
    const isDone = [...(own ? [own] : []), ...beside].some((other) => {
      return doesWorkOf(one, other) || doesWorkOf(other, one) || isOtherMode(one, other);
    });
    if (!isDone) beside.push(one);
  }
  return beside.length > MOST_BESIDE ? [] : beside;
}

/** It stands beside the main command, `serve admin` beside `serve public`, and is for no one who types it. */
function isBesides(one: Program, main: Program): boolean {
  const above = (program: Program) => program.command?.args.slice(0, -1).join(' ') ?? '';
  if (above(one) !== above(main)) return false;
  const isClosed = one.listens.length > 0 && one.listens.every(({ bind }) => bind === 'loopback');
  return !isClosed && (one.listens.length > 0 || !FOR_WHO_TYPED.test(one.command?.args.at(-1) ?? ''));
}

/** It listens where the other one does, and answers nothing that the other does not: one host runs one of them at a time. */
function isOtherMode({ listens, routes }: Program, other: Program): boolean {
  const isAt = (a: Listener, b: Listener) => a.file === b.file && a.start === b.start && a.port === b.port;
  if (listens.length === 0 || !listens.every((one) => other.listens.some((its) => isAt(one, its)))) return false;
  return routes.every(({ path }) => other.routes.some((its) => its.path === path));
}

function doesWorkOf({ includes = [] }: Program, other: Program): boolean {
  return includes.some((args) => args.join(' ') === wordsOf(other));
}

function commandNamed(program: Program, words: string): Program {
  const { commands = [] } = program;
  const found = commands.find((one) => wordsOf(one) === words);
  if (found) return asMain(program, found);
  throw new Problem({
    kind: 'invalid-input',
    what: ['`{0}` has no command `{1}`', program.name, words],
    ...(commands.length > 0 && {
      next: ['Its commands are {0}', commands.map((one) => `\`${wordsOf(one)}\``).join(', ')],
    }),
  });
}
