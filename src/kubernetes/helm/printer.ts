import type { Range } from '../../lint/rule.ts';
import { shifted, spansOf } from './text-functions.ts';
import type { Origin, Span, Text } from './template-values.ts';

/** A place of what is rendered where values that others set may put in more. */
export interface Hook {
  readonly at: number;
  /** `skipped`: a branch that is not taken by default; `unknown`: nobody knows what comes here; `filled`: a list or map of values.yaml. */
  readonly kind: 'skipped' | 'unknown' | 'filled';
  /** The source of what was skipped. */
  readonly text: string;
}

/** A branch that a file of values decides which goes before the chart's own: nobody else has a say in it. */
export interface Decision {
  readonly origin: Origin;
  /** The source of what is left out. */
  readonly text: string;
}

/** A part of what is rendered and the node of the template that it comes from. */
export interface Piece extends Range {
  readonly source: Range;
  /** Written as it is, character by character. */
  readonly isText: boolean;
}

/** Text with what is known of its parts. */
export interface Printed {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly pieces: readonly Piece[];
  readonly hooks: readonly Hook[];
  readonly decisions: readonly Decision[];
}

export interface Printer {
  readonly literal: (text: string, source: Range, file: string) => void;
  readonly value: (value: Text, source: Range) => void;
  readonly hook: (hook: Omit<Hook, 'at'>) => void;
  readonly decision: (decision: Decision) => void;
  /** Whether nothing but blanks stands on the present line. */
  readonly isAtLineStart: () => boolean;
  readonly length: () => number;
  readonly result: () => Printed;
}

export function createPrinter(): Printer {
  let text = '';
  const spans: Span[] = [];
  const pieces: Piece[] = [];
  const hooks: Hook[] = [];
  const decisions: Decision[] = [];
  const add = (part: string, source: Range, isText: boolean) => {
    pieces.push({ start: text.length, end: text.length + part.length, source, isText });
    text += part;
  };
  return {
    literal(part, source, file) {
      const origin: Origin = { file, kind: 'text', start: source.start, end: source.end };
      spans.push({ start: text.length, end: text.length + part.length, origin });
      add(part, source, true);
    },
    value(part, source) {
      spans.push(...shifted(spansOf(part), text.length));
      add(part.text, source, false);
    },
    hook: (hook) => hooks.push({ ...hook, at: text.length }),
    decision: (decision) => void decisions.push(decision),
    isAtLineStart: () => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, text.length - 200))),
    length: () => text.length,
    result: () => ({ text, spans, pieces, hooks, decisions }),
  };
}
