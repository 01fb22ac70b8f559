import type { FileChange, Fix } from '../lint/fix.ts';
import type { Place } from '../go/project.ts';
import type { Range, Related, Report, Severity } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';

/** Somewhere in a file of any of the languages. */
export interface FilePlace extends Range {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
}

/** One end of a broken edge, and what is wrong as seen from there. */
export interface Side extends FilePlace {
  readonly message: Message;
}

/** A change that joins the two ends again, in whatever files. */
export interface Repair {
  /** An imperative sentence for the light bulb, no full stop. */
  readonly title: Message;
  /** Cannot change what is built or how it runs. */
  readonly safe?: boolean;
  readonly changes: readonly FileChange[];
}

/**
 * A broken edge of the contract. Every side is reported in its own file and leads to the others; `related` are places
 * that only explain. A side in Go is worth it where a change of the source is what broke the edge, or what mends it.
 */
export interface Fault {
  readonly sides: readonly [Side, ...Side[]];
  readonly related?: readonly Related[];
  /** The best first; offered on every side. */
  readonly repairs?: readonly Repair[];
  /** Differs from the rule's where this fault is graver or milder. */
  readonly severity?: Severity;
  /** The aliases that mean this very fault; absent = all of the rule's. */
  readonly aliases?: readonly string[];
}

/** What a file's findings say of a fault. */
export function reportsIn(file: string, fault: Fault): Report[] {
  return fault.sides
    .filter((side) => side.file === file)
    .map((side) => {
      const others = fault.sides.filter((one) => one !== side && (one.file !== file || one.start !== side.start));
      const related = [...others.map(shown), ...(fault.related ?? [])];
      return {
        start: side.start,
        end: side.end,
        message: side.message,
        ...(fault.severity ? { severity: fault.severity } : {}),
        ...(fault.aliases ? { aliases: fault.aliases } : {}),
        ...(related.length > 0 ? { related } : {}),
        ...(fault.repairs ? { fixes: fault.repairs.map((repair) => fixIn(file, repair)) } : {}),
      };
    });
}

/** A place of the Go source as a side. */
export function sideIn({ file, start, end }: Place, message: Message): Side {
  return { file, start, end, message };
}

function shown({ file, start, end, message }: Side): Related {
  return { file, start, end, message };
}

function fixIn(file: string, { title, safe = false, changes }: Repair): Fix {
  const edits = changes.flatMap((change) => (change.file === file && 'edits' in change ? change.edits : []));
  const others = changes.filter((change) => change.file !== file || 'create' in change);
  return { title, safe, edits, ...(others.length > 0 ? { others } : {}) };
}
