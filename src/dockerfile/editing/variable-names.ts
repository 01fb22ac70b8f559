import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import type { NamedThing, Occurrence } from './named-thing.ts';
import { variableUses } from './variable-uses.ts';

/** Occurrences that mean one variable; groups that turn out to be one point to the other. */
interface Group {
  readonly name: string;
  readonly occurrences: Occurrence[];
  joined: Group | null;
}

interface Known {
  readonly group: Group;
  /** It is in the container, too (an ENV). */
  readonly running: boolean;
}

/** What a stage sets, over what the stages that it is based on set: nothing is copied, as chains of stages may be long. */
interface Visible {
  readonly own: Map<string, Known>;
  readonly base: Visible | undefined;
}

/** Stages that are looked through for a name. */
const MOST_BASES = 64;

/**
 * Variables with the places that set and read them. All ARGs of a name are one variable (`--build-arg` sets them together);
 * an ENV belongs to what is visible under its name where it stands, else it is one of its own.
 */
export function variableNames(dockerfile: Dockerfile): NamedThing[] {
  const groups: Group[] = [];
  const argumentGroups = new Map<string, Group>();
  const { instructions, stages } = dockerfile;
  const make = (name: string): Group => {
    const group: Group = { name, occurrences: [], joined: null };
    groups.push(group);
    return group;
  };

  const globals: Visible = { own: new Map(), base: undefined };
  const firstFrom = stages[0]?.from.start ?? Infinity;
  for (const instruction of instructions) {
    if (instruction.start >= firstFrom) break;
    read(instruction, globals);
  }
  const ends: Visible[] = [];
  for (const stage of stages) {
    const visible: Visible = { own: new Map(), base: stage.base === null ? undefined : ends[stage.base] };
    use(stage.from, globals);
    for (const instruction of stage.instructions) read(instruction, visible);
    ends.push(visible);
  }
  return groups
    .filter(({ joined }) => joined === null)
    .map(({ name, occurrences }) => ({
      kind: 'variable',
      name,
      occurrences: occurrences.sort((a, b) => a.start - b.start),
    }));

  function read(outer: Instruction, visible: Visible): void {
    const instruction = outer.keyword === 'ONBUILD' ? (outer.inner ?? outer) : outer;
    // Later ARGs of an instruction see the earlier ones; ENV sees what was before it.
    if (instruction.keyword === 'ARG') define(instruction, visible);
    use(instruction, visible);
    if (instruction.keyword === 'ENV') define(instruction, visible);
  }

  function define({ keyword, pairs }: Instruction, visible: Visible): void {
    for (const { key } of pairs) {
      const name = key.value;
      // Quotes inside a name leave no place to write another.
      if (!/^[A-Za-z_]\w*$/.test(name) || key.text !== name) continue;
      const before = find(visible, name);
      let group = before?.group;
      if (keyword === 'ARG') {
        const own = argumentGroups.get(name) ?? group ?? make(name);
        argumentGroups.set(name, own);
        if (group) join(own, group);
        group = own;
      }
      group ??= make(name);
      last(group).occurrences.push({ start: key.start, end: key.end, kind: 'definition' });
      visible.own.set(name, { group, running: keyword === 'ENV' || (before?.running ?? false) });
    }
  }

  function use(instruction: Instruction, visible: Visible): void {
    const starts = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(instruction.keyword);
    for (const held of instruction.inner ? [instruction, instruction.inner] : [instruction]) {
      for (const { name, nameRange } of variableUses(dockerfile, held)) {
        const known = find(visible, name);
        if (known && (known.running || !starts))
          last(known.group).occurrences.push({ ...rangeOf(nameRange), kind: 'use' });
      }
    }
  }
}

function find(visible: Visible, name: string): Known | undefined {
  let at: Visible | undefined = visible;
  for (let steps = 0; at && steps < MOST_BASES; steps++, at = at.base) {
    const known = at.own.get(name);
    if (known) return known;
  }
  return undefined;
}

function join(a: Group, b: Group): void {
  const [kept, gone] = [last(a), last(b)];
  if (kept === gone) return;
  kept.occurrences.push(...gone.occurrences);
  gone.joined = kept;
}

function last(group: Group): Group {
  let at = group;
  while (at.joined) at = at.joined;
  return at;
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
