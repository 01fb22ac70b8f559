import type { Hover } from '../../lint/editing.ts';
import { code } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import { at, items, textAt } from '../fields.ts';
import type { Located, ManifestFile } from '../model.ts';
import { podSpec } from '../pods/workloads.ts';
import type { Workspace } from '../workspace.ts';
import { decodedSize, sizeText } from './base64-size.ts';
import { defaultOf, explainProbe, pullPolicyOf } from './defaults.ts';
import { describeKey, describeObject } from './describe.ts';
import { type FieldAt, fieldAt } from './field-at.ts';
import type { Mention } from './names/mention.ts';
import { definitionsOf, mentionAt, type Occurrence, occurrencesOf } from './names/named-things.ts';
import { explainQuantity } from './quantity-text.ts';

type Part = Message | string;

/** What is known of the place at an offset beyond the schema: what a name leads to, units, defaults, sizes. */
export function hoverManifest(file: ManifestFile, offset: number, workspace: Workspace): Hover | undefined {
  const place = fieldAt(file, offset);
  const mention = mentionAt(file, offset, workspace);
  const markdown = [
    ...(mention ? explainMention(mention, file, workspace) : []),
    ...(place ? explainPlace(place, file.text) : []),
  ];
  const range = mention ?? place?.range;
  return range && markdown.length > 0 ? { start: range.start, end: range.end, markdown } : undefined;
}

function explainPlace(place: FieldAt, source: string): Part[] {
  const { field, route, key, manifest, onKey } = place;
  const text = textAt(field);
  const fallback = defaultOf(place);
  const quantity = text === undefined || !isQuantity(route) ? undefined : explainQuantity(key, text);
  const isSecretValue = manifest.kind === 'Secret' && /^data\/[^/]+$/.test(route) && text !== undefined;
  const bytes = isSecretValue ? decodedSize(text) : undefined;
  const isImage = /[cC]ontainers\/#\/image$/.test(route) && text !== undefined;
  const hasPolicy = textAt(place.around[0], 'imagePullPolicy') !== undefined;
  return [
    ...(quantity ? [quantity] : []),
    ...(bytes === undefined ? [] : [['{0} when decoded', sizeText(bytes)] satisfies Message]),
    ...(isImage && !hasPolicy ? [['Pulled `{0}`, as no policy is said', pullPolicyOf(text)] satisfies Message] : []),
    ...modeText(place, source),
    ...(onKey ? explainProbe(place) : []),
    ...(fallback ? [fallback] : []),
  ];
}

function isQuantity(route: string): boolean {
  return /(?:requests|limits|capacity|hard|max|min|default|defaultRequest)\/[^/]+$|sizeLimit$/.test(route);
}

/** Permissions, whether they are written in octal (kubectl reads a leading 0 so) or as the number that JSON needs. */
function modeText({ key, field }: FieldAt, source: string): Part[] {
  const written = source.slice(field.start, field.end);
  if ((key !== 'defaultMode' && key !== 'mode') || !/^(?:0o?[0-7]{1,4}|[1-9]\d{0,2})$/.test(written)) return [];
  const mode = written.startsWith('0') ? Number.parseInt(written.replace(/^0o?/, ''), 8) : Number(written);
  const letters = [6, 3, 0].flatMap((shift) =>
    ['r', 'w', 'x'].map((bit, index) => ((mode >> shift) & (4 >> index) ? bit : '-')),
  );
  return [['`0{0}`, that is `{1}`', mode.toString(8), letters.join('')]];
}

function explainMention(mention: Mention, file: ManifestFile, workspace: Workspace): Part[] {
  switch (mention.kind) {
    case 'object':
    case 'namespace':
      return mention.role === 'definition'
        ? []
        : leads(mention, workspace).flatMap((one) => describeObject(one, workspace));
    case 'key':
      return keyParts(mention, workspace);
    case 'port':
    case 'servicePort':
      return portParts(mention, workspace);
    case 'volume':
      return mention.role === 'definition' ? [] : volumeParts(mention, file);
    case 'label':
      return labelParts(mention, workspace);
    default:
      return [];
  }
}

/** The objects that a mention's definitions stand in. */
function leads(mention: Mention, workspace: Workspace): Located[] {
  return definitionsOf(occurrencesOf(mention, workspace))
    .flatMap((one) => objectAround(one, workspace) ?? [])
    .slice(0, 3);
}

function objectAround({ file: path, start, end }: Occurrence, workspace: Workspace): Located | undefined {
  for (const file of workspace.files()) {
    if (file.file !== path) continue;
    const manifest = file.manifests.find((one) => one.start <= start && end <= one.end);
    if (manifest) return { file, manifest };
  }
  return undefined;
}

function keyParts(mention: Mention, workspace: Workspace): Part[] {
  const [object] = leads(mention, workspace);
  if (!object || mention.role === 'definition') return [];
  const [title = ''] = describeObject(object, workspace);
  return [title, ...describeKey(object, mention.name)];
}

/** The other half of a port: its number for a name, its name for a number. */
function portParts(mention: Mention, workspace: Workspace): Part[] {
  if (mention.role === 'definition') return [];
  return leads(mention, workspace).flatMap(({ manifest, file }) => {
    const ports =
      mention.kind === 'servicePort'
        ? items(at(manifest.root, 'spec', 'ports'))
        : (podSpec(manifest)?.containers ?? []).flatMap(({ field }) => items(at(field, 'ports')));
    const number = mention.kind === 'servicePort' ? 'port' : 'containerPort';
    const port = ports.find((one) => textAt(one, 'name') === mention.name || textAt(one, number) === mention.name);
    if (!port) return [];
    const said = [textAt(port, 'name'), textAt(port, number), textAt(port, 'protocol') ?? 'TCP'];
    return [
      `${code(`${manifest.kind}/${manifest.name}`)} · ${said
        .filter((one) => one !== undefined)
        .map(code)
        .join(' ')} · ${code(file.file)}`,
    ];
  });
}

function volumeParts(mention: Mention, file: ManifestFile): Part[] {
  const manifest = file.manifests.find((one) => one.start <= mention.start && mention.end <= one.end);
  const volume = items(at(manifest && podSpec(manifest)?.spec, 'volumes')).find(
    (one) => textAt(one, 'name') === mention.name,
  );
  if (volume?.kind !== 'map') return [];
  const source = volume.entries.find(({ key }) => key !== 'name');
  const name =
    textAt(source?.value, 'name') ?? textAt(source?.value, 'secretName') ?? textAt(source?.value, 'claimName');
  return source ? [`**${source.key}**${name === undefined ? '' : ` ${code(name)}`}`] : [];
}

function labelParts(mention: Mention, workspace: Workspace): Part[] {
  const occurrences = occurrencesOf(mention, workspace);
  const names = new Set(
    definitionsOf(occurrences).flatMap((one) => {
      const object = objectAround(one, workspace);
      return object ? [code(`${object.manifest.kind}/${object.manifest.name}`)] : [];
    }),
  );
  return names.size === 0 ? [] : [['Pods of {0} have this label', [...names].slice(0, 6).join(', ')]];
}
