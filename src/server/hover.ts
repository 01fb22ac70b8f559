import type { Hover as LspHover, Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hoverDockerfile } from '../dockerfile/editing/hover.ts';
import { shellCheckPage } from '../dockerfile/commands/shellcheck.ts';
import { hoverIgnoreFile, isIgnoreFile } from './ignore-hover.ts';
import { isShellCode } from '../dockerfile/editing/shell-code.ts';
import { hoverManifest } from '../kubernetes/editing/hover.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { Hover } from '../lint/editing.ts';
import { allRules } from '../project/all-rules.ts';
import { labelled, say } from '../words/message.ts';
import { sayProse } from './prose.ts';
import type { ManifestSchemas } from './assets.ts';
import type { Place, Session } from './session.ts';
import { sourceHover } from './source-answers.ts';
import { toRange } from './to-lsp.ts';

/** What the finding under the pointer means, why and how to mend it; then what the language says about the place. */
export async function hover(session: Session, document: TextDocument, position: Position): Promise<LspHover | null> {
  const place = await session.placeOf(document);
  if (!place) return null;
  const offset = document.offsetAt(position);
  const findings = place.project.findings(place.file).filter(({ start, end }) => start <= offset && offset <= end);
  const language = await languageHover(session, place.file, document, offset);
  const source = document.languageId === 'go' ? await sourceHover(place, document, offset, session) : undefined;
  const sections = [
    ...findings.map((finding) => explainFinding(session, finding)),
    ...(language ? [sayProse(language.markdown, session.translations)] : []),
    ...(source ? [source.markdown] : []),
  ];
  if (sections.length === 0) return null;
  const range = findings[0] ?? language ?? source;
  return {
    contents: { kind: 'markdown', value: sections.join('\n\n---\n\n') },
    ...(range ? { range: toRange(document, range) } : {}),
  };
}

async function languageHover(
  session: Session,
  file: string,
  document: TextDocument,
  offset: number,
): Promise<Hover | undefined> {
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(file);
  if (parsed?.kind === 'dockerfile') {
    const { hover: whole, shell } = session.features.dockerfile;
    const wanted = isShellCode(parsed.dockerfile, offset) ? shell : whole;
    return wanted ? hoverDockerfile(parsed.dockerfile, offset) : undefined;
  }
  if (place && isIgnoreFile(file)) return hoverIgnoreFile(place, document.getText(), offset);
  if (place && parsed?.kind === 'manifests') return manifestHover(session, place, parsed.manifests, offset);
  return undefined;
}

/** What a name leads to, units and defaults; then the schema's text. Each where it is left to us. */
async function manifestHover(
  { features, schemas }: Session,
  { project }: Place,
  file: ManifestFile,
  offset: number,
): Promise<Hover | undefined> {
  const facts = features.kubernetes.facts ? hoverManifest(file, offset, project.workspace) : undefined;
  const field = features.kubernetes.hover ? await fieldHover(await schemas(), project, file, offset) : undefined;
  if (!facts || !field) return facts ?? field;
  const told = typeof field.markdown === 'string' ? [field.markdown] : field.markdown;
  return { ...field, markdown: [...(typeof facts.markdown === 'string' ? [facts.markdown] : facts.markdown), ...told] };
}

function fieldHover(
  { service, kindsOf }: ManifestSchemas,
  project: Place['project'],
  file: ManifestFile,
  offset: number,
) {
  return service.hover(file.text, offset, kindsOf(project));
}

/** Markdown: the rule in one line, why it matters, how to mend it, whose ids it answers to. */
function explainFinding(session: Session, finding: Finding): string {
  const rule = allRules.find(({ id }) => id === finding.rule);
  const page = session.rulePage(finding.rule);
  const name = page ? `[${finding.rule}](${page})` : finding.rule;
  const translate = (text: string) => session.translations[text] ?? text;
  const how = finding.fixes?.[0];
  const peersPage = shellCheckPage(finding);
  const ids = finding.aliases.join(' · ');
  return [
    `**${translate(rule?.title ?? finding.rule)}** (${name})`,
    ...(rule ? [translate(rule.why)] : []),
    ...(how ? [labelled(say(['Quick fix'], session.translations), say(how.title, session.translations))] : []),
    ...(finding.aliases.length > 0 ? [peersPage ? `[${ids}](${peersPage})` : `_${ids}_`] : []),
  ].join('\n\n');
}
