import { hasOption, readArguments } from '../../shell/options.ts';
import { isPlainCall } from '../commands/calls.ts';
import { expand } from '../variables/expand.ts';
import { wordBehind } from '../commands/run-edits.ts';
import { type Scope, scopedInstructions } from '../variables/variables.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';
import type { Report } from '../../lint/rule.ts';

/** `lastlog` has 292 bytes for every id up to the highest: 29 MB from here on. */
const HIGH = 100_000;
const TAKING = new Set(
  '-b --base-dir -c --comment -d --home-dir -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -R --root -P --prefix -s --shell -u --uid -Z --selinux-user'.split(
    ' ',
  ),
);

export const useraddWithoutLog: DockerfileRule = {
  id: 'useradd-without-log',
  title: 'Add users with a high id without log entries',
  severity: 'warning',
  aliases: ['hadolint:DL3046'],
  why: '`useradd` writes `/var/log/lastlog` and `faillog`, files that reach from id 0 to the highest id. On a disk the gaps take no room, in a layer of an image they may: megabytes for an id of six digits, gigabytes for one of ten. `--no-log-init` leaves them alone.',
  differs: {
    'hadolint:DL3046':
      'hadolint counts the characters behind `-u`, those of a variable’s name, too; here the value counts, where the file decides it. It overlooks `--uid` and `-u123456`.',
  },
  exampleOf: 'dockerfile',
  about: ['useradd'],
  examples: [
    {
      bad: 'FROM debian:12\nRUN useradd -u «1000620000» app\nUSER 65532',
      good: 'FROM debian:12\nRUN useradd -l -u 1000620000 app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nARG ID=250000\nRUN useradd --create-home --uid «$ID» app\nUSER 65532',
      good: 'FROM debian:12\nARG ID=250000\nRUN useradd -l --create-home --uid $ID app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM debian:12\nRUN useradd -mu «300000» app\nUSER 65532',
      good: 'FROM debian:12\nRUN useradd -m -u 10001 app\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const valueIn = valuesIn(dockerfile);
    for (const at of dockerfile.commandsByName.get('useradd') ?? []) {
      yield* callOf(dockerfile, at, (written) => valueIn(at, written));
    }
  },
};

function* callOf(
  dockerfile: Dockerfile,
  at: RunCommand,
  resolve: (written: string) => string | undefined,
): Iterable<Report> {
  const { command } = at;
  const all = readArguments(command, TAKING);
  if (hasOption(all, '-l', '--no-log-init')) return;
  const option = all.options.findLast(({ name }) => name === '-u' || name === '--uid');
  const [program] = command.words;
  if (!option?.value || !program) return;
  const separate = option.end > option.word.end;
  const value = option.value.includes('$') ? resolve(option.value) : option.value;
  if (value === undefined || !/^\d+$/.test(value) || Number(value) < HIGH) return;
  const own = separate ? command.words.find(({ end }) => end === option.end) : undefined;
  const peer = option.name === '-u' && separate && looksLong(option.value) && isPlainCall(at);
  const edit = wordBehind(dockerfile, at, program, '-l');
  yield {
    start: own?.start ?? option.end - option.value.length,
    end: option.end,
    message: ['`useradd` with the id {0} writes log files that may make the image large', value],
    aliases: peer ? ['hadolint:DL3046'] : [],
    fixes: edit ? [{ title: ['Add `-l`: no log entries'], safe: true, edits: [edit] }] : [],
  };
}

/** What variables stand for in a RUN; each stage is read once, and only so many of them. */
function valuesIn(dockerfile: Dockerfile): (at: RunCommand, written: string) => string | undefined {
  const read = new Map<Stage, ReadonlyMap<Instruction, Scope>>();
  return ({ stage, run, onbuild }, written) => {
    // The stage that ONBUILD runs in is not in this file.
    if (!stage || onbuild || (read.size >= MOST_STAGES && !read.has(stage))) return undefined;
    const scopes = read.get(stage) ?? scopesOf(dockerfile, stage);
    read.set(stage, scopes);
    const scope = scopes.get(run);
    return scope && expand(written, scope, dockerfile.escape);
  };
}

const MOST_STAGES = 20;

function scopesOf(dockerfile: Dockerfile, stage: Stage): ReadonlyMap<Instruction, Scope> {
  const scopes = new Map<Instruction, Scope>();
  let copy: Scope | undefined;
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    if (instruction?.keyword === 'ARG' || instruction?.keyword === 'ENV') copy = undefined;
    else if (instruction?.keyword === 'RUN') {
      copy ??= { ...scope, variables: new Map(scope.variables) };
      scopes.set(instruction, copy);
    }
  }
  return scopes;
}

/** As hadolint counts: more than five characters, of `${NAME}` for a variable. */
function looksLong(value: string): boolean {
  return value.replace(/\$(\w+)/g, '${$1}').length > 5;
}
