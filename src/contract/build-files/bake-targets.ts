import type { Range } from '../../lint/rule.ts';
import type { GivenArgument, NamedPlace } from './image-builds.ts';

/** A target of a docker-bake.hcl as it is written, without what it inherits. */
export interface BakeTarget {
  readonly name: string;
  /** Where it begins. */
  readonly title: Range;
  readonly argumentNames: readonly GivenArgument[];
  readonly has: (key: string) => boolean;
  /** A text in quotes; undefined where it says something else, or nothing. */
  readonly text: (key: string) => NamedPlace | undefined;
  readonly list: (key: string) => BakeList | undefined;
  /** Targets whose results it copies from: `target:base` of its contexts. */
  readonly contexts: readonly NamedPlace[];
}

export interface BakeList extends Range {
  /** Those in quotes. */
  readonly texts: readonly string[];
  /** The same with their places. */
  readonly places: readonly NamedPlace[];
  /** It holds nothing else. */
  readonly isPlain: boolean;
}

const TARGET = /^[ \t]*target[ \t]+"([^"\n]+)"[ \t]*\{/gm;
const GROUPED = /(?:^|\{)[ 	]*targets[ 	]*=[ 	]*(\[[^\]]*\])/dgm;
const PLAIN_LIST = /^\[(?:[\s,]|"[^"\n]*")*\]$/;

/** In characters; nobody writes a longer target. */
const LONGEST = 20_000;

export function bakeTargets(text: string): readonly BakeTarget[] {
  return [...text.matchAll(TARGET)].map((match) => {
    const title = { start: match.index, end: match.index + match[0].length - 1 };
    return targetIn(text, match[1] ?? '', title);
  });
}

function targetIn(text: string, name: string, title: Range): BakeTarget {
  const start = title.end + 1;
  const body = withoutInner(text, start);
  const placed = (key: string, pattern: string) => {
    const found = attribute(body, key, pattern);
    return found && { name: found.value, start: start + found.at, end: start + found.at + found.value.length };
  };
  const whole = text.slice(start, start + body.length);
  return {
    name,
    title,
    contexts: [...whole.matchAll(/"target:([^"\n]*)"/dg)].map(({ 1: target = '', indices }) => {
      const [from = 0, to = 0] = indices?.[1] ?? [];
      return { name: target, start: start + from, end: start + to };
    }),
    argumentNames: argumentNames(whole, start),
    has: (key) => new RegExp(`^[ \\t]*${key}\\b`, 'm').test(body),
    text: (key) => placed(key, '"([^"\\n]*)"'),
    list(key) {
      const found = placed(key, '(\\[[^\\]]*\\])');
      if (!found) return undefined;
      const { name: list, ...place } = found;
      return listOf(list, place);
    },
  };
}

function listOf(list: string, { start, end }: Range): BakeList {
  const places = placesIn(list, start);
  return { start, end, texts: places.map(({ name }) => name), places, isPlain: PLAIN_LIST.test(list) };
}

/** The lists of its groups. */
export function groupLists(text: string): readonly BakeList[] {
  return [...text.matchAll(GROUPED)].map(({ 1: list = '', indices }) => {
    const [start = 0, end = 0] = indices?.[1] ?? [];
    return listOf(list, { start, end });
  });
}

/** The names of its groups: they may hold others. */
export function groupNames(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*group[ \t]+"([^"\n]+)"/gm)].map((match) => match[1] ?? '');
}

/** `value` is what the only group of a pattern takes, and `at` where it begins. */
function attribute(body: string, key: string, pattern: string): { value: string; at: number } | undefined {
  const found = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*${pattern}`, 'md').exec(body);
  const at = found?.indices?.[1]?.[0];
  return found?.[1] === undefined || at === undefined ? undefined : { value: found[1], at };
}

/** The names of `args = { VERSION = TAG }`, and the values in quotes. */
function argumentNames(body: string, start: number): readonly GivenArgument[] {
  const map = attribute(body, 'args', '\\{([^{}]*)\\}');
  if (!map) return [];
  const from = start + map.at;
  return [...map.value.matchAll(ARGUMENT)].flatMap(({ 1: name, 2: value, indices }) => {
    const at = indices?.[1]?.[0];
    if (name === undefined || at === undefined) return [];
    const [begin, end] = indices?.[2] ?? [];
    const isPlain = value !== undefined && begin !== undefined && end !== undefined && !value.includes('$');
    return [
      {
        ...{ name, start: from + at, end: from + at + name.length },
        ...(isPlain ? { value: { name: value, start: from + begin, end: from + end } } : {}),
      },
    ];
  });
}

const ARGUMENT = /(?:^|[,\n])[ \t]*"?([A-Za-z_]\w*)"?[ \t]*[=:](?:[ \t]*"([^"\n]*)")?/dg;

/** What stands in the braces, and in none within; blanks in place of what is left out. */
function withoutInner(text: string, start: number): string {
  let depth = 1;
  let body = '';
  for (const [token] of text.slice(start, start + LONGEST).matchAll(/"(?:[^"\\\n]|\\.)*"|[^]/g)) {
    if (token === '{') depth++;
    if (token === '}' && --depth === 0) break;
    body += depth === 1 && token !== '}' ? token : token.replace(/[^\n]/g, ' ');
  }
  return body;
}

function placesIn(list: string, from: number): readonly NamedPlace[] {
  return [...list.matchAll(/"([^"\n]*)"/g)].map(({ 1: name = '', index }) => {
    const start = from + index + 1;
    return { name, start, end: start + name.length };
  });
}
