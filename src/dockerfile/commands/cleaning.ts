import type { Command } from '../../shell/commands.ts';
import { programName } from '../../shell/commands.ts';
import { readArguments } from '../../shell/options.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';

/** Whether a command removes a folder or all that is in it: `rm -rf /var/lib/apt/lists/*`, `find … -delete`. */
export function empties(command: Command, folder: string): boolean {
  const name = programName(command);
  if (name === 'rm') {
    return readArguments(command).operands.some(({ value }) =>
      alternatives(value).some((path) => covers(path, folder)),
    );
  }
  if (name === 'find') {
    const [, path] = command.words;
    const removes = command.words.some(({ value }) => value === '-delete' || value === 'rm');
    return removes && path !== undefined && covers(path.value, folder);
  }
  return false;
}

/** Whether what is written to a folder in a RUN stays out of the image: a cache or tmpfs mount lies over it. */
export function isMounted(run: Instruction, folders: readonly string[]): boolean {
  return run.flags.some((flag) => {
    const fields = mountFields(flag);
    const type = mountValue(fields, 'type');
    const target = mountValue(fields, 'target');
    if (target === undefined || (type !== 'cache' && type !== 'tmpfs')) return false;
    return folders.some((folder) => covers(target, folder));
  });
}

/** The stages whose layers come into an image: the last one, and those that others are based on. */
export function shippedStages(dockerfile: Dockerfile): ReadonlySet<Stage | null> {
  return dockerfile.once(findShipped);
}

function findShipped({ stages }: Dockerfile): Set<Stage | null> {
  const shipped = new Set<Stage | null>(stages.slice(-1));
  for (const { base } of stages) {
    const stage = base === null ? undefined : stages[base];
    if (stage) shipped.add(stage);
  }
  return shipped;
}

/** Answers whether a later command of the same RUN passes the test; each RUN is searched once. */
export function laterCommand(test: (command: Command) => boolean) {
  const last = new Map<readonly Command[], number>();
  return ({ all, index }: { readonly all: readonly Command[]; readonly index: number }): boolean => {
    const found = last.get(all) ?? all.findLastIndex(test);
    last.set(all, found);
    return found > index;
  };
}

/** `path` is the folder, one around it, or a pattern of all in it; home folders count as root's. */
function covers(path: string, folder: string): boolean {
  const whole = path
    .replace(/^["']|["']$/g, '')
    .replace(/^(?:~|\$HOME|\$\{HOME\}|\/home\/[^/]+|\/[\w/.-]*(?=\/\.cache))(?=\/|$)/, '/root')
    .replace(/\/+(?:\*[^/]*|\.)?$/, '');
  if (whole.endsWith('*')) return whole.startsWith('/') && folder.startsWith(whole.slice(0, -1));
  return whole.startsWith('/') && (folder === whole || folder.startsWith(`${whole}/`));
}

/** `/var/{cache,lib}/x` as the paths that it means. */
function alternatives(path: string): string[] {
  const [, before = '', inner, after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(path) ?? [];
  return inner === undefined ? [path] : inner.split(',').map((one) => before + one + after);
}
