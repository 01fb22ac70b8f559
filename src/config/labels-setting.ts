import type { Node } from 'yaml';
import { isLabelType, LABEL_TYPES, type LabelSchema } from './label-schema.ts';
import { booleanOf, entriesOf, mapOf, problem, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/** Which labels images must have, and whether they may have others. */
export interface LabelRequirements {
  readonly schema: LabelSchema;
  readonly strict: boolean;
}

/** `labels: { schema: { version: semver }, strict: true }` */
export function readLabels(file: YamlFile, node: Node | undefined): LabelRequirements | undefined {
  const map = mapOf(file, node, ['`labels` must be a map with `schema` and `strict`']);
  if (!map) return undefined;
  const schema = mapOf(file, valueOf(map, 'schema'), ['`{0}` must be a map', 'schema']);
  const strict = booleanOf(file, valueOf(map, 'strict'), ['`{0}` must be true or false', 'strict']);
  return { schema: schema ? readLabelSchema(file, schema) : {}, strict: strict ?? false };
}

/** A map from label names to the type of their values. */
export function readLabelSchema(file: YamlFile, map: Parameters<typeof entriesOf>[0]): LabelSchema {
  const schema: Record<string, LabelSchema[string]> = {};
  for (const { key, value } of entriesOf(map)) {
    const [type] = textsOf(file, value, ['`{0}` must be the name of a type', key]);
    if (!type) continue;
    // hadolint takes what it does not know for text, and so do we, but not silently.
    if (!isLabelType(type.text)) {
      problem(file, type.at, ['`{0}` is no type of labels; use {1}', type.text, LABEL_TYPES.join(', ')]);
    }
    schema[key] = isLabelType(type.text) ? type.text : 'text';
  }
  return schema;
}
