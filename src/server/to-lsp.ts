import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { shellCheckPage } from '../dockerfile/commands/shellcheck.ts';
import type { Finding } from '../lint/finding.ts';
import type { TextEdit } from '../lint/fix.ts';
import type { Range, Severity } from '../lint/rule.ts';
import { say, type Translations } from '../words/message.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a diagnostic needs beyond its finding. */
export interface DiagnosticContext {
  readonly document: TextDocument;
  readonly translations: Translations;
  /** Uri of a rule's page, for the link behind the rule's id. */
  readonly rulePage: (rule: string) => string | undefined;
  /** Uri and text of another file of the workspace, for related places. */
  readonly locate: (file: string) => { uri: string; document: TextDocument } | undefined;
}

/** A finding as the protocol's diagnostic; `data` holds the peers' ids, so that the editor can tell what it shows twice. */
export function toDiagnostic(finding: Finding, context: DiagnosticContext): Diagnostic {
  const { document, translations } = context;
  const page = shellCheckPage(finding) ?? context.rulePage(finding.rule);
  const related = (finding.related ?? []).flatMap((place) => {
    const other = context.locate(place.file);
    if (!other) return [];
    const location = { uri: other.uri, range: toRange(other.document, place) };
    return [{ location, message: say(place.message, translations) }];
  });
  return {
    range: toRange(document, finding),
    severity: SEVERITIES[finding.severity],
    source: 'gantry',
    code: finding.rule,
    ...(page ? { codeDescription: { href: page } satisfies CodeDescription } : {}),
    message: say(finding.message, translations),
    ...(finding.aliases.length > 0 ? { data: { aliases: finding.aliases } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** Offsets to lines and columns. */
export function toRange(document: TextDocument, { start, end }: Range): LspRange {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Lines and columns to offsets. */
export function toOffsets(document: TextDocument, { start, end }: LspRange): Range {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toTextEdits(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text }));
}
