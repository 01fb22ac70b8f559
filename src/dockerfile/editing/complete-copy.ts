import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { copyOf } from '../files/copies.ts';
import { expand } from '../variables/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { lineage, stageNamed } from '../stages/stages.ts';
import { scopeAt } from '../variables/variables.ts';
import type { Caret } from './caret.ts';
import { valueItem } from './complete-value.ts';
import { pathItems } from './complete-path.ts';
import type { Surroundings } from './surroundings.ts';

/** Sources of COPY and ADD, and from the second argument on the destination, too. */
export function copyArguments(dockerfile: Dockerfile, caret: Caret, surroundings: Surroundings): Completion[] {
  const { instruction, argument, replace } = caret;
  const { stages } = dockerfile;
  const stage = stages.findLast(({ from }) => from.start <= instruction.start);
  const from = copyOf(instruction)?.from;
  const origin = from === undefined || !stage ? undefined : stageNamed(stages, from, stage.index);
  const sources =
    from === undefined
      ? pathItems(dockerfile, replace, surroundings)
      : origin
        ? outputsOf(dockerfile, origin).map((path): Completion => ({ ...valueItem(path, replace), kind: 'file' }))
        : [];
  return argument === 0 ? sources : [...destinations(dockerfile, stage, caret), ...sources];
}

function destinations(dockerfile: Dockerfile, stage: Stage | undefined, caret: Caret): Completion[] {
  const { instruction, replace } = caret;
  const { words, json } = instruction;
  const before = (json ?? words).filter(({ end }) => end <= replace.start).map(({ value }) => value);
  const workdir = stage && workdirAt(dockerfile, stage, instruction.start);
  const last = before.at(-1) ?? '';
  const same = before.length === 1 && last.startsWith('/') ? [last, `/${last.slice(last.lastIndexOf('/') + 1)}`] : [];
  // Several sources, or a pattern, need a folder.
  const found = new Set([
    ...same,
    './',
    ...(workdir === undefined ? [] : [`${workdir.replace(/\/$/, '')}/`]),
    '/usr/local/bin/',
    '/etc/',
  ]);
  return [...found].map((path) => ({
    ...valueItem(path, replace),
    kind: path.endsWith('/') ? 'folder' : 'file',
    ...(path === './' && workdir !== undefined ? { detail: workdir } : {}),
  }));
}

/** The folder that relative paths of an instruction begin at; undefined where only the base image decides. */
export function workdirAt(dockerfile: Dockerfile, stage: Stage, offset: number): string | undefined {
  let folder: string | undefined;
  for (const owner of lineage(dockerfile.stages, stage).reverse()) {
    for (const one of owner.instructions) {
      if (one.start >= offset) return folder;
      if (one.keyword !== 'WORKDIR' || !one.words[0]) continue;
      const written = expand(one.words[0].text, scopeAt(dockerfile, owner, one.start), dockerfile.escape);
      if (written === undefined) return undefined;
      folder = written.startsWith('/')
        ? written
        : folder === undefined
          ? undefined
          : `${folder.replace(/\/$/, '')}/${written}`;
    }
  }
  return folder;
}

/** Paths that a stage is known to make: what compilers write with `-o`, and what was copied to a file of its own. */
function outputsOf(dockerfile: Dockerfile, stage: Stage): string[] {
  const found = new Set<string>();
  for (const owner of lineage(dockerfile.stages, stage)) {
    for (const { command, run } of dockerfile.commands) {
      if (run.start < owner.start || run.start > owner.end) continue;
      const at = command.words.findIndex(({ value }) => value === '-o');
      const output = at < 0 ? undefined : command.words[at + 1]?.value;
      if (output !== undefined && !output.startsWith('-'))
        found.add(absolute(output, workdirAt(dockerfile, owner, run.start)));
    }
    for (const instruction of owner.instructions) {
      const destination = copyOf(instruction)?.destination ?? '';
      if (/^\/.*[^/]$/.test(destination)) found.add(destination);
    }
  }
  return [...found];
}

function absolute(path: string, workdir: string | undefined): string {
  return path.startsWith('/') || workdir === undefined
    ? path
    : `${workdir.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;
}

/** `["/app"]` for the binaries that the stage copied: the JSON form, so that the program gets signals. */
export function startCommands(dockerfile: Dockerfile, { instruction, replace }: Caret): Completion[] {
  const stage = dockerfile.stages.findLast(({ from }) => from.start <= instruction.start);
  const copied = (stage?.instructions ?? []).flatMap((one) => {
    const copy = one.start < instruction.start ? copyOf(one) : undefined;
    if (copy?.from === undefined || !copy.destination.startsWith('/')) return [];
    const [source = ''] = copy.sources;
    return copy.destination.endsWith('/')
      ? `${copy.destination}${source.slice(source.lastIndexOf('/') + 1)}`
      : copy.destination;
  });
  return copied.map((path) => ({ ...valueItem(`["${path}"]`, wholeRange(instruction, replace)), kind: 'value' }));
}

function wholeRange({ rest }: Instruction, replace: Range): Range {
  return { start: rest.text === '' ? replace.start : Math.min(rest.at(0), replace.start), end: replace.end };
}
