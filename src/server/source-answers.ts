import { type CodeLens, type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { liveTargets } from '../contract/live/targets.ts';
import { type HoverLine, hoverSource, programsReading } from '../contract/walking/source-hover.ts';
import { sourceHints } from '../contract/walking/source-hints.ts';
import { lensesOf } from '../contract/walking/source-lenses.ts';
import type { Range as Offsets } from '../lint/rule.ts';
import { say, type Translations } from '../words/message.ts';
import { otherDocument } from './other-document.ts';
import { sayProse } from './prose.ts';
import type { ShownPlace } from './protocol.ts';
import type { Place, Session } from './session.ts';
import { toOffsets, toRange } from './to-lsp.ts';

/** For how long a hover waits for a cluster: the next one has its answer. */
const PATIENCE = 800;

/** What image and manifests make of a place of Go source, and a connected cluster of a variable there, as Markdown. */
export async function sourceHover(
  { project, file }: Place,
  document: TextDocument,
  offset: number,
  { live: reader, translations }: Pick<Session, 'live' | 'translations'>,
): Promise<(Offsets & { readonly markdown: string }) | undefined> {
  const contract = project.contract();
  if (!contract) return undefined;
  const readers = programsReading(file, offset, contract);
  const targets = () => liveTargets(contract, readers);
  const answer = readers.length > 0 ? await reader.read(targets, { patience: PATIENCE }) : null;
  const found = hoverSource(file, document.getText(), offset, contract, answer?.live);
  return found ? { start: found.start, end: found.end, markdown: markdownOf(found.lines, translations) } : undefined;
}

function markdownOf(lines: readonly HoverLine[], translations: Translations): string {
  const said = (text: Parameters<typeof say>[0] | string) =>
    typeof text === 'string' ? text : say(text, translations);
  let text = '';
  let kind = '';
  for (const line of lines) {
    const now = 'cells' in line ? 'table' : 'item' in line ? 'list' : 'text';
    if (text !== '') text += now === kind && now !== 'text' ? '\n' : '\n\n';
    if ('cells' in line) {
      // A bar ends a cell, even inside code.
      text += `| ${line.cells.map((cell) => said(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
      if (kind !== 'table') text += `\n|${' --- |'.repeat(line.cells.length)}`;
    } else text += 'item' in line ? `${'  '.repeat(line.depth)}- ${said(line.item)}` : said(line.text);
    kind = now;
  }
  return text;
}

/** Who comes to a listener or a route, above it. */
export async function sourceLenses(session: Session, document: TextDocument): Promise<CodeLens[]> {
  const place = await session.placeOf(document);
  const contract = place?.project.contract();
  if (!place || !contract) return [];
  return lensesOf(place.file, contract).map((lens) => {
    const range = toRange(document, lens);
    const places = lens.places.flatMap((one): ShownPlace[] => {
      const other = otherDocument(place, document, one.file);
      return other ? [{ uri: other.uri, range: toRange(other, one) }] : [];
    });
    const title = say(lens.title, session.translations);
    return {
      range,
      command: { command: 'gantry.showPlaces', title, arguments: [document.uri, range.start, places] },
    };
  });
}

/** The ports that settings give to listeners. */
export async function sourceInlayHints(
  session: Session,
  document: TextDocument,
  range: Range,
): Promise<InlayHint[] | null> {
  const place = await session.placeOf(document);
  const contract = place?.project.contract();
  if (!place || !contract) return null;
  return sourceHints(place.file, toOffsets(document, range), contract).map(({ offset, label, markdown }) => ({
    position: document.positionAt(offset),
    label,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    tooltip: { kind: 'markdown', value: sayProse(markdown, session.translations) },
  }));
}
