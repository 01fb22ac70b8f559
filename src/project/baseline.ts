import type { Finding } from '../lint/finding.ts';
import { say } from '../words/message.ts';

/** What a former report has found, by file, rule and English message: how many of each. */
export type Baseline = ReadonlyMap<string, number>;

/** What makes a finding the same one after lines have moved. */
export interface Known {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

/** Reads a report (`gantry lint --format json`); undefined where it is none. */
export function readBaseline(text: string): Baseline | undefined {
  let findings: unknown;
  try {
    findings = (JSON.parse(text) as { findings?: unknown } | null)?.findings;
  } catch {
    return undefined;
  }
  if (!Array.isArray(findings)) return undefined;
  const known = new Map<string, number>();
  for (const finding of findings as readonly (Known | null)[]) {
    if (typeof finding !== 'object' || finding === null) continue;
    const key = keyOf(finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return known;
}

/**
 * The items that a former report does not have. Of several same ones as many are let through as there are more now than
 * then. `knownAs`: how a report may call one, the likelier first (a report may be in any language).
 */
export function newSince<Item>(
  baseline: Baseline,
  items: readonly Item[],
  knownAs: (item: Item) => readonly Known[],
): Item[] {
  const left = new Map<string, number>();
  return items.filter((item) => {
    for (const key of knownAs(item).map(keyOf)) {
      const rest = left.get(key) ?? baseline.get(key) ?? 0;
      if (rest <= 0) continue;
      left.set(key, rest - 1);
      return false;
    }
    return true;
  });
}

/** How a report calls a finding of a file. */
export function known(file: string, { rule, message }: Finding): Known {
  return { file, rule, message: say(message) };
}

/** A report of all these findings, as the editor and the command line take it for a baseline. */
export function writeBaseline(findings: Iterable<Known>): string {
  const sorted = [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return `${JSON.stringify({ findings: sorted }, null, 2)}\n`;
}

function keyOf({ file, rule, message }: Known): string {
  return `${file}\n${rule}\n${message}`;
}
