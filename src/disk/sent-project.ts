import { keepLast } from '../go/incremental/kept-answers.ts';
import type { GoProject, Program } from '../go/project.ts';

/** A project on its way between threads: of a program that was sent before, its place in the one sent last of the folder. */
export interface SentProject extends Omit<GoProject, 'programs'> {
  readonly programs: readonly (Program | number)[];
}

/** Folders of which both sides remember what was sent last. */
const MOST_FOLDERS = 4;

/** What an edit leaves as it was is not copied again: an edit changes few of many programs. */
export function createSender(): (root: string, project: GoProject) => SentProject {
  const sent = new Map<string, readonly Program[]>();
  return (root, project) => {
    const places = new Map(sent.get(root)?.map((program, index) => [program, index]));
    keepLast(sent, root, project.programs, MOST_FOLDERS);
    return { ...project, programs: project.programs.map((program) => places.get(program) ?? program) };
  };
}

/** The other end: it must see everything that was sent, in that order. */
export function createReceiver(): (root: string, sent: SentProject) => GoProject {
  const received = new Map<string, readonly Program[]>();
  return (root, { programs, ...project }) => {
    const before = received.get(root) ?? [];
    const now = programs.flatMap((one) => (typeof one === 'number' ? (before[one] ?? []) : [one]));
    keepLast(received, root, now, MOST_FOLDERS);
    return { ...project, programs: now };
  };
}
