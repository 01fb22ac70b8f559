import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { readText } from '../disk/node-files.ts';
import { placeInChart } from '../kubernetes/helm/map-back.ts';
import { splitRendered } from '../kubernetes/helm/rendered.ts';
import { say } from '../words/message.ts';
import type { ChartFile, LintChartParams, LintChartResult } from './protocol.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** Lints what Helm made of a chart, and says where in the chart it comes from. */
export async function lintChart(session: Session, { chart, rendered }: LintChartParams): Promise<LintChartResult> {
  const folder = URI.parse(chart).fsPath;
  const { project, file: around } = await session.projectAt(path.join(folder, 'Chart.yaml'));
  const base = around.includes('/') ? around.slice(0, around.lastIndexOf('/') + 1) : '';
  const templates = splitRendered(rendered);
  const findings = project.lintRendered(templates.map(({ template, text }) => ({ file: base + template, text })));
  const texts = new Map<string, TextDocument>();
  const values = await open('values.yaml');
  const files = new Map<string, ChartFile['findings'][number][]>();
  for (const [index, { template, text }] of templates.entries()) {
    const source = await open(template);
    for (const finding of findings[index] ?? []) {
      const place = placeInChart(text, finding, { template, text: source.getText(), values: values.getText() });
      const document = place.file === template ? source : values;
      const page = session.rulePage(finding.rule);
      const found = files.get(document.uri) ?? [];
      files.set(document.uri, found);
      const message = say(finding.message, session.translations);
      const range = toRange(document, place);
      const isSame = found.some(
        (one) => one.message === message && one.rule === finding.rule && one.range.start.line === range.start.line,
      );
      // One line of a chart makes many objects, but is mended once.
      if (isSame) continue;
      found.push({ range, message, severity: finding.severity, rule: finding.rule, ...(page ? { page } : {}) });
    }
  }
  return { files: [...files].map(([uri, found]) => ({ uri, findings: found })) };

  async function open(file: string): Promise<TextDocument> {
    const known = texts.get(file);
    if (known) return known;
    const place = path.join(folder, file);
    const isInside = !path.relative(folder, place).startsWith('..');
    const text = isInside ? (project.text(base + file) ?? (await readText(place)) ?? '') : '';
    const document = TextDocument.create(URI.file(place).toString(), 'yaml', 0, text);
    texts.set(file, document);
    return document;
  }
}
