import type { Finding } from '../lint/finding.ts';
import type { Severity } from '../lint/rule.ts';
import { say, type Translations } from '../words/message.ts';
import { positions, type Locate } from './positions.ts';

type Position = ReturnType<Locate>;

/** A finding as contracts.md prints it. Keys stand in the order they are printed in. */
export interface ReportedFinding {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
  readonly related: readonly { file: string; start: Position; end: Position; message: string }[];
  readonly fixable: boolean;
}

export interface LintReport {
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
  readonly summary: { readonly files: number; readonly documents: number; readonly milliseconds: number };
}

/** Reports the findings of one file; `shown` makes a project's path one of the working directory. */
export function reportFile(
  textOf: (file: string) => string | undefined,
  file: string,
  findings: readonly Finding[],
  shown: (file: string) => string,
  translations: Translations,
): ReportedFinding[] {
  if (findings.length === 0) return [];
  const name = shown(file);
  const locate = positions(textOf(file) ?? '');
  const located = new Map([[file, locate]]);
  const locateIn = (other: string) => {
    const known = located.get(other) ?? positions(textOf(other) ?? '');
    located.set(other, known);
    return known;
  };
  return findings.map((finding) => {
    const related = (finding.related ?? []).map((place) => {
      const there = locateIn(place.file);
      const message = say(place.message, translations);
      return {
        file: place.file === file ? name : shown(place.file),
        start: there(place.start),
        end: there(place.end),
        message,
      };
    });
    return {
      file: name,
      rule: finding.rule,
      aliases: finding.aliases,
      severity: finding.severity,
      message: say(finding.message, translations),
      start: locate(finding.start),
      end: locate(finding.end),
      related,
      fixable: (finding.fixes ?? []).length > 0,
    };
  });
}
