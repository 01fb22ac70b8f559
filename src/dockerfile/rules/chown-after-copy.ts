import type { Fix } from '../../lint/fix.ts';
import { readArguments } from '../../shell/options.ts';
import { commandRule } from '../command-rule.ts';
import { copyOf } from '../copies.ts';
import { deleteInstruction } from '../deletion.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { folderAt, isWithin, resolvePath } from '../paths.ts';
import type { RunCommand } from '../run-commands.ts';

export const chownAfterCopy = commandRule(
  {
    id: 'chown-after-copy',
    title: 'Set the owner while copying',
    severity: 'info',
    aliases: [],
    why: 'A layer holds whole files: `chown -R` after COPY stores all of them a second time, only because the owner is another. `COPY --chown` sets it at once.',
    exampleOf: 'dockerfile',
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
    programs: ['chown'],
  },
  function* (at, { dockerfile }) {
    const { options, operands } = readArguments(at.command);
    const [owner, ...paths] = operands;
    const recursive = options.some(({ name }) => name === '-R' || name === '--recursive');
    if (!recursive || !owner || paths.length === 0 || !at.stage || at.onbuild) return;
    const folder = folderAt(dockerfile, at.stage, at.run.start);
    const given = paths.flatMap(({ value }) => resolvePath(value, folder) ?? []);
    const copies = copiesInto(dockerfile, at, given);
    if (copies.length === 0) return;
    const fix = chownThere(dockerfile, at, owner.text, copies, given);
    yield {
      start: at.command.words[0]?.start ?? at.command.start,
      end: at.command.end,
      message: [
        '`chown -R` stores the files of `{0}` a second time',
        copyOf(copies[0] as Instruction)?.destination ?? '',
      ],
      ...(fix ? { fixes: [fix] } : {}),
    };
  },
);

/** The instructions of the stage that put files there, the owner not said. */
function copiesInto(dockerfile: Dockerfile, { stage, run }: RunCommand, given: readonly string[]): Instruction[] {
  if (!stage) return [];
  return stage.instructions.filter((instruction) => {
    const copy = instruction.start < run.start ? copyOf(instruction) : undefined;
    if (!copy || instruction.flags.some(({ name }) => name === 'chown')) return false;
    const target = resolvePath(copy.destination, folderAt(dockerfile, stage, instruction.start));
    return target !== undefined && given.some((path) => path !== '/' && isWithin(path, target));
  });
}

/** Where nothing but COPY fills the folder, and the user is there before. */
function chownThere(
  dockerfile: Dockerfile,
  at: RunCommand,
  owner: string,
  copies: readonly Instruction[],
  given: readonly string[],
): Fix | undefined {
  const { run, all, stage } = at;
  const [first] = copies;
  if (
    all.length > 1 ||
    run.json ||
    run.flags.length > 0 ||
    given.length !== 1 ||
    !first ||
    /[`"'\\]|\$\(/.test(owner)
  ) {
    return undefined;
  }
  const between = stage?.instructions.filter(({ start }) => start > first.start && start < run.start) ?? [];
  if (between.some(({ keyword }) => keyword !== 'COPY' && keyword !== 'ADD')) return undefined;
  return {
    title: ['Use `--chown={0}` (files that were there before keep their owner)', owner],
    safe: false,
    edits: [
      ...copies.map(({ keywordRange: { end } }) => ({ start: end, end, text: ` --chown=${owner}` })),
      deleteInstruction(dockerfile.text, run),
    ],
  };
}
