import { styleText } from 'node:util';
import type { RuleInfo, Severity } from '../lint/rule.ts';
import { listed, type Message, say, type Translations } from '../words/message.ts';
import type { LintReport, ReportedFinding } from './report.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatOptions {
  readonly color: boolean;
  readonly rules: readonly RuleInfo[];
  readonly version: string;
  /** Of the sentences that are not in the report. */
  readonly translations: Translations;
}

/** The report as text for standard output, with a line end; piece by piece, for there may be a hundred thousand findings. */
export function* formatReport(report: LintReport, format: Format, options: FormatOptions): Generator<string> {
  switch (format) {
    case 'json':
      yield* json(report);
      return;
    case 'sarif':
      yield `${JSON.stringify(sarif(report, options), null, 2)}\n`;
      return;
    case 'github':
      yield report.findings.map(githubLine).join('');
      return;
    case 'text':
      yield text(report, options);
  }
}

/** How many findings are written at once. */
const PIECE = 500;

/** A finding a line. */
function* json({ findings, errors, summary }: LintReport): Generator<string> {
  yield '{\n  "findings": [';
  for (let start = 0; start < findings.length; start += PIECE) {
    const lines = findings.slice(start, start + PIECE).map((finding) => `\n    ${JSON.stringify(finding)}`);
    yield `${start > 0 ? ',' : ''}${lines.join(',')}`;
  }
  yield `${findings.length > 0 ? '\n  ' : ''}],\n  "errors": ${JSON.stringify(errors)},\n  "summary": ${JSON.stringify(summary)}\n}\n`;
}

const COUNTS: Readonly<Record<Severity, (number: number) => Message>> = {
  error: (number) => [number === 1 ? '{0} error' : '{0} errors', number],
  warning: (number) => [number === 1 ? '{0} warning' : '{0} warnings', number],
  info: (number) => ['{0} info', number],
  hint: (number) => [number === 1 ? '{0} hint' : '{0} hints', number],
};
const COLORS = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

function text({ findings, summary }: LintReport, { color, translations }: FormatOptions): string {
  const paint = (style: Parameters<typeof styleText>[0], words: string) =>
    color ? styleText(style, words, { validateStream: false }) : words;
  const lines = findings.map(({ file, start, severity, message, rule }) => {
    const place = paint('bold', `${file}:${start.line}:${start.column}`);
    return `${place}  ${paint(COLORS[severity], severity)}  ${message}  ${paint('dim', rule)}\n`;
  });
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = (['error', 'warning', 'info', 'hint'] as const)
    .map((severity) => [severity, count(severity)] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => say(COUNTS[severity](number), translations));
  const total = counts.length === 0 ? say(['no findings'], translations) : listed(counts);
  const { files, milliseconds } = summary;
  if (files === 0)
    return `${lines.join('')}${say(['no Dockerfile and no manifest here ({0} ms)', milliseconds], translations)}\n`;
  const where: Message =
    files === 1
      ? ['{0} in 1 file ({1} ms)', total, milliseconds]
      : ['{0} in {1} files ({2} ms)', total, files, milliseconds];
  return `${lines.join('')}${say(where, translations)}\n`;
}

/** A workflow command of GitHub Actions; `%`, line ends and separators are escaped as its toolkit does. */
function githubLine({ file, start, end, severity, message, rule }: ReportedFinding): string {
  const level = severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'notice';
  const data = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const place = `file=${property(file)},line=${start.line},endLine=${end.line},col=${start.column},endColumn=${end.column}`;
  return `::${level} ${place},title=${property(rule)}::${data(message)}\n`;
}

function sarif({ findings, errors }: LintReport, { rules, version, translations }: FormatOptions): object {
  const translated = (title: string) => say([title], translations);
  const used = [...new Set(findings.map(({ rule }) => rule))];
  const level = (severity: Severity) => (severity === 'error' || severity === 'warning' ? severity : 'note');
  const region = ({ start, end }: Pick<ReportedFinding, 'start' | 'end'>) => ({
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  });
  const location = (place: Pick<ReportedFinding, 'file' | 'start' | 'end'>) => ({
    physicalLocation: { artifactLocation: { uri: encodeURI(place.file) }, region: region(place) },
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'gantry',
            version,
            rules: used.map((id) => {
              const rule = rules.find((info) => info.id === id);
              return {
                id,
                shortDescription: { text: translated(rule?.title ?? id) },
                fullDescription: { text: translated(rule?.why ?? id) },
                defaultConfiguration: { level: level(rule?.severity ?? 'warning') },
                properties: { tags: [...(rule?.aliases ?? [])] },
              };
            }),
          },
        },
        invocations: [
          {
            executionSuccessful: errors.length === 0,
            toolExecutionNotifications: errors.map(({ file, message }) => ({
              level: 'error',
              message: { text: `${file}: ${message}` },
            })),
          },
        ],
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: used.indexOf(finding.rule),
          level: level(finding.severity),
          message: { text: finding.message },
          locations: [location(finding)],
          relatedLocations: finding.related.map((place) => ({
            ...location(place),
            message: { text: place.message },
          })),
        })),
      },
    ],
  };
}
