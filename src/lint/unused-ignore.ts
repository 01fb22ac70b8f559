import type { Message } from '../words/message.ts';
import type { Finding } from './finding.ts';
import type { Fix, TextEdit } from './fix.ts';
import { byPosition } from './lint.ts';
import type { Range, RuleInfo, Severity } from './rule.ts';
import { levelByAlias, levelOf, type LintSettings } from './settings.ts';
import { hasEnded, silence } from './silence.ts';
import { type IgnoredId, names, type Suppression } from './suppression.ts';

/** The rule about ignores themselves: the kernel knows which of them silence something. */
export const unusedIgnore: RuleInfo = {
  id: 'unused-ignore',
  title: 'Remove ignores that ignore nothing',
  severity: 'hint',
  aliases: [],
  why: 'An ignore that silences nothing today silences a mistake tomorrow, and one with a misspelt id silences nothing at all. Nothing is said about rules that are off, or of other tools and without a counterpart here.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\n# hadolint ignore=«DL3020»\nCOPY app /app\nUSER 65532\n',
      good: 'FROM alpine:3.23\nCOPY app /app\nUSER 65532\n',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\n# hadolint ignore=DL3020,«DL3007» # the archive has to be unpacked\nADD app /app\nUSER 65532\n',
      good: 'FROM alpine:3.23\n# hadolint ignore=DL3020 # the archive has to be unpacked\nADD app /app\nUSER 65532\n',
      fixed: true,
    },
  ],
};

/** Who has more has something else to mend first. */
const MOST = 100;

/** What a domain has found in one file, with everything that can be silenced there. */
export interface Silenceable {
  readonly text: string;
  /** The rules that had their say on the file. */
  readonly rules: readonly RuleInfo[];
  /** Sorted, and not silenced yet. */
  readonly findings: readonly Finding[];
  readonly suppressions: readonly Suppression[];
  /** Aliases by which a peer speaks of more than our rule. */
  readonly quieterThan?: Iterable<string>;
}

/** The findings that are left when all ignores have had their say, and those about the ignores. */
export function withIgnores(file: Silenceable, settings: LintSettings): Finding[] {
  const { suppressions } = file;
  if (suppressions.length === 0) return [...file.findings];
  const { findings, used } = silence(file.findings, suppressions, settings);
  const level = levelOf(unusedIgnore, settings);
  if (level === 'off' || ((settings.quiet || settings.only) && level === undefined)) return findings;
  const idle: Finding[] = [];
  for (const suppression of suppressions) {
    if (settings.ignoredDialects?.includes(suppression.dialect) || idle.length >= MOST) continue;
    idle.push(...idleIds(suppression, used, file, settings));
  }
  idle.sort(byPosition);
  if (idle.length === 0) return findings;
  // An ignore may name this very rule.
  return [...findings, ...silence(idle, suppressions, settings).findings].sort(byPosition);
}

function idleIds(
  suppression: Suppression,
  used: ReadonlySet<IgnoredId>,
  file: Silenceable,
  settings: LintSettings,
): Finding[] {
  const { ids } = suppression;
  if (ids === 'all') return [];
  return ids.slice(0, MOST).flatMap((ignored, index) => {
    const fault = used.has(ignored) ? undefined : faultOf(ignored, suppression, file, settings);
    if (!fault) return [];
    const edit = removal(file.text, ids, index, suppression.at);
    const fixes = fixesOf(ignored, edit, edit !== undefined && !uncovers(file.text, edit), fault.misspelt);
    const { start, end } = ignored;
    const severity = severityOf(fault, settings);
    return [{ start, end, message: fault.message, rule: unusedIgnore.id, severity, aliases: [], fixes }];
  });
}

/** A misspelt id silences nothing that it was meant to. */
function severityOf({ misspelt }: Fault, settings: LintSettings): Severity {
  const level = levelOf(unusedIgnore, settings);
  if (level !== undefined && level !== 'on' && level !== 'off') return level;
  return misspelt ? 'warning' : unusedIgnore.severity;
}

interface Fault {
  readonly message: Message;
  /** The id names nothing; `guess` is what was meant, perhaps. */
  readonly misspelt?: { readonly guess: string | undefined };
}

function faultOf(
  ignored: IgnoredId,
  { dialect }: Suppression,
  { rules, quieterThan = [] }: Silenceable,
  settings: LintSettings,
): Fault | undefined {
  const { id, until } = ignored;
  if (hasEnded(ignored, settings.today)) {
    return { message: ['The ignore of `{0}` has ended on {1}', id, until ?? ''] };
  }
  if (id === unusedIgnore.id) return undefined;
  const meant = rules.filter((rule) => names(dialect, id, rule.id, rule.aliases));
  const { ids } = settings;
  if (ids && !ids.exists(dialect, id)) {
    const guess = ids.guess(dialect, id);
    if (guess === undefined) return { message: ['There is no rule `{0}`', id], misspelt: { guess } };
    return { message: ['There is no rule `{0}`; did you mean `{1}`?', id, guess], misspelt: { guess } };
  }
  // Where a peer's rule speaks and ours is silent on purpose, the peer needs its ignore.
  if (dialect !== 'gantry' && [...quieterThan].some((alias) => names(dialect, id, '', [alias]))) return undefined;
  // What rules across files, or of other files, would say is not known here.
  const elsewhere = ids?.rules(dialect, id).some((one) => !meant.some((rule) => rule.id === one)) ?? false;
  if (meant.length === 0 || elsewhere || meant.some((rule) => isOff(rule, id, dialect, settings))) return undefined;
  return { message: ['Nothing here is ignored by `{0}`', id] };
}

/** Whether a rule cannot speak by an id as things are set. */
function isOff(rule: RuleInfo, id: string, dialect: Suppression['dialect'], settings: LintSettings): boolean {
  const carried = rule.aliases.filter((alias) => names(dialect, id, '', [alias]));
  const level = levelByAlias(settings.rules?.[rule.id], carried) ?? levelOf(rule, settings);
  if (level === 'off') return true;
  return (settings.quiet ?? false) && level === undefined && rule.severity !== 'error' && rule.severity !== 'warning';
}

function fixesOf(ignored: IgnoredId, edit: TextEdit | undefined, safe: boolean, misspelt: Fault['misspelt']): Fix[] {
  const fixes: Fix[] = [];
  if (misspelt?.guess !== undefined) {
    const { guess } = misspelt;
    // What it will silence then is what the author meant to, but it does change what is reported.
    fixes.push({ title: ['Write `{0}`', guess], safe: false, edits: [{ ...span(ignored), text: guess }] });
  }
  if (!edit) return fixes;
  fixes.push({ title: ['Remove the ignore of `{0}`', ignored.id], safe, edits: [edit] });
  return fixes;
}

/** Takes one id out of its comment, or the comment with its line; undefined for annotations and where more is said in it. */
function removal(text: string, ids: readonly IgnoredId[], index: number, at: Range): TextEdit | undefined {
  const ignored = ids[index];
  if (text[at.start] !== '#' || !ignored) return undefined;
  const after = ids[index + 1];
  const before = ids[index - 1];
  if (after) return { start: ignored.start, end: after.start, text: '' };
  if (before) return { start: before.end, end: ignored.end, text: '' };
  // `# check=skip=…;error=true`, `# shellcheck disable=… shell=bash`
  if (/;|\s(?:shell|source|enable|external-sources)=/.test(text.slice(at.start, at.end))) return undefined;
  return { ...lineOf(text, at), text: '' };
}

/** A comment below that has the form of a directive may become one when it moves to the top. */
function uncovers(text: string, { start, end }: TextEdit): boolean {
  if (text.slice(start, end).trimStart()[0] !== '#') return false;
  return /^\s*#\s*(?:syntax|escape|check)\s*=/i.test(text.slice(end, end + 100));
}

/** The comment with the blanks before it; with its whole line where nothing else is on it. */
function lineOf(text: string, at: Range): Range {
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  const before = text.slice(lineStart, at.start);
  if (before.trim() !== '' && before.trim() !== '\uFEFF') {
    return { start: lineStart + before.trimEnd().length, end: at.end };
  }
  const feed = text.indexOf('\n', at.end);
  return { start: before.startsWith('\uFEFF') ? lineStart + 1 : lineStart, end: feed < 0 ? text.length : feed + 1 };
}

function span({ start, end }: Range): Range {
  return { start, end };
}
