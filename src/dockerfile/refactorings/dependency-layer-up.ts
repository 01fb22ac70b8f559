import type { Range } from '../../lint/rule.ts';
import { type Command, programName } from '../../shell/commands.ts';
import { copyOf } from '../files/copies.ts';
import { subcommand } from '../commands/go-commands.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { lineEndOf } from '../syntax/new-line.ts';
import { commandsOf } from '../commands/run-commands.ts';
import { instructionAt, type Refactored, type Refactoring } from './refactoring.ts';

/** Says nothing to a command that runs. */
const METADATA = new Set(['LABEL', 'EXPOSE', 'STOPSIGNAL', 'MAINTAINER']);

/** `COPY . .`, `RUN npm ci` → the lists of dependencies, the download, then the source. */
export const dependencyLayerUp: Refactoring = {
  id: 'dependency-layer-up',
  kind: 'extract',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const { text } = dockerfile;
    const here = instructionAt(dockerfile, at);
    const stage = dockerfile.stages.findLast(({ start }) => here !== undefined && start <= here.start);
    const index = here && stage ? stage.instructions.indexOf(here) : -1;
    if (!here || !stage || index < 0) return undefined;
    const [copy, run] =
      here.keyword === 'RUN' ? [before(stage.instructions, index), here] : [here, after(stage.instructions, index)];
    if (!copy || run?.keyword !== 'RUN' || run.heredocs.length > 0 || run.json !== null) return undefined;
    const flags = flagsOf(text, copy);
    const [command, second] = commandsOf(dockerfile, run);
    const files = command && !second ? dependencyFiles(command) : undefined;
    if (flags === undefined || !files || !command) return undefined;
    const lineEnd = lineEndOf(text);
    const target = `${(copyOf(copy)?.destination ?? '.').replace(/\/+$/, '')}/`;
    const block = blockOf(dockerfile, run);
    const moved = text.slice(block.start, run.end);
    const start = text.lastIndexOf('\n', copy.start - 1) + 1;
    return {
      title: [
        'Move `{0}` above the copy of the source (it then sees only {1})',
        command.words
          .map(({ text: word }) => word)
          .slice(0, 3)
          .join(' '),
        files.join(', '),
      ],
      edits: [
        { start, end: start, text: `COPY ${flags}${files.join(' ')} ${target}${lineEnd}${moved}${lineEnd}` },
        { ...block, text: '' },
      ],
    };
  },
};

function before(instructions: readonly Instruction[], index: number): Instruction | undefined {
  return instructions.slice(0, index).findLast(({ keyword }) => !METADATA.has(keyword));
}

function after(instructions: readonly Instruction[], index: number): Instruction | undefined {
  return instructions.slice(index + 1).find(({ keyword }) => !METADATA.has(keyword));
}

/** The flags of a plain copy of the whole context; undefined for another one. */
function flagsOf(text: string, copy: Instruction): string | undefined {
  const what = copyOf(copy);
  if (what?.from !== undefined || what?.sources.length !== 1 || !/^(?:\.|\.\/|\/)$/.test(what.sources[0] ?? ''))
    return undefined;
  if (copy.keyword !== 'COPY' || copy.json !== null || /\s/.test(what.destination)) return undefined;
  if (copy.flags.some(({ name }) => !['chown', 'chmod', 'link'].includes(name))) return undefined;
  return copy.flags.map(({ start, end }) => `${text.slice(start, end)} `).join('');
}

/** What the command reads of the source; undefined where that is not known, or it does more than download. */
function dependencyFiles(command: Command): string[] | undefined {
  const { assignments, words } = command;
  const [, ...rest] = words.map(({ value }) => value);
  if (assignments.length > 0 || words.some(({ text }) => text.includes('$'))) return undefined;
  const operands = rest.filter((word) => !word.startsWith('-'));
  switch (programName(command)) {
    case 'go':
      return subcommand(command) === 'mod download' && operands.length === 2 ? ['go.mod', 'go.sum'] : undefined;
    case 'npm':
      if (operands.length !== 1) return undefined;
      return operands[0] === 'ci' ? ['package.json', 'package-lock.json'] : undefined;
    case 'pnpm':
      return operands[0] === 'install' && rest.includes('--frozen-lockfile') && operands.length === 1
        ? ['package.json', 'pnpm-lock.yaml']
        : undefined;
    case 'pip':
    case 'pip3':
      return requirements(rest);
    default:
      return undefined;
  }
}

/** `install -r FILE`, and options that take no word. */
function requirements([verb, ...rest]: readonly string[]): string[] | undefined {
  const at = rest.findIndex((word) => word === '-r' || word === '--requirement');
  const file = at < 0 ? undefined : rest[at + 1];
  const others = rest.filter((_word, index) => index !== at && index !== at + 1);
  if (verb !== 'install' || file === undefined || !/^[\w.-]+$/.test(file)) return undefined;
  return others.every((word) => word.startsWith('-') && word !== '-r' && word !== '-e') ? [file] : undefined;
}

/** The RUN with the comments right above it, to the beginning of the next line. */
function blockOf({ text, comments }: Dockerfile, run: Instruction): Range {
  let start = text.lastIndexOf('\n', run.start - 1) + 1;
  for (const { inside, start: at, end } of comments.toReversed()) {
    if (inside || end >= start || text.slice(end, start).trim() !== '' || text.slice(end, start).split('\n').length > 2)
      continue;
    start = text.lastIndexOf('\n', at - 1) + 1;
  }
  const feed = text.indexOf('\n', run.end);
  return { start, end: feed < 0 ? text.length : feed + 1 };
}
