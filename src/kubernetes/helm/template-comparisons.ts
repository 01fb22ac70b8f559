import { NEWEST_MINOR } from '../version.ts';
import { boolean, printed, unknown, type Value } from './template-values.ts';
import { Undecided } from './template-nodes.ts';

/** As `eq` sees it: numbers by their size, the rest by what is printed. */
export function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'number' && other.kind === 'number') return one.value === other.value;
  if (one.kind !== other.kind) return false;
  if (one.kind === 'list' || one.kind === 'dictionary') throw new Undecided('lists and maps are not compared');
  return printed(one).text === printed(other).text;
}

export function compare(one: Value, other: Value): number {
  if (one.kind === 'number' && other.kind === 'number') return one.value - other.value;
  if (one.kind === 'text' && other.kind === 'text') return one.text < other.text ? -1 : one.text > other.text ? 1 : 0;
  throw new Undecided('of different kinds');
}

/** The cluster that a chart is rendered for. */
export const KUBE_VERSION = `v1.${NEWEST_MINOR}.0`;

/** Whether a version is in a range, as `semverCompare` reads both; unknown for what is neither plain. */
export function versionFits(range: string, version: string): Value {
  const own = partsOf(version);
  const fits = range.split('||').map((all) => {
    const conditions = all.trim().split(/\s*,\s*|\s+(?=[<>=^~!])/);
    const each = conditions.map((condition) => (own ? conditionHolds(condition, own) : undefined));
    return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
  });
  if (fits.includes(true)) return boolean(true);
  return fits.includes(undefined) ? unknown(`semver.${range}.${version}`) : boolean(false);
}

type Parts = readonly [major: number, minor: number, patch: number];

function partsOf(version: string): Parts | undefined {
  const [, major, minor = '0', patch = '0'] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-0)?$/.exec(version.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function conditionHolds(condition: string, own: Parts): boolean | undefined {
  const [, sign = '', rest = ''] = /^([<>=^~!]*)\s*(.*)$/.exec(condition) ?? [];
  const wanted = partsOf(rest);
  if (!wanted) return undefined;
  const order = own[0] - wanted[0] || own[1] - wanted[1] || own[2] - wanted[2];
  switch (sign) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '^':
      return wanted[0] > 0 ? order >= 0 && own[0] === wanted[0] : undefined;
    case '~':
      return order >= 0 && own[0] === wanted[0] && own[1] === wanted[1];
    default:
      return undefined;
  }
}
