import type { Fix } from '../../lint/fix.ts';
import { readArguments } from '../../shell/options.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';
import { copyOf } from '../files/copies.ts';
import { deleteInstruction } from '../commands/deletion.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { foldersAround, foldersBefore, resolvePath } from '../files/paths.ts';
import type { RunCommand } from '../commands/run-commands.ts';

export const chownAfterCopy: DockerfileRule = {
  id: 'chown-after-copy',
  title: 'Set the owner while copying',
  severity: 'info',
  aliases: [],
  why: 'A layer holds whole files: `chown -R` after COPY stores all of them a second time, only because the owner is another. `COPY --chown` sets it at once.',
  exampleOf: 'dockerfile',
  about: ['chown'],
  examples: [
    {
      bad: 'FROM debian:12\nWORKDIR /app\nCOPY . .\nRUN «chown -R 65532:65532 /app»\nUSER 65532',
      good: 'FROM debian:12\nWORKDIR /app\nCOPY --chown=65532:65532 . .\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM node:24\nCOPY src /srv/src\nRUN npm ci && «chown -R node /srv»\nUSER node',
      good: 'FROM node:24\nCOPY --chown=node src /srv/src\nRUN npm ci\nUSER node',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const calls = (dockerfile.commandsByName.get('chown') ?? []).flatMap((at) => recursiveCall(at) ?? []);
    if (calls.length === 0) return;
    const folders = foldersBefore(dockerfile);
    const copies = copiesByFolder(dockerfile, folders);
    for (const { at, owner, paths } of calls) {
      const { stage, run, command } = at;
      const given = paths.flatMap(({ value }) => resolvePath(value, folders.get(run)) ?? []);
      const inside = given.flatMap((path) => (stage && copies.get(stage)?.get(path)) ?? []);
      const before = inside.filter((copy) => copy.start < run.start);
      const [first] = before;
      if (!first) continue;
      const fix = given.length === 1 ? chownThere(dockerfile, at, owner, before) : undefined;
      yield {
        start: command.words[0]?.start ?? command.start,
        end: command.end,
        message: ['`chown -R` stores the files of `{0}` a second time', copyOf(first)?.destination ?? ''],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

interface RecursiveCall {
  readonly at: RunCommand;
  readonly owner: Word;
  readonly paths: readonly Word[];
}

function recursiveCall(at: RunCommand): RecursiveCall | undefined {
  const { options, operands } = readArguments(at.command);
  const [owner, ...paths] = operands;
  const recursive = options.some(({ name }) => name === '-R' || name === '--recursive');
  return owner && recursive && at.stage && !at.onbuild ? { at, owner, paths } : undefined;
}

/** By stage and folder, `/` left out, the instructions that put files into it without saying whose they are. */
function copiesByFolder(dockerfile: Dockerfile, folders: ReadonlyMap<Instruction, string>) {
  const byStage = new Map<Stage, Map<string, Instruction[]>>();
  for (const stage of dockerfile.stages) {
    const copies = new Map<string, Instruction[]>();
    byStage.set(stage, copies);
    for (const instruction of stage.instructions) {
      const copy = copyOf(instruction);
      if (!copy || instruction.flags.some(({ name }) => name === 'chown')) continue;
      const target = resolvePath(copy.destination, folders.get(instruction));
      if (target === undefined) continue;
      for (const folder of foldersAround(target)) {
        const same = copies.get(folder);
        if (folder === '/') break;
        // Nobody fills a folder so often: many are left out.
        if (same && same.length < MOST_COPIES) same.push(instruction);
        else if (same) continue;
        else copies.set(folder, [instruction]);
      }
    }
  }
  return byStage;
}

/** Where nothing but COPY and ADD stands between. */
function chownThere(
  { text }: Dockerfile,
  at: RunCommand,
  owner: Word,
  copies: readonly Instruction[],
): Fix | undefined {
  const { run, all, stage } = at;
  if (!stage || all.length > 1 || run.json || run.flags.length > 0 || copies.length > MOST_FIXED) return undefined;
  if (!/^[\w.:${}-]+$/.test(owner.text) || !followsOnly(stage, run, copies[0])) return undefined;
  return {
    title: ['Use `--chown={0}` (files that were there before keep their owner)', owner.text],
    safe: false,
    edits: [
      ...copies.map(({ keywordRange: { end } }) => ({ start: end, end, text: ` --chown=${owner.text}` })),
      deleteInstruction(text, run),
    ],
  };
}

/** From the first of the copies to the RUN there is nothing but COPY and ADD. */
function followsOnly({ instructions }: Stage, run: Instruction, first: Instruction | undefined): boolean {
  let at = instructions.length - 1;
  while (at >= 0 && (instructions[at]?.start ?? 0) >= run.start) at--;
  while (at >= 0 && instructions[at] !== first && /^(?:COPY|ADD)$/.test(instructions[at]?.keyword ?? '')) at--;
  return first !== undefined && instructions[at] === first;
}

const MOST_FIXED = 20;
const MOST_COPIES = 50;
