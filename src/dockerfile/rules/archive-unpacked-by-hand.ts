import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { isPlainCall } from '../commands/calls.ts';
import { deleteInstruction } from '../commands/deletion.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

/** What ADD unpacks. */
const TAR = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|tb2|tz2|txz|tzst)$/;
const UNPACKERS = ['tar', 'bsdtar', 'gunzip', 'bunzip2', 'unxz', 'zcat', 'unzstd'];
const NOT_KNOWN_TO_HADOLINT = new Set(['bsdtar', 'unzstd']);

export const archiveUnpackedByHand: DockerfileRule = {
  id: 'archive-unpacked-by-hand',
  title: 'Let ADD unpack archives',
  severity: 'info',
  aliases: ['hadolint:DL3010'],
  why: 'An archive that is copied stays in its layer for good, beside all that was unpacked from it, even if a RUN deletes it. ADD unpacks a local tar archive without storing it; where `tar` needs options, bind it for one RUN with `--mount=type=bind`.',
  differs: {
    'hadolint:DL3010':
      'ADD unpacks tar archives that are plain or packed with gzip, bzip2, xz or zstd: hadolint speaks of a lone `.gz`, of `.lzma`, `.Z` and `unzip`, too, where ADD is no help. It compares names without folders, and does not know `tar xf` without a dash.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nCOPY «rootfs.tar.gz» /tmp/\nRUN tar -xzf /tmp/rootfs.tar.gz -C /opt && rm /tmp/rootfs.tar.gz\nUSER 65532',
      good: 'FROM debian:12\nADD rootfs.tar.gz /opt/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nCOPY a.txt «dist/b.tar» /x/\nRUN mkdir /b && tar xf /x/b.tar -C /b --strip-components=1\nUSER 65532',
      good: 'FROM debian:12\nRUN --mount=type=bind,source=dist/b.tar,target=/b.tar mkdir /b && tar xf /b.tar -C /b --strip-components=1\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const byStage = new Map<Stage, Map<string, Reading[]>>();
    for (const at of UNPACKERS.flatMap((name) => dockerfile.commandsByName.get(name) ?? [])) {
      if (at.onbuild || !at.stage || !unpacks(at)) continue;
      const readings = byStage.get(at.stage) ?? new Map<string, Reading[]>();
      byStage.set(at.stage, readings);
      for (const { value } of at.command.words.slice(1)) {
        const path = value.replace(/^--file=/, '');
        const same = readings.get(baseName(path));
        if (same) same.push({ at, path, written: value });
        else readings.set(baseName(path), [{ at, path, written: value }]);
      }
    }
    for (const [stage, readings] of byStage) yield* archivesOf(dockerfile, stage, readings);
  },
};

/** A path among the arguments of what unpacks. */
interface Reading {
  readonly at: RunCommand;
  readonly path: string;
  readonly written: string;
}

function* archivesOf(
  dockerfile: Dockerfile,
  stage: Stage,
  readings: ReadonlyMap<string, readonly Reading[]>,
): Iterable<Report> {
  for (const copy of stage.instructions) {
    const { keyword, flags, heredocs, json } = copy;
    if (keyword !== 'COPY' || heredocs.length > 0 || flags.some(({ name }) => name === 'from')) continue;
    const words = json ?? copy.words;
    const destination = words.at(-1);
    if (!destination) continue;
    for (const source of words.slice(0, -1)) {
      if (!TAR.test(source.value)) continue;
      const place = placeOf(source, destination.value, words.length > 2);
      const later = (readings.get(baseName(place)) ?? [])
        .slice(-MOST_LOOKED_AT)
        .filter(({ at }) => at.command.start > copy.end);
      const at = later.find(({ path }) => isSame(path, place))?.at;
      if (!at) continue;
      const fix = words.length === 2 ? addInstead(dockerfile.text, copy, destination, place, at) : undefined;
      yield {
        start: source.start,
        end: source.end,
        message: ['`{0}` is unpacked by hand, and stays in its layer', source.value],
        aliases: later.some((one) => isSeen(one, place)) && TAR_OF_HADOLINT.test(place) ? ['hadolint:DL3010'] : [],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  }
}

/** Of unpackings of one name; nobody has more. */
const MOST_LOOKED_AT = 20;

/** Where the archive lies afterwards. */
function placeOf({ value }: Word, destination: string, several: boolean): string {
  if (!several && !destination.endsWith('/') && TAR.test(destination)) return destination;
  const name = value.slice(value.lastIndexOf('/') + 1);
  return `${destination.replace(/\/$/, '')}/${name}`;
}

/** Two absolute paths must be equal; of others the folder is not known. */
function isSame(path: string, place: string): boolean {
  if (baseName(path) !== baseName(place)) return false;
  return !path.startsWith('/') || !place.startsWith('/') || path === place;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function unpacks({ name, command }: RunCommand): boolean {
  if (name !== 'tar' && name !== 'bsdtar') return true;
  const [first, ...others] = command.words.slice(1).map(({ value }) => value);
  return [first, ...others].some((value, index) => {
    if (value === '--extract' || value === '--get') return true;
    return /^-[A-Za-z]*x[A-Za-z]*$/.test(value ?? '') || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/.test(value ?? ''));
  });
}

const TAR_OF_HADOLINT = /\.(?:tar|gz|bz2|xz|tgz|tbz2?|tb2|txz)$/;

/** hadolint wants a dash before tar’s letters, and the name as a word of its own. */
function isSeen({ at, written }: Reading, place: string): boolean {
  if (NOT_KNOWN_TO_HADOLINT.has(at.name) || !isPlainCall(at) || /\$\w/.test(place) || written.startsWith('-'))
    return false;
  return at.name !== 'tar' || at.command.words.some(({ value }) => /^-\w*x|^--(?:extract|get)$/.test(value));
}

/** For a RUN that unpacks all of it into a folder, and deletes it or not. */
function addInstead(
  text: string,
  copy: Instruction,
  destination: Word,
  place: string,
  at: RunCommand,
): Fix | undefined {
  const { run, command, all, index } = at;
  const alone = index === 0 && all.every((one, other) => other === 0 || isRemovalOf(one.words, place));
  if (!alone || at.name !== 'tar' || run.json || copy.json || run.heredocs.length > 0) return undefined;
  if ([...run.flags, ...copy.flags].some(({ name }) => name !== 'link') || /[|<>;]/.test(run.rest.text))
    return undefined;
  const folder = targetFolder(command.words, place);
  if (folder === undefined) return undefined;
  return {
    title: ['Use `ADD` (the archive itself is then not in the image)'],
    safe: false,
    edits: [
      { ...copy.keywordRange, text: 'ADD' },
      { start: destination.start, end: destination.end, text: folder },
      deleteInstruction(text, run),
    ],
  };
}

function isRemovalOf(words: readonly Word[], place: string): boolean {
  const [program, ...others] = words.map(({ value }) => value);
  return program === 'rm' && others.every((value) => /^-[rf]+$/.test(value) || isSame(value, place));
}

/** The folder of `-C`; undefined where options or names of members say more than *all of it*. */
function targetFolder(words: readonly Word[], place: string): string | undefined {
  let folder = './';
  for (let index = 1; index < words.length; index++) {
    const value = words[index]?.value ?? '';
    if (value === '-C' || value === '--directory') {
      folder = `${(words[++index]?.value ?? '').replace(/\/$/, '')}/`;
      if (!/^\/[\w./-]*$/.test(folder)) return undefined;
    } else if (
      !isSame(value.replace(/^--file=/, ''), place) &&
      !/^-?[xzjJvf]+$|^--(?:extract|get|gzip|file|verbose)$/.test(value)
    )
      return undefined;
  }
  return folder;
}
