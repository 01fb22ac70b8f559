import { isScalar, type Node } from 'yaml';
import type { Message } from '../words/message.ts';
import { IMAGE_KEYS, IMAGE_RUNTIMES, type ImageSettings } from './image-settings.ts';
import { booleanOf, entriesOf, mapOf, problem, readYaml, type YamlFile, valueOf } from './yaml-file.ts';
import { similar } from './similar.ts';

/** What a `.gantry.yaml` says of base images; its faults are those of the whole file. */
export function imagesOf(text: string): ImageSettings {
  const file = readYaml(text, ['`.gantry.yaml` must be a map of settings']);
  return readImages(file, valueOf(file.root, 'images'));
}

export function readImages(file: YamlFile, node: Node | undefined): ImageSettings {
  const map = mapOf(file, node, ['`images` must be a map of settings']);
  for (const { key, at } of entriesOf(map)) {
    if ((IMAGE_KEYS as readonly string[]).includes(key)) continue;
    const guess = similar(key, IMAGE_KEYS);
    problem(file, at, guess ? ['`{0}` is no setting; did you mean `{1}`?', key, guess] : ['`{0}` is no setting', key]);
  }
  const digests = texts(file, valueOf(map, 'digests'), ['`digests` must be a map from images to digests'], isDigest, [
    'A digest is `sha256:` and 64 digits',
  ]);
  const pinDigests = booleanOf(file, valueOf(map, 'pinDigests'), ['`pinDigests` is true or false']);
  return {
    ...optional(
      'mirrors',
      texts(file, valueOf(map, 'mirrors'), ['`mirrors` must be a map from registries to mirrors']),
    ),
    ...optional('digests', digests),
    ...optional('pinDigests', pinDigests),
    ...optional('go', name(file, valueOf(map, 'go'))),
    ...optional('node', name(file, valueOf(map, 'node'))),
    ...optional('runtimes', readRuntimes(file, valueOf(map, 'runtimes'))),
  };
}

function readRuntimes(file: YamlFile, node: Node | undefined): ImageSettings['runtimes'] {
  const map = mapOf(file, node, ['`runtimes` must be a map from {0} to images', IMAGE_RUNTIMES.join(', ')]);
  const known: readonly string[] = IMAGE_RUNTIMES;
  const found = entriesOf(map).flatMap(({ key, at, value }) => {
    if (!known.includes(key)) problem(file, at, ['There is no runtime `{0}`; use {1}', key, known.join(', ')]);
    const image = name(file, value ?? undefined);
    return known.includes(key) && image !== undefined ? [[key, image] as const] : [];
  });
  return map ? Object.fromEntries(found) : undefined;
}

/** The texts of a map; what `is` refuses is a problem and left out. */
function texts(
  file: YamlFile,
  node: Node | undefined,
  otherwise: Message,
  is: (text: string) => boolean = (text) => text !== '',
  unlike: Message = otherwise,
): Readonly<Record<string, string>> | undefined {
  const map = mapOf(file, node, otherwise);
  if (!map) return undefined;
  return Object.fromEntries(
    entriesOf(map).flatMap(({ key, at, value }) => {
      const text = isScalar(value) ? String(value.value) : '';
      if (is(text)) return [[key, text]];
      problem(file, value ?? at, unlike);
      return [];
    }),
  );
}

function name(file: YamlFile, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const text = isScalar(node) ? String(node.value).trim() : '';
  if (/^\S+$/.test(text)) return text;
  problem(file, node, ['An image is a name, such as `golang:1.26`']);
  return undefined;
}

function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

function optional<Key extends keyof ImageSettings>(key: Key, value: ImageSettings[Key] | undefined): ImageSettings {
  return value === undefined ? {} : { [key]: value };
}
