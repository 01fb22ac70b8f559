import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { copyOf, overlap } from '../files/copies.ts';
import { baseImage } from '../stages/final.ts';
import { isGo, subcommand } from '../commands/go-commands.ts';
import type { Dockerfile } from '../model.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';
import { lineEndOf } from '../syntax/new-line.ts';
import { withoutWords } from '../commands/run-edits.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import { usersOfRuns } from '../stages/user-before.ts';
import { instructionAt, type Refactored, type Refactoring } from './refactoring.ts';

interface Tool {
  readonly name: string;
  /** Folders that a command fills; none where it is not the tool's. */
  readonly folders: (at: RunCommand) => readonly string[];
  /** An option that keeps the tool from its cache, and what stands in its place. */
  readonly hinders?: string;
  readonly instead?: string;
  /** One build at a time may use the folder. */
  readonly locked?: true;
  /** Variables that move the cache or switch it off. */
  readonly moved: RegExp;
}

const COMPILES = new Set(['build', 'install', 'test', 'run', 'vet', 'generate']);
const first = ({ command }: RunCommand) =>
  command.words.find(({ text }, index) => index > 0 && !/^-/.test(text))?.value;

const TOOLS: readonly Tool[] = [
  {
    name: 'Go',
    moved: /^(?:GOCACHE|GOMODCACHE|GOPATH|HOME|XDG_CACHE_HOME)$/,
    folders(at) {
      const kind = isGo(at.name) ? subcommand(at.command) : '';
      if (COMPILES.has(kind)) return ['/go/pkg/mod', '/root/.cache/go-build'];
      return kind === 'mod download' || kind === 'get' ? ['/go/pkg/mod'] : [];
    },
  },
  {
    name: 'apt',
    moved: /^APT_CONFIG$/,
    locked: true,
    folders: ({ name, command }) =>
      /^apt(?:-get)?$/.test(name) &&
      command.words.some(({ value }) => /^(?:install|update|upgrade|build-dep)$/.test(value))
        ? ['/var/cache/apt', '/var/lib/apt']
        : [],
  },
  {
    name: 'apk',
    moved: /^$/,
    hinders: '--no-cache',
    instead: '--update-cache --cache-dir=/var/cache/apk',
    folders: (at) =>
      at.name === 'apk' && at.command.words.some(({ value }) => value === 'add') && without(at, '--no-cache')
        ? ['/var/cache/apk']
        : [],
  },
  {
    name: 'pip',
    moved: /^(?:PIP_NO_CACHE_DIR|PIP_CACHE_DIR|HOME|XDG_CACHE_HOME)$/,
    hinders: '--no-cache-dir',
    folders: (at) => (/^pip\d?(?:\.\d+)?$/.test(at.name) && first(at) === 'install' ? ['/root/.cache/pip'] : []),
  },
  {
    name: 'npm',
    moved: /^(?:npm_config_cache|HOME)$/i,
    folders: (at) =>
      at.name === 'npm' &&
      /^(?:ci|install|i)$/.test(first(at) ?? '') &&
      !at.all.some(({ words }) => words[1]?.value === 'cache')
        ? ['/root/.npm']
        : [],
  },
];

/** Each looks at the whole file: a longer one is nobody's Dockerfile. */
const MOST_USES = 100;

/** Cache mounts for a tool, in all RUNs that use it: what one has put into a mount the next does not find elsewhere. */
export const addCacheMounts: Refactoring = {
  id: 'add-cache-mounts',
  kind: 'rewrite',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const run = instructionAt(dockerfile, at);
    if (run?.keyword !== 'RUN') return undefined;
    for (const tool of TOOLS) {
      const uses = dockerfile.commands.filter((one) => tool.folders(one).length > 0);
      if (!uses.some((one) => one.run === run)) continue;
      const edits =
        uses.length <= MOST_USES && uses.every((one) => canMount(dockerfile, tool, one))
          ? editsFor(dockerfile, tool, uses)
          : [];
      if (edits.length === 0) continue;
      return {
        title: [
          'Add cache mounts for {0} (later builds are faster; what it downloads is no longer part of the image)',
          tool.name,
        ],
        edits,
      };
    }
    return undefined;
  },
};

function canMount(dockerfile: Dockerfile, tool: Tool, at: RunCommand): boolean {
  if (at.onbuild || at.stage === null || usersOfRuns(dockerfile).has(at.run)) return false;
  if (tool.name === 'Go' && !baseFacts(baseImage(dockerfile, at.stage)).go) return false;
  if (at.command.assignments.some(({ value }) => tool.moved.test(value.replace(/=.*$/s, '')))) return false;
  return dockerfile.instructions.every((one) => {
    if (one.pairs.some(({ key }) => tool.moved.test(key.value))) return false;
    const copy = copyOf(one);
    return (
      copy?.from === undefined || !copy.sources.some((path) => tool.folders(at).some((folder) => overlap(folder, path)))
    );
  });
}

function editsFor(dockerfile: Dockerfile, tool: Tool, uses: readonly RunCommand[]): TextEdit[] {
  const { text, escape } = dockerfile;
  const edits: TextEdit[] = [];
  for (const run of new Set(uses.map((one) => one.run))) {
    const own = uses.filter((one) => one.run === run);
    const mounted = run.flags.map((flag) => mountValue(mountFields(flag), 'target')?.replace(/\/+$/, ''));
    const folders = [...new Set(own.flatMap(tool.folders))].filter((folder) => !mounted.some((one) => one === folder));
    // A mount of another shape is somebody's decision.
    if (folders.some((folder) => mounted.some((one) => one !== undefined && one !== '' && overlap(one, folder))))
      return [];
    if (folders.length > 0) {
      const mounts = folders.map(
        (folder) => `--mount=type=cache,target=${folder}${tool.locked ? ',sharing=locked' : ''}`,
      );
      const joint = ` ${escape}${lineEndOf(text)}    `;
      const alone = mounts.length === 1 ? '' : joint.slice(0, -1);
      edits.push({ start: run.keywordRange.end, end: run.keywordRange.end, text: ` ${mounts.join(joint)}${alone}` });
    }
    for (const one of own) {
      const words = one.command.words.filter(({ value }) => value === tool.hinders);
      const removed = words.length > 0 ? withoutWords(dockerfile, one, words) : [];
      if (!removed) return [];
      edits.push(
        ...removed.map((edit, index) => (index === 0 && tool.instead ? { ...edit, text: ` ${tool.instead}` } : edit)),
      );
    }
    if (tool.name === 'apt') edits.push(...withoutCleaning(dockerfile, run.rest.at(0), run.end));
  }
  return edits.some(({ text: added }) => added.includes('--mount')) ? edits : [];
}

/** Cleaning up behind the install would empty the cache. */
function withoutCleaning({ text }: Dockerfile, from: number, end: number): TextEdit[] {
  const [found] =
    /\s*(?:\\\r?\n\s*)?&&\s*(?:\\\r?\n\s*)?rm -rf? \/var\/lib\/apt\/lists\/?\*?$/.exec(
      text.slice(Math.max(from, end - 200), end),
    ) ?? [];
  return found === undefined ? [] : [{ start: end - found.length, end, text: '' }];
}

function without({ command }: RunCommand, option: string): boolean {
  return command.words.some(({ value }) => value === option);
}
