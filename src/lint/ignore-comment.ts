import type { Range } from './rule.ts';
import type { Dialect, IgnoredId, Suppression } from './suppression.ts';

/** What an ignore comment says, before a domain decides which characters it covers. */
export interface IgnoreComment {
  readonly dialect: Dialect;
  readonly ids: readonly IgnoredId[] | 'all';
  /** `line`: the comment's own line and the next one that is no comment; `stage`: the build stage below; `file`: everything. */
  readonly scope: 'line' | 'stage' | 'file';
}

interface Form {
  readonly dialect: Dialect;
  readonly scope: IgnoreComment['scope'];
  /** `ids` is the list; where it matches nothing, everything is meant. */
  readonly pattern: RegExp;
  /** Whether `all` in the list means everything. */
  readonly all?: true;
}

const FORMS: readonly Form[] = [
  { dialect: 'gantry', scope: 'file', pattern: /^gantry-ignore-file\s+(?<ids>[^\s—].*)$/d },
  { dialect: 'gantry', scope: 'line', pattern: /^gantry-ignore\s+(?<ids>[^\s—].*)$/d },
  {
    dialect: 'hadolint',
    scope: 'file',
    pattern: /^hadolint\s+global\s+ignore\s*=\s*(?<ids>\w+(?:\s*,\s*\w+)*)\s*(?:#.*)?$/d,
  },
  {
    dialect: 'hadolint',
    scope: 'stage',
    pattern: /^hadolint\s+stage\s+ignore\s*=\s*(?<ids>\w+(?:\s*,\s*\w+)*)\s*(?:#.*)?$/d,
  },
  { dialect: 'hadolint', scope: 'line', pattern: /^hadolint\s+ignore\s*=\s*(?<ids>\w+(?:\s*,\s*\w+)*)\s*(?:#.*)?$/d },
  { dialect: 'buildkit', scope: 'line', pattern: /^check\s*=\s*(?:\S*;)?skip=(?<ids>[^;\s]+)/di, all: true },
  { dialect: 'dockerfile-utils', scope: 'line', pattern: /^dockerfile-utils:\s*ignore(?<ids>)\s*$/d },
  { dialect: 'shellcheck', scope: 'line', pattern: /^shellcheck\s(?:.*\s)?disable=(?<ids>\S+)/d, all: true },
  { dialect: 'checkov', scope: 'file', pattern: /^(?:checkov|bridgecrew|cortex):skip=\s*(?<ids>[\w,]+)/d },
  { dialect: 'trivy', scope: 'line', pattern: /^(?<ids>trivy:ignore:\S+(?:\s+trivy:ignore:\S+)*)/d },
];
/** What separates the list from the reason. */
const REASON = /\s+(?:—|--?|#|\/\/)(?:\s|$)|\s*—/;

/**
 * Reads one comment, from its `#` on, in any dialect we honour. Positions of ids count from the `#`; a reason after `—`,
 * `--`, `#`, `//` or `:` (checkov) is left out. Undefined = an ordinary comment.
 */
export function parseIgnoreComment(comment: string): IgnoreComment | undefined {
  const [blanks = ''] = /^#?\s*/.exec(comment) ?? [];
  const text = comment.slice(blanks.length).trimEnd();
  // Nearly all comments are ordinary ones.
  if (!/^(?:gantry|hadolint|check|dockerfile|shellcheck|bridgecrew|cortex|trivy)/i.test(text)) return undefined;
  for (const { dialect, scope, pattern, all } of FORMS) {
    const match = pattern.exec(text);
    const written = match?.groups?.['ids'];
    if (match === null || written === undefined) continue;
    if (written === '') return { dialect, ids: 'all', scope };
    const from = blanks.length + (match.indices?.groups?.['ids']?.[0] ?? 0);
    const ids = words(written).flatMap((word) => ignoredId(dialect, word, from));
    if (ids.length === 0) return undefined;
    return { dialect, ids: all && ids.some(({ id }) => id === 'all') ? 'all' : ids, scope };
  }
  return undefined;
}

/** What a comment at `at` (from its `#` on) silences, once its domain knows what it covers. */
export function suppressionOf({ ids, dialect }: IgnoreComment, { start, end }: Range, covers: Range): Suppression {
  const placed = ids === 'all' ? ids : ids.map((id) => ({ ...id, start: id.start + start, end: id.end + start }));
  return { at: { start, end }, covers, ids: placed, dialect };
}

/** The words of a list, up to the reason. */
function words(written: string): (Range & { text: string })[] {
  const list = written.slice(0, REASON.exec(written)?.index ?? written.length);
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: text, index }) => ({ start: index, end: index + text.length, text }));
}

function ignoredId(dialect: Dialect, { start, end, text }: Range & { text: string }, from: number): IgnoredId[] {
  const at = { start: from + start, end: from + end };
  if (dialect === 'trivy') return trivyId(text, at);
  if (dialect === 'shellcheck') return [{ ...at, id: text.replaceAll(/(^|-)(?=\d)/g, '$1SC') }];
  const allowed = dialect === 'gantry' ? /^(?:[\w-]+:)?[\w-]+$/ : /^[\w-]+$/;
  return allowed.test(text) ? [{ ...at, id: text }] : [];
}

/** `trivy:ignore:AVD-DS-0002:exp:2026-01-31` */
function trivyId(text: string, at: Range): IgnoredId[] {
  const [, , written, ...options] = text.split(':');
  if (!written) return [];
  const until = options[options.indexOf('exp') + 1];
  const dated = options.includes('exp') && until !== undefined && /^\d{4}-\d\d-\d\d$/.test(until);
  return [{ ...at, id: trivyName(written), ...(dated ? { until } : {}) }];
}

/** trivy's ids have been written in several ways: `AVD-DS-0002`, `DS002`, `DS-0002`. */
export function trivyName(written: string): string {
  const [, family, number = ''] = /^(?:AVD-)?(DS|KSV|KCV)-?(\d+)$/i.exec(written) ?? [];
  return family === undefined ? written.replace(/^AVD-/, '') : `${family.toUpperCase()}-${number.padStart(4, '0')}`;
}
