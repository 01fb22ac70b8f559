import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Report, RuleInfo, Severity } from '../lint/rule.ts';
import type { RuleSetting } from '../lint/settings.ts';
import { type RuleLookup, similar } from './rule-ids.ts';

/** What `.gantry.yaml` says; rule ids are ours. */
export interface GantryConfig {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Globs of files that are not linted, relative to the configuration's folder. */
  readonly ignore: readonly string[];
  /** Faults of the file itself, at their places. */
  readonly problems: readonly Report[];
}

/** The pseudo rule under which faults of `.gantry.yaml` are reported. */
export const gantryConfigRule: RuleInfo = {
  id: 'gantry-config',
  title: 'Keep .gantry.yaml valid',
  severity: 'error',
  aliases: [],
  why: 'A setting that Gantry cannot read has no effect, so a rule you meant to set keeps its default.',
  examples: [],
  exampleOf: 'workspace',
};

/** Keys of `.gantry.yaml` that have a meaning; `schemas/gantry.schema.json` describes them. */
export const CONFIG_KEYS = ['rules', 'ignore'] as const;
/** Keys that later parts of Gantry read: accepted here, so that one file serves every version. */
const LATER_KEYS = [
  'kubernetesVersion',
  'registries',
  'environments',
  'images',
  'labels',
  'profiles',
  'paths',
  'matches',
  'extends',
  'customRules',
] as const;

const SEVERITIES: readonly string[] = ['off', 'hint', 'info', 'warning', 'error'];

/** Reads `.gantry.yaml`: never throws, faulty parts are left out and reported. */
export function readGantryConfig(text: string, lookup: RuleLookup, ruleIds: readonly string[]): GantryConfig {
  const problems: Report[] = [];
  const document = parseDocument(text, { prettyErrors: false });
  for (const { message, pos } of document.errors) {
    problems.push({ ...inside(pos[0], pos[1], text), message: ['YAML cannot be read: {0}', message] });
  }
  const root = document.contents;
  if (root === null) return { rules: {}, ignore: [], problems };
  if (!isMap(root)) {
    const message = ['`.gantry.yaml` must be a map of settings'] as const;
    return { rules: {}, ignore: [], problems: [...problems, { ...rangeOf(root, text), message }] };
  }
  const known: readonly string[] = [...CONFIG_KEYS, ...LATER_KEYS];
  for (const { key } of root.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!known.includes(name)) problems.push(unknownKey(name, rangeOf(key, text), known));
  }
  return {
    rules: readRules(root.get('rules', true), text, lookup, ruleIds, problems),
    ignore: readGlobs(root.get('ignore', true), text, problems),
    problems,
  };
}

function unknownKey(name: string, range: { start: number; end: number }, known: readonly string[]): Report {
  const guess = similar(name, known);
  return guess
    ? { ...range, message: ['`{0}` is no setting; did you mean `{1}`?', name, guess] }
    : { ...range, message: ['`{0}` is no setting', name] };
}

function readRules(
  node: unknown,
  text: string,
  lookup: RuleLookup,
  ruleIds: readonly string[],
  problems: Report[],
): Record<string, RuleSetting> {
  const rules: Record<string, RuleSetting> = {};
  if (node === undefined) return rules;
  if (!isMap(node)) {
    problems.push({ ...rangeOf(node as Node, text), message: ['`rules` must be a map from rule ids to severities'] });
    return rules;
  }
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const ids = lookup(name);
    if (ids.length === 0) {
      const guess = similar(name, ruleIds);
      const range = rangeOf(key as Node, text);
      problems.push(
        guess
          ? { ...range, message: ['There is no rule `{0}`; did you mean `{1}`?', name, guess] }
          : { ...range, message: ['There is no rule `{0}`', name] },
      );
      continue;
    }
    const setting = readSetting(value as Node | null, text, problems);
    if (setting) for (const id of ids) rules[id] = setting;
  }
  return rules;
}

function readSetting(node: Node | null, text: string, problems: Report[]): RuleSetting | undefined {
  if (isScalar(node)) {
    const severity = readSeverity(node, text, problems);
    return severity ? { severity } : undefined;
  }
  if (!isMap(node)) return undefined;
  const severityNode = node.get('severity', true);
  const options = node.get('options', true);
  const severity = isScalar(severityNode) ? readSeverity(severityNode, text, problems) : undefined;
  return {
    ...(severity ? { severity } : {}),
    ...(isMap(options) ? { options: options.toJSON() as Record<string, unknown> } : {}),
  };
}

function readSeverity(node: Node & { value: unknown }, text: string, problems: Report[]): Severity | 'off' | undefined {
  // YAML 1.1 readers know `off` as false; people write it both ways.
  const value = node.value === false ? 'off' : String(node.value);
  if (SEVERITIES.includes(value)) return value as Severity | 'off';
  problems.push({
    ...rangeOf(node, text),
    message: ['`{0}` is no severity; use off, hint, info, warning or error', value],
  });
  return undefined;
}

function readGlobs(node: unknown, text: string, problems: Report[]): string[] {
  if (node === undefined) return [];
  if (isSeq(node)) return node.items.filter((item) => isScalar(item)).map((item) => String(item.value));
  problems.push({ ...rangeOf(node as Node, text), message: ['`ignore` must be a list of globs'] });
  return [];
}

function rangeOf(node: Node | null, text: string): { start: number; end: number } {
  const [start, end] = node?.range ?? [0, text.length];
  return inside(start, end, text);
}

function inside(start: number, end: number, text: string): { start: number; end: number } {
  const first = Math.min(start, text.length);
  return { start: first, end: Math.min(Math.max(end, first), text.length) };
}
