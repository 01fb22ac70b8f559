import { parseQuantity } from '../pods/quantity.ts';

/** What units that quantities do not have were probably meant to be: `1GB` is `1G`, or `1Gi`. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  b: [''],
  byte: [''],
  bytes: [''],
  k: ['k', 'Ki'],
  kb: ['k', 'Ki'],
  ki: ['Ki'],
  kib: ['Ki'],
  mb: ['M', 'Mi'],
  mi: ['Mi'],
  mib: ['Mi'],
  g: ['G', 'Gi'],
  gb: ['G', 'Gi'],
  gi: ['Gi'],
  gib: ['Gi'],
  t: ['T', 'Ti'],
  tb: ['T', 'Ti'],
  ti: ['Ti'],
  tib: ['Ti'],
  p: ['P', 'Pi'],
  pb: ['P', 'Pi'],
  pi: ['Pi'],
  pib: ['Pi'],
  '%': [],
};

/** The quantities that a text without being one may mean, the likeliest first. */
export function quantitiesMeant(text: string): string[] {
  const [, number, unit = ''] = /^\s*([+-]?\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/i.exec(text.replaceAll(',', '')) ?? [];
  if (number === undefined) return [];
  const units = unit === '' ? [''] : (UNITS[unit.toLowerCase()] ?? []);
  return units.map((one) => number + one).filter((one) => one !== text && parseQuantity(one) !== undefined);
}
