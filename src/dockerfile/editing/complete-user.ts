import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { readArguments } from '../../shell/options.ts';
import { baseImage } from '../stages/final.ts';
import { officialName, parseImage } from '../stages/image.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { lineage } from '../stages/stages.ts';

/** A user that is known to exist. */
interface KnownUser {
  readonly name: string;
  /** Null where the file does not say. */
  readonly id: string | null;
  /** The command or image that it comes from. */
  readonly from: string;
}

const TAKING = new Set([
  '-u',
  '--uid',
  '-g',
  '--gid',
  '-G',
  '--groups',
  '--ingroup',
  '-d',
  '--home-dir',
  '--home',
  '-h',
  '-s',
  '--shell',
  '-c',
  '--comment',
  '--gecos',
  '-k',
  '-b',
  '-K',
  '-e',
  '-f',
  '-p',
]);

/** Users that official images bring, beside root. */
const USERS_OF_IMAGES: Readonly<Record<string, readonly [name: string, id: string]>> = {
  node: ['node', '1000'],
  nginx: ['nginx', '101'],
  postgres: ['postgres', '999'],
  redis: ['redis', '999'],
  httpd: ['www-data', '33'],
  php: ['www-data', '33'],
  ubuntu: ['ubuntu', '1000'],
  memcached: ['memcache', '11211'],
  alpine: ['nobody', '65534'],
  debian: ['nobody', '65534'],
  golang: ['nobody', '65534'],
  busybox: ['nobody', '65534'],
};

/** Names and numbers for USER and `--chown`. */
export function userItems(dockerfile: Dockerfile, instruction: Instruction, replace: Range): Completion[] {
  const users = usersSeen(dockerfile, instruction);
  const seen = new Set<string>();
  const item = (label: string, detail: string): Completion[] => {
    if (seen.has(label)) return [];
    seen.add(label);
    return [{ label, kind: 'value', detail, insert: label, replace }];
  };
  return [
    ...users.flatMap(({ name, id, from }) => [
      ...(id === null ? [] : item(`${id}:${id}`, `${name} (${from})`)),
      ...item(name, from),
    ]),
    ...item('65532:65532', 'nonroot'),
    ...item('1000:1000', ''),
    ...item('root', ''),
  ];
}

function usersSeen(dockerfile: Dockerfile, instruction: Instruction): KnownUser[] {
  const stage = dockerfile.stages.findLast(({ from }) => from.start <= instruction.start);
  if (!stage) return [];
  const line = lineage(dockerfile.stages, stage);
  const made = ['useradd', 'adduser'].flatMap((program) =>
    (dockerfile.commandsByName.get(program) ?? [])
      .filter((at) => at.stage !== null && line.includes(at.stage))
      .flatMap(({ command }): KnownUser[] => {
        const { options, operands } = readArguments(command, TAKING);
        const name = operands[0]?.value;
        const id = options.find((option) => option.name === '-u' || option.name === '--uid')?.value ?? null;
        return name === undefined || name.includes('$')
          ? []
          : [{ name, id: id !== null && /^\d+$/.test(id) ? id : null, from: program }];
      }),
  );
  return [...made, ...usersOfImage(baseImage(dockerfile, stage))];
}

function usersOfImage(reference: string | undefined): KnownUser[] {
  const image = reference === undefined ? undefined : parseImage(reference);
  if (!image) return [];
  if (image.repository.startsWith('distroless/')) return [{ name: 'nonroot', id: '65532', from: 'distroless' }];
  const official = officialName(image);
  const user =
    official !== undefined && Object.hasOwn(USERS_OF_IMAGES, official) ? USERS_OF_IMAGES[official] : undefined;
  return user ? [{ name: user[0], id: user[1], from: official ?? '' }] : [];
}
