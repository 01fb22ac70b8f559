import type { NamedPlace, Program, Write } from '../../go/project.ts';

/** Where the volume is of what only arguments name. */
const DATA = '/data';

/** A file or folder that the program makes, and does not start without being told where. */
export interface DemandedPlace {
  readonly named: NamedPlace;
  /** What the plan tells it. */
  readonly path: string;
}

/** Those that none of the arguments in `given` names, or the one that only a variable does. */
export function demandedPlaces(program: Program, given: readonly string[]): readonly DemandedPlace[] {
  const { namedPlaces = [] } = program;
  const demanded = namedPlaces.filter(({ by }) => isMissing(by, program, given));
  const [only, another] = demanded.length > 0 ? demanded : namedPlaces.filter(({ by }) => isUnset(by, program));
  if (only && !another) {
    const file = only.by.startsWith('env:') ? `${program.name}.db` : only.by.replace(/^\w+:/, '');
    return [{ named: only, path: only.is === 'folder' ? DATA : `${DATA}/${file}` }];
  }
  return demanded.map((named) => ({ named, path: `${DATA}/${named.by.replace(/^\w+:/, '')}` }));
}

/** Variables of what must last, by their names; a log or a socket may lie anywhere. */
const OF_DATA = /(?:^|_)(?:DB|DATABASE|SQLITE3?|BOLT|BADGER|DATA|STORAGE|STORE|UPLOADS?|STATE)(?:_|$)/i;

function isUnset(by: string, { env }: Program): boolean {
  const [, name = ''] = /^env:(.*)$/.exec(by) ?? [];
  const read = env.filter((one) => one.name === name);
  return OF_DATA.test(name) && read.length > 0 && read.every((one) => one.default === null && !one.secret);
}

/** The program with those places among what it writes, so that a volume is planned for them. */
export function withDemandedPlaces(program: Program, given: readonly string[]): Program {
  const places = demandedPlaces(program, given);
  if (places.length === 0) return program;
  const writes = places.map(({ named: { by, is, ...place }, path }): Write => ({
    ...place,
    path,
    ...(is === 'file' && { folder: DATA }),
    configuredBy: [by],
    certainty: 'default',
  }));
  return { ...program, writes: [...program.writes, ...writes] };
}

function isMissing(by: string, { requiredFlags = [], requiredWords }: Program, given: readonly string[]): boolean {
  const [, kind, name = ''] = /^(flag|arg):(.*)$/.exec(by) ?? [];
  if (kind === 'flag') return requiredFlags.some((flag) => flag.name === name) && !given.some((one) => isOf(one, name));
  const words = given.filter((one) => !one.startsWith('-')).length;
  return kind === 'arg' && Number(name) > words && Number(name) <= (requiredWords?.least ?? 0);
}

/** Whether an argument gives a flag. */
export function isOf(argument: string, name: string): boolean {
  return argument.replace(/^--?/, '').replace(/=.*$/s, '') === name;
}
