import { binaryOf, programName } from '../go/program-name.ts';
import type { GoProject, Program } from '../go/project.ts';
import type { Message } from '../words/message.ts';
import { someOf } from '../words/names.ts';
import { Problem } from '../words/problem.ts';
import { decide } from './decision.ts';
import { joinPath } from './paths.ts';
import type { Choices, Decision, DecisionOption, Question } from './plan-types.ts';

export type ProgramChoice =
  { readonly program: Program; readonly decision: Decision } | { readonly question: Question };

/** What is worth an image, best first; the first kind that the project has decides. */
const KINDS: readonly (readonly Program['kind'][])[] = [
  ['server'],
  ['job'],
  ['lambda'],
  ['cli'],
  ['tool'],
  ['example', 'test'],
];

/**
 * The program to containerize: the chosen one, the only one of the most deployable kind, or the one of them that the
 * module is named after.
 * Throws a Problem where there is none, or none of the chosen name.
 */
export function chooseProgram(project: GoProject, choices: Choices): ProgramChoice {
  const { programs } = project;
  if (programs.length === 0) throw nothingToContainerize(project);
  if (choices.program !== undefined) return namedProgram(project, choices.program);
  const candidates = KINDS.map((kinds) => programs.filter(({ kind }) => kinds.includes(kind))).find(
    (group) => group.length > 0,
  );
  const [only, second] = candidates ?? programs;
  const namesake = onlyOne((candidates ?? []).filter((program) => hasNameOfModule(program, project)));
  // A job aside, `contrib/notify`, is not what the module is about.
  const tool =
    only?.kind === 'job' && !namesake
      ? onlyOne(programs.filter((program) => program.kind === 'cli' && hasNameOfModule(program, project)))
      : undefined;
  if (only && !second && !tool) return { program: only, decision: onlyProgram(only, programs) };
  const named = namesake ?? tool;
  if (named) return { program: named, decision: chosenOf(named, programs, ['The module has its name']) };
  return {
    question: {
      id: 'program',
      ask: ['Which program is meant?'],
      proposal: null,
      options: (candidates ?? programs).map(programPath),
    },
  };
}

/** Folder of the program's main package relative to the analysed folder, `./services/shop/cmd/api` or `.`. */
export function programPath(program: Program): string {
  const path = joinPath(program.moduleDir, program.package) ?? program.package;
  return path === '.' ? '.' : `./${path}`;
}

function programOption(program: Program): DecisionOption {
  const path = programPath(program);
  return { label: path, set: { program: path } };
}

function namedProgram(project: GoProject, chosen: string): ProgramChoice {
  const { programs } = project;
  const wanted = joinPath('.', chosen);
  const found =
    programs.find((program) => joinPath('.', programPath(program)) === wanted) ??
    onlyOne(programs.filter((program) => joinPath('.', program.package) === wanted)) ??
    onlyOne(
      programs.filter((program) => [program.name, binaryOf(program), programName(program, project)].includes(chosen)),
    ) ??
    onlyOne(programs.filter((program) => programPath(program).endsWith(`/${chosen}`)));
  if (found) return { program: found, decision: chosenOf(found, programs, ['You chose it']) };
  throw new Problem({
    kind: 'invalid-input',
    what: ['There is no program `{0}`', chosen],
    next: ['Choose one of {0}', someOf(programs.map((program) => `\`${programPath(program)}\``))],
  });
}

/** `example.com/shop/v2` with `./cmd/shop` and `./cmd/migrate` is a shop. */
function hasNameOfModule({ name, moduleDir }: Program, { modules }: GoProject): boolean {
  const path = modules.find(({ dir }) => dir === moduleDir)?.module.replace(/\/v\d+$/, '') ?? '';
  return path.slice(path.lastIndexOf('/') + 1) === name;
}

function onlyProgram(program: Program, programs: readonly Program[]): Decision {
  const because: Message =
    programs.length === 1
      ? ['`{0}`, the only main package', program.name]
      : program.kind === 'server'
        ? ['`{0}`, the only main package that is a server', program.name]
        : ['`{0}`, the only main package of its kind, and there is no server', program.name];
  return chosenOf(program, programs, because);
}

function chosenOf(program: Program, programs: readonly Program[], because: Message): Decision {
  const alternatives = programs.filter((other) => other !== program).map(programOption);
  return decide(['program'], programPath(program), because, { alternatives, evidence: program.main });
}

function nothingToContainerize({ errors }: GoProject): Problem {
  return new Problem({
    kind: 'invalid-input',
    what: ['There is no Go program here: no main package with a `main` function was found'],
    ...whyOf(errors),
    next: ['Open the folder of the module that holds the program'],
  });
}

/** Why there is not what is looked for, as the first error has it; what is said of the folder is no file that cannot be read. */
export function whyOf([first]: GoProject['errors']): { readonly why?: Message; readonly detail?: Message } {
  if (!first) return {};
  const { file, message } = first;
  if (!/\.(?:go|mod|work)$/.test(file)) return { why: message };
  return { why: ['`{0}` could not be read', file], detail: message };
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
