import { copyOf } from '../../dockerfile/files/copies.ts';
import { effectiveStart } from '../../dockerfile/stages/effective.ts';
import { goCommands } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { Message } from '../../words/message.ts';
import { Problem } from '../../words/problem.ts';

/** What says how an image runs. */
const SETTINGS = new Set([
  ...['ENV', 'LABEL', 'EXPOSE', 'VOLUME', 'USER', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'],
]);
/** Variables that only a build reads. */
const OF_THE_BUILD = /^(?:GO\w*|CGO_\w+|CC|CXX|PATH)$/;

/**
 * The Dockerfile of a plan with what a present one says of how its image runs: ports, variables, user, labels, command, and
 * the place of the program. Throws a Problem where the present one does in its final stage what the planned one cannot.
 */
export function keepSettings(present: string, planned: string): string {
  const old = parseDockerfile(present);
  const own = old.stages.at(-1)?.instructions ?? [];
  const isSingle = old.stages.length === 1;
  const kept = own.filter((one) => SETTINGS.has(one.keyword) && !isOfTheBuild(one));
  const copies = isSingle ? [] : own.filter((one) => isOfContext(one));
  if (!isSingle && own.some(({ keyword }) => keyword === 'RUN' || keyword === 'ADD' || keyword === 'SHELL')) {
    throw cannot(['Its final stage runs commands or adds files, which would be lost']);
  }
  const written = (ones: readonly Instruction[]) => ones.map(({ start, end }) => present.slice(start, end));
  const text = written([...copies, ...kept]);
  const args = own.filter(({ keyword }) => keyword === 'ARG').flatMap(({ pairs }) => pairs);
  if (args.some(({ key }) => text.some((one) => one.includes(`$${key.value}`) || one.includes(`\${${key.value}`)))) {
    throw cannot(['Its final stage uses build arguments, which would be lost']);
  }
  return withSettings(planned, {
    copies: written(copies),
    settings: written(kept),
    keywords: new Set(kept.map(({ keyword }) => keyword)),
    program: programOf(old, own),
  });
}

function isOfTheBuild({ keyword, pairs }: Instruction): boolean {
  return keyword === 'ENV' && pairs.every(({ key }) => OF_THE_BUILD.test(key.value));
}

function isOfContext(one: Instruction): boolean {
  const copy = copyOf(one);
  return one.keyword === 'COPY' && copy !== undefined && copy.from === undefined;
}

/** Where the present image has the program that it runs; undefined where it says of no command. */
function programOf(old: Dockerfile, own: readonly Instruction[]): string | undefined {
  const run = effectiveStart(own);
  if (!run) return undefined;
  const path = run.json?.[0]?.value;
  const copied = own.some((one) => {
    const { from, destination = '', sources = [] } = copyOf(one) ?? {};
    if (from === undefined) return false;
    return destination === path || sources.some((source) => `${destination}${source.replace(/^.*\//, '')}` === path);
  });
  const built = old.instructions.some((one) =>
    goCommands(old, one).some(({ words }) => words.some(({ value }) => value === path)),
  );
  if (path?.startsWith('/') !== true || !(copied || built)) {
    throw cannot(['Its command is not the absolute path of a program that it builds, as a JSON array']);
  }
  return path;
}

interface Kept {
  readonly copies: readonly string[];
  readonly settings: readonly string[];
  readonly keywords: ReadonlySet<string>;
  readonly program: string | undefined;
}

function withSettings(planned: string, { copies, settings, keywords, program }: Kept): string {
  const { stages } = parseDockerfile(planned);
  const own = stages.at(-1)?.instructions ?? [];
  const binary = own.find(({ keyword }) => keyword === 'ENTRYPOINT')?.json?.[0]?.value;
  const lastCopy = own.findLast(({ keyword }) => keyword === 'COPY');
  const added = copies.filter((copy) => !planned.includes(`${copy}\n`));
  let text = planned;
  for (const one of own.toReversed()) {
    const { keyword, start, end } = one;
    const gone = keyword === 'ENTRYPOINT' ? program !== undefined : keywords.has(keyword);
    if (gone && SETTINGS.has(keyword)) text = text.slice(0, start) + text.slice(end).replace(/^\n/, '');
    if (one === lastCopy) text = [text.slice(0, end), ...added.map((copy) => `\n${copy}`), text.slice(end)].join('');
  }
  const moved = program === undefined || binary === undefined ? text : withWord(text, binary, program);
  return settings.length > 0 ? `${moved.trimEnd()}\n${settings.join('\n')}\n` : moved;
}

function withWord(text: string, word: string, other: string): string {
  return text
    .split(/(\s+)/)
    .map((one) => (one === word ? other : one))
    .join('');
}

function cannot(why: Message): Problem {
  return new Problem({
    kind: 'invalid-input',
    what: ['This Dockerfile cannot be rewritten without a loss'],
    why,
    next: ['Change that first, or run Containerize Go Project in a folder without a Dockerfile'],
  });
}
